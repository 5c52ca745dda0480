// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.failsIn('distill', """\
<signature> (btf.signature) = sign needs a further artifact. Add it to the <plugin> in the POM:
<dependencies>
  <dependency>
    <groupId>org.btf4j</groupId>
    <artifactId>btf-module-signer</artifactId>
    <version>$projectVersion</version>
  </dependency>
</dependencies>""")
run.filesIn('target/modules')
