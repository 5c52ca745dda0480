// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.prints('[INFO] src/btf/driver.ko, with base src/btf/vmlinux:')
run.printsAll('[INFO] ', 'driver.before.txt')
run.printsMatching(/\[INFO\] Dumped 37 types of src\/btf\/driver.ko, with base src\/btf\/vmlinux: 1,442 bytes of BTF; [0-9.]+ s/)
run.printsMatching(/\[INFO\] Distilled 1 of 1 modules over src\/btf\/vmlinux: 0 already distilled, 0 failed; BTF 1,442 bytes before, 1,779 after, bases 497; [0-9.]+ s/)
run.prints('[INFO] target/modules/driver.ko, section .BTF.base:')
run.printsAll('[INFO] ', 'driver.base.txt')
run.prints('[INFO] target/modules/driver.ko:')
run.printsAll('[INFO] ', 'driver.distilled.txt')
run.printsMatching(/\[INFO\] Relocated 1 of 1 modules to src\/btf\/vmlinux-next: 0 failed; BTF 1,779 bytes before, 1,779 after; [0-9.]+ s/)
run.prints('[INFO] target/modules-next/driver.ko, with base src/btf/vmlinux-next:')
run.printsAll('[INFO] ', 'driver.relocated-next.txt')

run.filesIn('target/modules', 'driver.ko')
run.sectionIs('target/modules/driver.ko', '.BTF', 'driver.split.btf')
run.sectionIs('target/modules/driver.ko', '.BTF.base', 'driver.base.btf')
run.sameSection('target/modules/driver.ko', '.BTF_ids', 'driver-distilled.ko')
run.otherSectionsUnchanged('target/modules/driver.ko', 'src/btf/driver.ko', '.BTF', '.BTF.base', '.BTF_ids', '.shstrtab')

run.filesIn('target/modules-next', 'driver.ko')
run.sectionIs('target/modules-next/driver.ko', '.BTF', 'driver.relocated-next.btf')
run.lacksSection('target/modules-next/driver.ko', '.BTF.base')
run.sameSection('target/modules-next/driver.ko', '.BTF_ids', 'driver-relocated-next.ko')
run.otherSectionsUnchanged('target/modules-next/driver.ko', 'src/btf/driver.ko', '.BTF', '.BTF_ids', '.shstrtab')

run.unchanged('src/btf/driver.ko')
run.unchanged('src/btf/vmlinux')
run.unchanged('src/btf/vmlinux-next')
