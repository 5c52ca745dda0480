// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.failsIn('distill', """\
1 of 1 modules could not be distilled over vmlinux:
  $basedir/driver-no-btf.ko: found an ELF file without a section .BTF, expected one with it. Build it with \
CONFIG_DEBUG_INFO_BTF=y (modules: CONFIG_DEBUG_INFO_BTF_MODULES=y) and do not strip that section.
The base is <base> (btf.base): $basedir/vmlinux.""")
run.filesIn('target/modules')
run.unchanged('driver-no-btf.ko')
