// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.Sample

def sample = new Sample(sampleDirectory, basedir)
sample.copy('vmlinux-changed', 'modules/driver.ko', 'modules/driver-no-btf.ko')
sample.copyAs('expected/driver-distilled.ko', 'modules/driver-distilled.ko')
