// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.failsIn('distill', """\
<base> (btf.base): $basedir/no-such-vmlinux: there is no such file. Give a vmlinux, a raw BTF file, or 'running'.""")
run.filesIn('target/modules')
run.unchanged('driver.ko')
