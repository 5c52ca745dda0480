// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.Sample

new Sample(sampleDirectory, basedir).copy("vmlinux",
    "net/src/driver.ko", "disk/src/driver.ko", "disk/src/scsi/driver.ko", "sound/src/driver.ko")
