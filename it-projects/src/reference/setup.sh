#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# setup.sh [--quick] DIR [SUITE/VERSION...]: puts real kernels, the reference tools and what libbpf makes of each module into DIR.
#
# SUITE/VERSION is the newest kernel of that Debian suite whose version starts so. Without any: bookworm/6.1 bookworm-security/6.1
# bookworm-backports/6.12. --quick takes 300 modules of one kernel, bookworm-backports/6.12 by default, of two older ones only the
# images, and not all tools.
# What is in DIR already is kept: run it again to go on after a failure or to add a kernel. README.md says what is in DIR.
# Exit status: 0 all is there, 2 usage, 3 something cannot be had on this machine (the last line says what), else a defect.

set -Eeuo pipefail
trap 'echo "${BASH_SOURCE[0]}:$LINENO: failed: $BASH_COMMAND" >&2' ERR

form=full
if [[ ${1:-} == --quick ]]; then
    form=quick
    shift
fi
if (($# == 0)) || [[ $1 == -* ]] || { [[ $form == quick ]] && (($# > 2)); }; then
    sed -n '4,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1/kernels" "$1/targets" "$1/bin" "$1/tools" "$1/expected/distill" "$1/expected/relocate"
cd "$1"
shift
if [[ $(cat form 2>/dev/null || echo $form) != "$form" ]]; then
    echo "$PWD was set up in the $(<form) form: take another folder" >&2
    exit 2
fi
echo $form >form
. "$here/debian.sh"

# kernel FOLDER SUITE/VERSION: FOLDER/NAME, where NAME is the upstream version. FOLDER is kernels, or targets for images without modules.
kernel() {
    local folder=$1 wanted=$2 suite=${2%%/*} found package version name to=kernels/.part
    if grep -qsxF "$wanted" kernels/*/wanted targets/*/wanted; then
        return
    fi
    need_suite "$suite"
    found=$(newest_image "$suite" "${wanted#*/}")
    [[ -n $found ]] || unavailable "the Debian suite $suite has no kernel ${wanted#*/}"
    read -r version package <<<"$found"
    name=$(upstream "$version")
    if [[ -e kernels/$name || -e targets/$name ]]; then
        say "WARNING: $wanted is $name, which is there already"
        for folder in kernels targets; do
            [[ ! -e $folder/$name ]] || echo "$wanted" >>"$folder/$name/wanted"
        done
        return
    fi
    say "kernel $name: $package $version of $suite"
    rm -rf "$to"
    mkdir -p "$to"
    unpack "$suite" "$to/files" "$package"
    cp "$to/files"/boot/vmlinuz-* "$to/vmlinuz"
    vmlinux_of "$to/vmlinuz" >"$to/vmlinux"
    unpack "$suite" "$to/headers" "${package/#linux-image/linux-headers}"
    find "$to/headers" -type f -name vmlinux -exec mv {} "$to/headers-vmlinux" \;
    [[ $folder == targets ]] || modules_of "$to"
    rm -r "$to/files" "$to/headers"
    echo "$wanted" >"$to/wanted"
    echo "$package $version ($suite)" >"$to/package"
    mv "$to" "$folder/$name"
}

# modules_of KERNEL: modules, unpacked, and those that are packed also as they came, in packed.
modules_of() {
    local to=$1
    mkdir "$to/modules" "$to/packed"
    find "$to/files" -name '*.ko' -o -name '*.ko.*' | LC_ALL=C sort >"$to/list"
    [[ $form == full ]] || spread 300 "$to/list"
    xargs -P "$(nproc)" -n 50 bash -c 'for file; do
            name=${file##*/}
            case $file in
                *.xz) xz -dc "$file" ;;
                *.zst) zstd -dcq "$file" ;;
                *) cat "$file" ;;
            esac >"$0/modules/${name%%.ko*}.ko" || exit 255
            [[ $file == *.ko ]] || mv "$file" "$0/packed/" || exit 255
        done' "$to" <"$to/list"
    rm "$to/list"
}

# spread COUNT FILE: keeps that many lines of the file, evenly spread.
spread() {
    awk -v count="$1" -v all="$(wc -l <"$2")" 'int(NR * count / all) > int((NR - 1) * count / all) || count >= all' "$2" >"$2.part"
    mv "$2.part" "$2"
}

# vmlinux_of BZIMAGE: the ELF file inside. The boot header says where its compressed form lies; behind that is the unpacked size.
vmlinux_of() {
    local sectors offset length start
    read -r sectors < <(od -An -tu1 -j $((0x1f1)) -N 1 "$1")
    read -r offset length < <(od -An -tu4 -j $((0x248)) -N 8 "$1")
    start=$(((sectors + 1) * 512 + offset))
    head -c $((start + length - 4)) "$1" | tail -c +$((start + 1)) >"$1.payload"
    case $(od -An -tx1 -N 4 "$1.payload") in
        ' 28 b5 2f fd') zstd -dcq "$1.payload" ;;
        ' fd 37 7a 58') xz -dc "$1.payload" ;;
        *) echo "$1 is packed neither by zstd nor by xz" >&2 && return 1 ;;
    esac
    rm "$1.payload"
}

