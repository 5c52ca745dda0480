// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.filesIn('target/modules')
run.unchangedExpected('driver-distilled.ko')
