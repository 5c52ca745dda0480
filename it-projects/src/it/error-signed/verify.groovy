// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.failsIn('distill', """\
1 of 1 modules could not be distilled over vmlinux:
  $basedir/driver.ko: the module is signed, and new BTF would make its signature invalid
With <signature> (btf.signature) = strip, modules are written without their signatures, with sign they are signed anew.""")
run.filesIn('target/modules')
