// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.Sample

def sample = new Sample(sampleDirectory, basedir)
sample.copy('vmlinux')
sample.copyAs('expected/driver-distilled.ko', 'released/driver.ko')
sample.copyAs('driver-newer.ko', 'modules/driver.ko')
