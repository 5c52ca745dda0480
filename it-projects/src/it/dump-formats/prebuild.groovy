// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.Sample

new Sample(sampleDirectory, basedir).copy("driver.ko", "vmlinux")
