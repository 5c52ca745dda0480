// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.Sample

def sample = new Sample(sampleDirectory, basedir)
sample.copy('vmlinux', 'vmlinux-changed', 'modules/old/sensors/driver.ko')
sample.copyAs('driver-newer.ko', 'modules/new/sensors/driver.ko')
sample.copyAs('driver.ko', 'modules/old/gone.ko')
sample.copyAs('driver.ko', 'modules/new/added.ko')
