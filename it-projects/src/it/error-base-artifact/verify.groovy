// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

// Which repositories there are is a matter of the user's settings.
run.printsMatching('\\[ERROR\\] Failed to execute goal org\\.btf4j:btf-maven-plugin:[^:]+:encode \\(default-encode\\) on project' +
    ' error-base-artifact: <base> \\(btf\\.base\\): mvn:org\\.example:no-such-kernel:6\\.12\\.95 is not in the local repository, and since' +
    " Maven works offline, it was not looked for in the repositor(y|ies) '[^/]*'\\. Run once without -o\\. -> \\[Help 1\\]")
run.filesIn('target')
