// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.Sample
import org.btf4j.it.Tools

def sample = new Sample(sampleDirectory, basedir)
sample.copy("vmlinux", "vmlinux-next", "driver.c", "kernel.h", "built modules/ready/driver.ko")

def built = new File(basedir, "built modules/sensor")
built.mkdirs()
Tools.run(basedir, "gcc", "-std=gnu11", "-O2", "-g", "-ffreestanding", "-fno-pic", "-c", "-o", "$built/driver.ko", "driver.c")
