#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# build.sh TOOLS [OUT]: compiles and encodes the sample, and asks the reference tools what they make of it. README.md says what comes out.
# TOOLS is a folder with pahole-1.30, resolve_btfids (Linux 6.12), bpftool (7.5) and btfref (libbpf 1.7), as src/reference/setup.sh makes it;
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
mkdir expected

compile() { # OUTPUT SOURCE OPTION...
	gcc -std=gnu11 -O2 -g -gdwarf-4 -Wall -Werror -ffreestanding -fno-pic -mcmodel=kernel -fcf-protection=none \
		-fno-stack-protector -fno-asynchronous-unwind-tables -ffile-prefix-map="$work"=. "${@:3}" -c -o "$1" "$2"
}

features=encode_force,var,float,enum64,decl_tag,type_tag,optimized_func,consistent_func,decl_tag_kfuncs
encode() { # ELF OPTION...
	"$TOOLS/pahole-1.30" -J -j1 --btf_features=$features "${@:2}" "$1"
	strip --strip-debug --remove-section=.comment "$1"
}

section() { # SECTION ELF OUTPUT
	objcopy -O binary --only-section="$1" --set-section-flags "$1"=alloc "$2" "$3"
}

# A section of its own for per-cpu variables, which pahole looks for by name; no page padding.
cat >kernel.lds <<'END'
PHDRS { text PT_LOAD FLAGS(5); data PT_LOAD FLAGS(6); percpu PT_LOAD FLAGS(6); }
SECTIONS {
	. = 0xffffffff81000000;
	.text : { *(.text*) } :text
	.data : { *(.data .data.rel*) } :data
	.bss : { *(.bss*) } :data
	.data..percpu : { *(.data..percpu) } :percpu
}
END
kernel() { # NAME OPTION...
	compile kernel.o kernel.c "${@:2}"
	ld --build-id=none -z noexecstack -z max-page-size=16 -T kernel.lds -o "$1" kernel.o
	encode "$1"
}
kernel vmlinux
kernel vmlinux-next -DKERNEL_NEXT
kernel vmlinux-changed -DKERNEL_CHANGED
section .BTF vmlinux vmlinux.btf

compile driver.o driver.c
ld -r --build-id=none -z noexecstack -o driver-dwarf.ko driver.o
cp driver-dwarf.ko driver-no-btf.ko
strip --strip-debug --remove-section=.comment driver-no-btf.ko
module() { # NAME OPTION...
	cp driver-dwarf.ko "$1"
	encode "$1" --btf_base vmlinux "${@:2}"
	cp "$1" "$(basename "$1" .ko)-noids.ko"
	"$TOOLS/resolve_btfids" -b vmlinux "$1"
}
module driver.ko
module expected/driver-distilled.ko --btf_features=+distilled_base
section .BTF driver.ko driver.btf

# A later version of the module for the same kernel, made of the same source: what changed is what the README says.
sed -e 's/SENSOR_FAULT = -3/SENSOR_FAULT = -4/' \
	-e 's/struct ring ring;/struct ring *ring;/' -e 's/&the_sensor.ring/the_sensor.ring/' \
	-e 's/unsigned long pending;/unsigned long waiting;/' \
	-e 's/char label\[16\];/&\n\tstruct device_operations overrides;\n\tstruct module *owner;/' \
	-e 's/sensor_get(struct device \*device, u32 channel)/sensor_get(struct device *device, u64 channel)/' \
	driver.c >driver-newer.c
compile driver-newer.o driver-newer.c
ld -r --build-id=none -z noexecstack -o driver-newer.ko driver-newer.o
encode driver-newer.ko --btf_base vmlinux
"$TOOLS/resolve_btfids" -b vmlinux driver-newer.ko

# What libbpf makes of the module without .BTF.base, and of the two kernels that came later.
cd expected
"$TOOLS/btfref" distill ../vmlinux ../driver.ko driver.base.btf driver.split.btf
"$TOOLS/btfref" relocate ../vmlinux driver.base.btf driver.split.btf driver.relocated.btf
"$TOOLS/btfref" relocate ../vmlinux-next driver.base.btf driver.split.btf driver.relocated-next.btf
if "$TOOLS/btfref" relocate ../vmlinux-changed driver.base.btf driver.split.btf - 2>driver.relocation-changed.txt; then
	echo "the module relocates onto vmlinux-changed" >&2
	exit 1
fi
section .BTF driver-distilled.ko ../pahole.split.btf
section .BTF.base driver-distilled.ko ../pahole.base.btf
cmp driver.split.btf ../pahole.split.btf # pahole and libbpf distil to the same bytes
cmp driver.base.btf ../pahole.base.btf

# The relocated module as a file: resolve_btfids finds the ids by name, in ignorance of any id map.
objcopy --add-section .BTF=driver.relocated-next.btf ../driver-no-btf.ko driver-relocated-next.ko
"$TOOLS/resolve_btfids" -b ../vmlinux-next driver-relocated-next.ko

dump() { # TEXT FILE [BPFTOOL OPTION...]
	"$TOOLS/bpftool" "${@:3}" btf dump file "$2" >"$1"
}
dump vmlinux.txt ../vmlinux
dump vmlinux.json ../vmlinux -j
dump driver.before.txt ../driver.ko -B ../vmlinux
dump driver.before.json ../driver.ko -j -B ../vmlinux
dump driver.before.indented.json ../driver.ko -p -B ../vmlinux
dump driver.base.txt driver.base.btf
dump driver.distilled.txt driver-distilled.ko
dump driver.relocated.txt driver-distilled.ko -B ../vmlinux
dump driver.relocated-next.txt driver-distilled.ko -B ../vmlinux-next
cd ..
chmod 644 vmlinux* driver*.ko driver.btf expected/*
mkdir -p "$OUT/expected"
cp vmlinux vmlinux-next vmlinux-changed vmlinux.btf driver.ko driver-dwarf.ko driver-no-btf.ko driver-noids.ko driver-distilled-noids.ko driver-newer.ko driver.btf "$OUT"
cp expected/* "$OUT/expected"
