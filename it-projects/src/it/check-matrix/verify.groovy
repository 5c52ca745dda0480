// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

def device = 'struct device is 128 bytes there, 96 in the module\'s base, which kernels let pass behind a pointer; behind a' +
    ' pointer in struct sensor.device and in 4 other ways'
def timer = 'struct timer is 40 bytes there, 32 in the module\'s base; embedded by value in struct sensor.timer and in 1 other way'
def ring = 'struct ring does not exist there; embedded by value in struct sensor.ring'
run.printsInOrder("""\
[WARNING] sensors/driver.ko on 6.12.96: $device
[WARNING] sensors/driver.ko on next: $timer
[WARNING] sensors/driver.ko on next: $ring
[WARNING] spare/driver.ko on 6.12.96: $device
[WARNING] spare/driver.ko on next: $timer
[WARNING] spare/driver.ko on next: $ring
[WARNING] <baseline> (btf.baseline): $basedir/src/btf/accepted.json, line 4: accepts nothing any more: module driver.ko, \
kernel 6.12.95. Remove the entry.
[INFO]\u0020
[INFO]                    6.12.95   6.12.96   6.13.0    next
[INFO] sensors/driver.ko  fits      findings  accepted  REFUSED
[INFO] spare/driver.ko    fits      findings  accepted  REFUSED
[INFO]\u0020
[INFO] fits               2         0         0         0
[INFO] findings           0         2         0         0
[INFO] accepted           0         0         2         0
[INFO] refused            0         0         0         2
[INFO]\u0020
[INFO] fits: keeps its BTF there; findings: does too, see the warnings;
[INFO] accepted: gets no BTF there, which the baseline accepts; REFUSED: gets no BTF there
[INFO] kernel 6.12.95: required
[INFO] kernel 6.12.96: required
[INFO] kernel 6.13.0: required
[INFO] kernel next: advisory
[INFO]\u0020""")
run.printsMatching('\\[INFO] Checked 2 of 2 modules against 4 kernels: 0 failed; reasons in .*/target/btf/check.json; [0-9.]+ s')
run.printsMatching('\\[INFO] Checked 2 of 2 modules against 2 kernels: 0 failed; reasons in .*/target/short.json; [0-9.]+ s')
run.sameText('target/btf/check.json', 'expected-check.json')
run.printsMatching('\\[INFO\\] Wrote <sarifFile> \\(btf.sarifFile\\): .*/target/btf/check.sarif: 10 results.')
run.printsMatching('\\[INFO\\] Wrote <junitFile> \\(btf.junitFile\\): .*/target/btf/TEST-check.xml: 8 test cases.')
run.fileContains('target/btf/check.sarif', '"driver":{"name":"btf4j","version":"' + projectVersion + '","rules":[')
run.fileContains('target/btf/check.sarif', '"level":"warning","message":{"text":"spare/driver.ko on next: ' + ring + '"},"locations":[' +
    '{"physicalLocation":{"artifactLocation":{"uri":"target/btf/spare/driver.ko","uriBaseId":"%SRCROOT%"},"region":{"startLine":1}},' +
    '"logicalLocations":[{"name":"ring","fullyQualifiedName":"next/ring","kind":"type"}]}]')
run.fileContains('target/btf/check.sarif', '"suppressions":[{"kind":"external","status":"accepted","justification":"the ring is not used there"}]')
run.sameText('target/btf/TEST-check.xml', 'expected-TEST-check.xml')
