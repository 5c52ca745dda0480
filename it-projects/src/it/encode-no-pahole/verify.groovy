// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.failsIn('encode', """\
<pahole> (btf.pahole): there is no program 'pahole-that-nobody-has' on the PATH. Install the package pahole (of older \
distributions: dwarves), or name the program. It is needed for $basedir/driver-dwarf.ko, which has no BTF.""")
run.filesIn('target/btf-encoded')
run.unchanged('driver-dwarf.ko')
