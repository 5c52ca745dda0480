// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

// Nothing is installed: the base comes from the build itself, which has made the kernel first.
run.printsMatching(/\[INFO\] Distilled 2 of 2 modules over mvn:org\.example:reactor-kernel:1: 0 already distilled, 0 failed; .*/)
run.printsMatching(/\[INFO\] Packed 2 modules of 1 kernel \(miniature: 2\) into .*reactor-drivers-1\.tar\.gz; [0-9.]+ s/)
// What was built is checked, not the sources that <modules> names.
run.prints('[INFO] driver.ko       fits              REFUSED')
run.prints('[INFO] disk/driver.ko  fits              REFUSED')
run.printsMatching(/\[INFO\] Checked 2 of 2 modules against 2 kernels: 0 failed; reasons in .*check\.json; [0-9.]+ s/)
run.printsNowhere('not marked as') // thread-safe, says Maven of a goal that is not
run.sameBytes('kernel/target/reactor-kernel-1.btf', '../vmlinux.btf')
for (module in ['drivers/target/btf/driver.ko', 'drivers/target/btf/disk/driver.ko']) {
    run.sectionIs(module, '.BTF', 'driver.split.btf')
    run.sectionIs(module, '.BTF.base', 'driver.base.btf')
}
