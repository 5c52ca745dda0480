// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun
import org.btf4j.it.TestReports

def run = new BuildRun(sampleDirectory, basedir)

run.prints(4, '[INFO] Tests run: 1200, Failures: 0, Errors: 0, Skipped: 0')

def reports = TestReports.in(new File(basedir, 'target/surefire-reports'), 'org.example.DriverScenariosTest')
reports.agree('5-serial', '5-parallel', '6-serial', '6-parallel')
reports.countOf('5-serial', 1200)
