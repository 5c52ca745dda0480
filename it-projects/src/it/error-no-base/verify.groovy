// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.failsIn('distill', """\
<base> (btf.base): $basedir/no-such-vmlinux: there is no such file. Give a vmlinux, a vmlinuz or raw BTF, each also compressed; 'running'; or mvn:group:artifact:version[:type[:classifier]].""")
run.filesIn('target/modules')
run.unchanged('driver.ko')
