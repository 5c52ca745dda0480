// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.prints(1, "[INFO] Wrote $basedir/target/reports/btf-report.html")
run.printsNowhere('[ERROR]')
for (page in ['target/site/btf-report.html', 'target/reports/btf-report.html']) {
    // The skin is around it, and the report is whole.
    run.fileContains(page, '<title>BTF report')
    run.fileContains(page, '<main id="bodyColumn"')
    for (section in ['overview', 'matrix', 'findings', 'modules', 'm-driver.ko', 'provenance']) {
        run.fileContains(page, "<section id=\"$section\">")
    }
    run.fileContains(page, '<a class="btf-verdict btf-refused" href="#m-driver.ko:k3">')
    run.fileContains(page, '<li>struct ring does not exist there; embedded by value in struct sensor.ring</li>')
    run.fileContains(page, '<dd>sensor_get, sensor_put, sensor_sum</dd>')
}
run.fileContains('target/site/btf-report.html', '<p>Since the old version: unchanged</p>')
run.fileContains('target/site/project-reports.html', '<a href="btf-report.html">BTF report</a>')
run.fileContains('target/btf/report.json', '"struct ring"')
