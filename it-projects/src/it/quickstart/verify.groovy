// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

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
