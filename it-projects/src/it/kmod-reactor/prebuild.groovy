// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.Sample

new Sample(sampleDirectory, basedir).copy('vmlinux', 'vmlinux-changed', 'drivers/modules/driver.ko', 'drivers/modules/disk/driver.ko')
