#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# build.sh DIR: builds ootbtf.ko against the headers of bookworm-backports' newest 6.12 kernel, into DIR/ootbtf. DIR is being filled by
# ../setup.sh, which calls this. README.md says what comes out.

set -euo pipefail
[[ $# == 1 ]] || { sed -n '4,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
source_directory=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$1"
. "$source_directory/../debian.sh"
[[ ! -e ootbtf/ootbtf-dwarf.ko ]] || exit 0

suite=bookworm-backports
need_installed make gcc binutils
need_suite $suite
read -r version image < <(newest_image $suite 6.12) || unavailable "the Debian suite $suite has no kernel 6.12"
abi=${image#linux-image-}
abi=${abi%-amd64}
headers=$PWD/tools/linux-headers
say "ootbtf: linux-headers-$abi $version of $suite"
unpack $suite "$headers" "linux-headers-$abi-amd64" "linux-headers-$abi-common" "linux-kbuild-$abi"
echo "linux-headers-$abi $version ($suite)" >"$headers/package"
ln -sfn "../tools/linux-headers/usr/lib/linux-kbuild-$abi/tools/bpf/resolve_btfids/resolve_btfids" bin/resolve_btfids

# The headers know their own folders by absolute paths.
tree=$headers/usr/src/linux-headers-$abi-amd64
sed -i "s|/usr/src/linux-headers-|$headers&|; s|/usr/lib/linux-kbuild-|$headers&|" "$tree/Makefile" "${tree/%amd64/common}/Makefile"
find "$headers" -type l -lname '/usr/*' | while read -r link; do ln -sfn "$headers$(readlink "$link")" "$link"; done

# The module with DWARF only: what kbuild runs to encode BTF does nothing here, and is run below.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$source_directory/ootbtf.c" "$source_directory/Kbuild" "$work"
make -s -C "$tree" M="$work" PAHOLE=/bin/true RESOLVE_BTFIDS=/bin/true modules >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }

# Debian ships, with the headers, an ELF file that has just the kernel's BTF.
rm -rf ootbtf
mkdir ootbtf
cp "$tree/vmlinux" ootbtf/vmlinux
encode() { # NAME PAHOLE OPTION...
    cp "$work/ootbtf.ko" "$work/$1"
    LLVM_OBJCOPY=objcopy "bin/$2" -J --btf_base ootbtf/vmlinux "${@:3}" "$work/$1"
    strip --strip-debug "$work/$1"
    cp "$work/$1" "$work/noids"
    bin/resolve_btfids -b ootbtf/vmlinux "$work/$1"
    mv "$work/$1" ootbtf
    mv "$work/noids" "ootbtf/${1%.ko}-noids.ko"
}
# As kernel builds call each version.
features=encode_force,var,float,enum64,decl_tag,type_tag,optimized_func,consistent_func,decl_tag_kfuncs
encode ootbtf-split-1.24.ko pahole-1.24 --btf_gen_floats
encode ootbtf-split.ko pahole-1.30 -j1 --btf_features=$features
encode ootbtf-distilled.ko pahole-1.30 -j1 --btf_features=$features --btf_features=+distilled_base
mv "$work/ootbtf.ko" ootbtf/ootbtf-dwarf.ko
