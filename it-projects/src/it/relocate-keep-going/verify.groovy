// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.prints("[WARNING] $basedir/driver-distilled.ko: STRUCT 'timer' size=32 in the module, STRUCT size=40 [34] in the target" +
    ' (embedded by value, so the sizes must be equal); needed by struct sensor.timer -> timer (embedded) and in 1 other way')
run.prints("[WARNING] $basedir/driver-distilled.ko: STRUCT 'ring' size=48 in the module, nothing of that name in the target;" +
    ' needed by struct sensor.ring -> ring (embedded)')
run.printsMatching('\\[INFO] Relocated 0 of 1 modules to vmlinux-changed: 1 failed; [0-9.]+ s')
run.filesIn('target/modules')
run.unchangedExpected('driver-distilled.ko')
