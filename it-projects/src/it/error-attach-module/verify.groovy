// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.failsIn('attach-base', """\
<base> (btf.base): $basedir/driver.ko: found a kernel module, expected a kernel. Give the vmlinux that it was built for.""")
run.filesIn('target')
run.unchanged('driver.ko')
