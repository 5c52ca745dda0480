// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.printsMatching(/\[INFO\] Using the MultiThreadedBuilder implementation with a thread count of 2/)
run.printsNowhere('not marked as') // thread-safe, says Maven of a goal that is not
run.filesIn('net/target/modules', 'driver.ko')
run.filesIn('disk/target/modules', 'driver.ko', 'scsi/driver.ko')
run.filesIn('sound/target/modules', 'driver.ko')
for (module in ['net/target/modules/driver.ko', 'disk/target/modules/driver.ko', 'disk/target/modules/scsi/driver.ko', 'sound/target/modules/driver.ko']) {
    run.sectionIs(module, '.BTF', 'driver.split.btf')
    run.sectionIs(module, '.BTF.base', 'driver.base.btf')
    run.sameSection(module, '.BTF_ids', 'driver-distilled.ko')
}
