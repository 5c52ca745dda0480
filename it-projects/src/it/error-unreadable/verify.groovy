// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.failsIn('distill', """\
1 of 1 modules could not be distilled over vmlinux:
  $basedir/driver.ko: permission denied
The modules are <modules> (btf.modules): $basedir/driver.ko, the outputs go to <outputDirectory> (btf.outputDirectory): \
$basedir/target/modules.""")
run.filesIn('target/modules')
