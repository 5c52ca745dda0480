// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.printsMatching(/\[INFO\] Using the MultiThreadedBuilder implementation with a thread count of 2/)
run.printsNowhere('not marked as') // thread-safe, says Maven of a goal that is not
// Relative paths start at each module's own folder: net and sound have a module each, disk has two.
run.printsMatching(2, /\[INFO\] Distilled 1 of 1 modules over \.\.\/vmlinux: 0 already distilled, 0 failed; BTF 1,442 bytes before, 1,779 after, bases 497; [0-9.]+ s/)
run.printsMatching(1, /\[INFO\] Distilled 2 of 2 modules over \.\.\/vmlinux: 0 already distilled, 0 failed; BTF 2,884 bytes before, 3,558 after, bases 994; [0-9.]+ s/)
run.filesIn('net/target/modules', 'driver.ko')
run.filesIn('disk/target/modules', 'driver.ko', 'scsi/driver.ko')
run.filesIn('sound/target/modules', 'driver.ko')
for (module in ['net/target/modules/driver.ko', 'disk/target/modules/driver.ko', 'disk/target/modules/scsi/driver.ko', 'sound/target/modules/driver.ko']) {
    run.sectionIs(module, '.BTF', 'driver.split.btf')
    run.sectionIs(module, '.BTF.base', 'driver.base.btf')
    run.sameSection(module, '.BTF_ids', 'driver-distilled.ko')
}
