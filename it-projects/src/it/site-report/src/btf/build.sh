#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# build.sh TOOLS [OUT]: compiles and encodes four kernels and three versions of their modules. README.md says what comes out.
# TOOLS is a folder with pahole-1.30 and resolve_btfids (Linux 6.12), as src/reference/setup.sh makes it;
# OUT (default: this folder) receives the files. The same tools make the same bytes again.
set -euo pipefail
[ $# = 1 ] || [ $# = 2 ] || { sed -n '3,5s/^# \{0,1\}//p' "$0" >&2; exit 2; }
SOURCE=$(cd "$(dirname "$0")" && pwd)
TOOLS=$(cd "$1" && pwd)
OUT=${2:-$SOURCE}
export LC_ALL=C SOURCE_DATE_EPOCH=0 LLVM_OBJCOPY=objcopy
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$SOURCE"/*.[ch] "$work"
cd "$work"

compile() { # OUTPUT SOURCE OPTION...
	gcc -std=gnu11 -O2 -g -gdwarf-4 -Wall -Werror -ffreestanding -fno-pic -mcmodel=kernel -fcf-protection=none \
		-fno-stack-protector -fno-asynchronous-unwind-tables -ffile-prefix-map="$work"=. "${@:3}" -c -o "$1" "$2"
}

features=encode_force,var,float,enum64,decl_tag,type_tag,optimized_func,consistent_func,decl_tag_kfuncs
encode() { # ELF OPTION...
	"$TOOLS/pahole-1.30" -J -j1 --btf_features=$features "${@:2}" "$1"
	strip --strip-debug --remove-section=.comment "$1"
}

# A section of its own for per-cpu variables and for ids, which pahole looks for by name; no page padding.
cat >kernel.lds <<'LDS'
PHDRS { text PT_LOAD FLAGS(5); data PT_LOAD FLAGS(6); percpu PT_LOAD FLAGS(6); }
SECTIONS {
	. = 0xffffffff81000000;
	.text : { *(.text*) } :text
	.BTF_ids : { *(.BTF_ids) } :text
	.data : { *(.data .data.rel*) } :data
	.bss : { *(.bss*) } :data
	.data..percpu : { *(.data..percpu) } :percpu
}
LDS
kernel() { # RELEASE NUMBER
	mkdir -p "kernels/$1"
	compile kernel.o kernel.c -DKERNEL="$2"
	ld --build-id=none -z noexecstack -z max-page-size=16 -T kernel.lds -o "kernels/$1/vmlinux" kernel.o
	encode "kernels/$1/vmlinux"
	if readelf -SW "kernels/$1/vmlinux" | grep -q '\.BTF_ids'; then
		"$TOOLS/resolve_btfids" "kernels/$1/vmlinux"
	fi
	chmod 644 "kernels/$1/vmlinux"
}
kernel 6.1 601
kernel 6.6 606
kernel 6.12 612
kernel 6.18-rc 618

module() { # VERSION NUMBER RELEASE KERNEL PATH
	local ko=drivers/$1/kernel/$5.ko
	mkdir -p "$(dirname "$ko")"
	compile module.o "$(basename "$5").c" -DDRIVER="$2" -DKERNEL="$4" -DVERMAGIC="\"$3.0-miniature\""
	ld -r --build-id=none -z noexecstack -o "$ko" module.o
	encode "$ko" --btf_base "kernels/$3/vmlinux"
	if readelf -SW "$ko" | grep -q '\.BTF_ids'; then
		"$TOOLS/resolve_btfids" -b "kernels/$3/vmlinux" "$ko"
	fi
	chmod 644 "$ko"
}
for name in drivers/sensor/sensor drivers/sensor/sensor_legacy net/link fs/journal; do
	module 1.0 100 6.1 601 $name
	module 1.1 101 6.6 606 $name
done
for name in drivers/sensor/sensor drivers/sensor/sensor_filter net/link fs/journal; do
	module 2.0 200 6.12 612 $name
done
cp -r kernels drivers "$OUT"
