// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.prints(2, '[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0')
run.filesIn('target/surefire-reports',
    'TEST-org.example.DriverTypesTest.xml', 'org.example.DriverTypesTest.txt',
    'TEST-org.example.DriverTypesTest-on-junit-6.xml', 'org.example.DriverTypesTest-on-junit-6.txt')
run.fileContains('target/surefire-reports/TEST-org.example.DriverTypesTest.xml', 'junit-jupiter-api-5.14.4.jar')
run.fileContains('target/surefire-reports/TEST-org.example.DriverTypesTest-on-junit-6.xml', 'junit-jupiter-api-6.1.3.jar')
