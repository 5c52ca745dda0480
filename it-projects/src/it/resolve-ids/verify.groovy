// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.prints("[INFO] $basedir/modules/driver-noids.ko: set8 'sensor_kfuncs' [126] FUNC 'sensor_get' flags 0x5")
run.prints("[INFO] $basedir/modules/driver-noids.ko: list 'sensor_types' [54] STRUCT 'device'")
run.printsMatching(/\[INFO\] Resolved the ids of 1 of 2 modules over vmlinux: 1 already resolved or without ids, 0 failed; [0-9.]+ s/)
run.filesIn('target/resolved', 'done/driver.ko', 'driver-noids.ko')
run.sameBytes('target/resolved/driver-noids.ko', '../driver.ko')
run.sameBytes('target/resolved/done/driver.ko', '../driver.ko')

run.printsMatching(/\[INFO\] Resolved the ids of 1 of 1 modules over their own bases: 0 already resolved or without ids, 0 failed; [0-9.]+ s/)
run.sameBytes('target/resolved-distilled/driver-distilled-noids.ko', 'driver-distilled.ko')

run.sameSection('target/relocated/driver-distilled-noids.ko', '.BTF_ids', 'driver-relocated-next.ko')
run.prints("[INFO] $basedir/target/relocated/driver-distilled-noids.ko: set8 'sensor_kfuncs' [135] FUNC 'sensor_get' flags 0x5")
run.printsMatching(/\[INFO\] Resolved the ids of 0 of 1 modules over vmlinux-next: 1 already resolved or without ids, 0 failed; [0-9.]+ s/)
run.sameSection('target/resolved-relocated/driver-distilled-noids.ko', '.BTF_ids', 'driver-relocated-next.ko')

run.unchanged('modules/driver-noids.ko')
run.unchanged('modules/done/driver.ko')
