// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.Sample

def sample = new Sample(sampleDirectory, basedir)
sample.copy("vmlinux")
sample.copyTruncated("driver.ko", 1000)
