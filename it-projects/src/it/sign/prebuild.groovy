// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.Sample

def sample = new Sample(sampleDirectory, basedir)
sample.copy('vmlinux', 'vmlinux-next', 'modules/driver.ko')
sample.copySigned('modules/signed/driver.ko')
