// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

def needs = 'btf:report needs the maven-site-plugin in version 3.21.0 or later, which makes pages with Doxia 2; found '
def put = '. Put this into the POM, below <build><pluginManagement><plugins>: <plugin><groupId>org.apache.maven.plugins</groupId>' +
    '<artifactId>maven-site-plugin</artifactId><version>3.22.0</version></plugin>'
for (version in ['3.12.1', '3.3']) {
    run.printsMatching('\\[ERROR] Failed to execute goal org.apache.maven.plugins:maven-site-plugin:' + version + ':site .*' +
        java.util.regex.Pattern.quote(needs + version + put) + '.*')
}
assert !new File(basedir, 'target/site/btf-report.html').exists()