# bin/btfref, with libbpf.a of the newest suite that has 1.5 to 1.7. They give the same bytes; later ones write a longer header.
btfref() {
    local suite version
    [[ ! -x bin/btfref ]] || return 0
    for suite in sid trixie; do
        need_suite $suite
        read -r version _ < <(versions $suite libbpf-dev) || continue
        case $(upstream "$version") in
            1.[567] | 1.[567].*) ;;
            *) continue ;;
        esac
        say "btfref: libbpf-dev $version of $suite"
        unpack $suite tools/libbpf libbpf-dev
        gcc -O2 -Wall -Wextra -Werror -Itools/libbpf/usr/include -o bin/btfref "$here/btfref.c" "$here/glibc-compat.c" \
            tools/libbpf/usr/lib/x86_64-linux-gnu/libbpf.a -lelf -lz
        echo "libbpf-dev $version ($suite)" >tools/libbpf/package
        return
    done
    unavailable "no Debian suite of $PWD/.apt has libbpf-dev 1.5 to 1.7"
}

# expect FOLDER COMMAND BASE <LIST: libbpf's files and its verdict on each module, in the order of the modules' names.
expect() {
    local part
    if [[ -e $1/verdicts.tsv ]]; then
        cat >/dev/null # whoever writes the list would fail without a reader
        return 0
    fi
    say "$1"
    split -n "r/$(nproc)" - "$1/list."
    for part in "$1"/list.*; do
        bin/btfref batch "$2" "$3" "$part" >"${part/list/result}" || (($? == 1)) & # 1: some module was refused
    done
    wait
    LC_ALL=C sort "$1"/result.* >"$1/verdicts.part"
    [[ $(wc -l <"$1/verdicts.part") == "$(cat "$1"/list.* | wc -l)" ]] || { echo "btfref broke off in $1" >&2 && return 1; }
    rm "$1"/list.* "$1"/result.*
    mv "$1/verdicts.part" "$1/verdicts.tsv"
}

expect_all() {
    local from onto modules to
    for from in $(cd kernels && ls); do
        modules=$(cd "kernels/$from/modules" && printf '%s\n' *.ko | sed 's/\.ko$//')
        to=expected/distill/$from
        mkdir -p "$to"
        awk -v OFS='\t' -v from="kernels/$from/modules/" -v to="$to/" '{ print $0, from $0 ".ko", to $0 ".base", to $0 ".split" }' \
            <<<"$modules" | expect "$to" distill "kernels/$from/vmlinux"
        for onto in kernels/*/ targets/*/; do
            [[ -d $onto ]] || continue
            to=expected/relocate/$from-to-$(basename "$onto")
            mkdir -p "$to"
            awk -v OFS='\t' -v from="expected/distill/$from/" -v to="$to/" \
                '{ print $0, from $0 ".base", from $0 ".split", to $0 ".split" }' \
                <<<"$modules" | expect "$to" relocate "${onto}vmlinux"
        done
    done
}

summary() {
    local folder
    echo
    for folder in kernels/*/; do
        printf 'kernel   %-20s %s modules; %s\n' "$(basename "$folder")" "$(find "$folder/modules" -name '*.ko' | wc -l)" "$(<"$folder/package")"
    done
    for folder in targets/*/; do
        [[ ! -d $folder ]] || printf 'target   %-20s %s\n' "$(basename "$folder")" "$(<"$folder/package")"
    done
    for folder in expected/*/*/; do
        printf '%-8s %-20s %s\n' "$(basename "$(dirname "$folder")")" "$(basename "$folder")" "$(awk -F '\t' \
            '{ n[$2]++ } END { printf "%d ok, %d refused by libbpf", n["ok"], n["err"] }' "$folder/verdicts.tsv")"
    done
    for folder in tools/*/; do
        printf 'tool     %-20s %s\n' "$(basename "$folder")" "$(<"$folder/package")"
    done
    say "done; $PWD has $(du -sh . | cut -f 1)"
}

need_debian
need_installed clang gcc libc6-dev libelf-dev zlib1g-dev binutils xz-utils zstd
btfref
tool bpftool bookworm-backports bpftool usr/sbin/bpftool
if [[ $form == quick ]]; then
    kernel kernels "${1:-bookworm-backports/6.12}"
    kernel targets bookworm/6.1
    kernel targets bookworm-security/6.1
else
    (($#)) || set -- bookworm/6.1 bookworm-security/6.1 bookworm-backports/6.12
    for wanted; do kernel kernels "$wanted"; done
    tool pahole-1.24 bookworm pahole usr/bin/pahole libc6 libdw1 libelf1 libbpf1 zlib1g liblzma5 libbz2-1.0
    tool pahole-1.30 trixie pahole usr/bin/pahole libc6 libdw1t64 libelf1t64 libbpf1 zlib1g liblzma5 libbz2-1.0 libzstd1
    "$here/ootbtf/build.sh" "$PWD"
fi
expect_all
summary
