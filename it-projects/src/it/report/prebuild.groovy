// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.Sample

def sample = new Sample(sampleDirectory, basedir)
['driver.ko', 'vmlinux', 'vmlinux-next', 'vmlinux-changed'].each { sample.copyAs(it, 'src/btf/' + it) }
return true
