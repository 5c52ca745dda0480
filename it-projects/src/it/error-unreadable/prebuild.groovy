// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.Sample

def sample = new Sample(sampleDirectory, basedir)
sample.copy("vmlinux", "driver.ko")
sample.makeUnreadable("driver.ko")
