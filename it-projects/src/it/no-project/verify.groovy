// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.sameBytes('before.txt', 'driver.before.txt')
run.filesIn('distilled', 'driver.ko')
run.sectionIs('distilled/driver.ko', '.BTF', 'driver.split.btf')
run.sectionIs('distilled/driver.ko', '.BTF.base', 'driver.base.btf')
run.sameBytes('distilled.txt', 'driver.distilled.txt')
run.sameBytes('base.txt', 'driver.base.txt')
run.filesIn('relocated', 'driver.ko')
run.sectionIs('relocated/driver.ko', '.BTF', 'driver.relocated-next.btf')
run.sameBytes('relocated.txt', 'driver.relocated-next.txt')
run.filesIn('raw', 'driver.btf', 'driver.base.btf')
run.sameBytes('raw/driver.btf', 'driver.split.btf')
run.sameBytes('raw/driver.base.btf', 'driver.base.btf')
run.sameBytes('raw.txt', 'driver.distilled.txt')
