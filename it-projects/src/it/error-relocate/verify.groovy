// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.failsIn('relocate', """\
1 of 1 modules could not be relocated to vmlinux-changed:
  $basedir/driver-distilled.ko: STRUCT 'timer' size=32 in the module, STRUCT size=40 [34] in the target (embedded by \
value, so the sizes must be equal); needed by struct sensor.timer -> timer (embedded) and in 1 other way
  $basedir/driver-distilled.ko: STRUCT 'ring' size=48 in the module, nothing of that name in the target; \
needed by struct sensor.ring -> ring (embedded)
The target is <target> (btf.target): $basedir/vmlinux-changed. With <failOnError> (btf.failOnError) = false, the build \
goes on without such modules.""")
run.filesIn('target/modules')
run.unchangedExpected('driver-distilled.ko')
