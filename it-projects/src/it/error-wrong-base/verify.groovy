// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.failsIn('distill', """\
1 of 1 modules could not be distilled over vmlinux-next:
  $basedir/driver.ko, type [114] ENUM 'gth': found the name 'gth', which starts in the middle of a string, expected the \
start of one. The base is not the one that this split BTF was encoded against: give that one.
The base is <base> (btf.base): $basedir/vmlinux-next.""")
run.filesIn('target/modules')
run.unchanged('driver.ko')
