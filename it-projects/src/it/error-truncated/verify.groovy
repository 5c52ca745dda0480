// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.failsIn('distill', """\
1 of 1 modules could not be distilled over vmlinux:
  $basedir/driver.ko: found the section header table with 64 bytes at offset 4624, expected it within the 1000 bytes of \
the file. The file may be cut off.
The base is <base> (btf.base): $basedir/vmlinux.""")
run.filesIn('target/modules')
