// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.Sample

// What an earlier run installed must not help this one.
new File(localRepositoryPath, 'org/example/kmod').deleteDir()
new Sample(sampleDirectory, basedir).copy('vmlinux', 'vmlinux-next', 'producer/src/main/kmod/driver.ko', 'producer/src/main/kmod/net/driver.ko')
