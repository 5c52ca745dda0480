#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Makes the dumps that CompilerAgreementTest compares with: what gcc and pahole make of the C files beside them.
#
#   make-dumps.sh TOOLS
#
# TOOLS is a folder with pahole-1.30 and bpftool, as it-projects/src/reference/setup.sh makes it. gcc is Debian 12's gcc-12 for
# x86-64. The result depends on these versions, not on the machine.

set -eu
tools=$1
cd "$(dirname "$0")/../resources/org/btf4j/junit/c"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Types and static functions that nothing uses are described too. Function bodies are empty on purpose, hence no warnings.
compile() {
	gcc-12 -std=gnu11 -O0 -g -fno-eliminate-unused-debug-types -fkeep-static-functions -w -c "$1.c" -o "$work/$1.o"
}

# -j1: in the order of the compiler, not of threads.
encode() {
	name=$1
	shift
	"$tools/pahole-1.30" -J -j1 --btf_features=encode_force,var,float,enum64,decl_tag,type_tag "$@" "$work/$name.o"
}

for source in *.c; do
	name=${source%.c}
	compile "$name"
	case $name in
	split-*) ;;
	*)
		encode "$name"
		"$tools/bpftool" btf dump file "$work/$name.o" format raw >"$name.dump"
		;;
	esac
done

encode split-base
"$tools/bpftool" btf dump file "$work/split-base.o" format raw >split-base.dump
objcopy -O binary --only-section=.BTF --set-section-flags .BTF=alloc "$work/split-base.o" "$work/base.btf"
encode split-module --btf_base="$work/base.btf"
"$tools/bpftool" -B "$work/base.btf" btf dump file "$work/split-module.o" format raw >split-module.dump
