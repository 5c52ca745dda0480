// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

// The exact text is filled in once the goal exists; until then this check fails on purpose.
run.failsIn('distill', """TODO""")
run.filesIn('target/modules')
