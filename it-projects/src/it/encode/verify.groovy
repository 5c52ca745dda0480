// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.printsMatching(/\[INFO\] Encoded 1 of 2 modules over vmlinux: 1 had BTF already, 0 failed; BTF [0-9,]+ bytes; [0-9.]+ s/)
run.printsMatching(2, /\[INFO\] \[[0-9]+\] STRUCT 'sensor' size=344 vlen=24/)
run.printsMatching(2, /\[INFO\] \[[0-9]+\] FUNC 'sensor_init' type_id=[0-9]+ linkage=static/)
run.printsMatching(2, /\[INFO\] \[[0-9]+\] VAR 'sensor_samples' type_id=[0-9]+, linkage=static/)
run.printsMatching(/\[INFO\] Distilled 2 of 2 modules over vmlinux: 0 already distilled, 0 failed; .*/)
run.printsMatching(/\[INFO\] Relocated 1 of 1 modules to vmlinux-next: 0 failed; .*/)
run.printsMatching(/\[INFO\] Encoded 0 of 2 modules over vmlinux: 0 had BTF already, 2 not changed since the last run, 0 failed; [0-9.]+ s/)

run.filesIn('target/btf-encoded', 'ready/driver.ko', 'sensor/driver.ko')
run.otherSectionsUnchanged('target/btf-encoded/sensor/driver.ko', 'built modules/sensor/driver.ko', '.BTF', '.BTF_ids', '.shstrtab')
run.unchanged('target/btf-encoded/ready/driver.ko')
run.unchanged('built modules/ready/driver.ko')
