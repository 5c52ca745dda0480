// SPDX-License-Identifier: Apache-2.0
import java.nio.file.Files
import org.btf4j.batch.BtfLoader
import org.btf4j.it.Sample
import org.btf4j.transform.Shuffler

def sample = new Sample(sampleDirectory, basedir)
sample.copy('vmlinux', 'src/modules/sensors/driver.ko', 'src/modules/spare/driver.ko')
sample.copyAs('vmlinux-next', 'kernels/6.12.96/vmlinux')
sample.copyAs('vmlinux-changed', 'kernels/6.13.0/vmlinux')

// The modules' own kernel, with its types in another order and other ids: nothing that matters to them has changed.
def own = BtfLoader.standalone(basedir.toPath().resolve('vmlinux'))
def shuffled = basedir.toPath().resolve('kernels/6.12.95/vmlinux.btf')
Files.createDirectories(shuffled.parent)
Files.write(shuffled, Shuffler.of(own).shuffle(7).btf().toBytes())
return true
