// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)
def installed = "$localRepositoryPath/org/example/kmod"

// The kernels: BTF alone, in an artifact each.
run.printsMatching(/\[INFO\] Attached the BTF of \.\.\/vmlinux: 103 types, 3,079 bytes, in .*kernel-6\.12\.95\.btf/)
run.sameBytes("$installed/kernel/6.12.95/kernel-6.12.95.btf", '../vmlinux.btf')
run.printsMatching(/\[INFO\] Attached the BTF of \.\.\/vmlinux-next: 112 types, 3,558 bytes, in .*kernel-6\.12\.95-next\.btf/)

// The producer: twice the same archive.
run.printsMatching(2, /\[INFO\] Distilled 2 of 2 modules over mvn:org\.example\.kmod:kernel:6\.12\.95: .*/)
run.printsMatching(2, /\[INFO\] Packed 2 modules of 1 kernel \(miniature: 2\) into .*drivers-1\.tar\.gz and .*drivers-1\.zip; [0-9.]+ s/)
run.printsMatching(/\[INFO\] Checked 2 of 2 modules against 2 kernels: 0 failed; reasons in .*check\.json; [0-9.]+ s/)
run.prints('[INFO] driver.ko      fits            findings')
// Maven 4 installs the POM of the build beside the one for others.
def ofTheBuild = new File("$installed/drivers/1/drivers-1-build.pom").exists() ? ['drivers-1-build.pom'] : []
run.filesIn("$installed/drivers/1", 'drivers-1.pom', 'drivers-1.tar.gz', 'drivers-1.zip', '_remote.repositories', *ofTheBuild)
run.sameFiles('producer/target/drivers-1.tar.gz', "$installed/drivers/1/drivers-1.tar.gz")
run.sameFiles('producer/target/drivers-1.zip', "$installed/drivers/1/drivers-1.zip")

// The consumer: the modules where a machine has them, and what the other kernel makes of them.
def modules = ['lib/modules/miniature/updates/driver.ko', 'lib/modules/miniature/updates/net/driver.ko']
run.filesIn('consumer/target/drivers', *modules)
run.printsMatching(/\[INFO\] Relocated 2 of 2 modules to mvn:org\.example\.kmod:kernel:6\.12\.95:btf:next: 0 failed; .*/)
for (module in modules) {
    run.sectionIs("consumer/target/drivers/$module", '.BTF', 'driver.split.btf')
    run.sectionIs("consumer/target/drivers/$module", '.BTF.base', 'driver.base.btf')
    run.sectionIs("consumer/target/btf-relocated/$module", '.BTF', 'driver.relocated-next.btf')
}
