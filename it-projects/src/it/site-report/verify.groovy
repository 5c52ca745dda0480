// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun
import org.btf4j.it.Links
import org.btf4j.it.ReportPage

def run = new BuildRun(sampleDirectory, basedir)

// Why 1.0 ended with 6.6, what 1.1 did about it, and what 2.0 asks of a kernel.
def timer = "32 in the module's base"
run.prints("[WARNING] 1.0/kernel/drivers/sensor/sensor.ko on 6.18-rc: struct timer is 48 bytes there, $timer;" +
    ' embedded by value in struct sensor.timer')
run.prints("[WARNING] 1.1/kernel/drivers/sensor/sensor.ko on 6.12: struct timer is 48 bytes there, $timer," +
    ' which kernels let pass behind a pointer; behind a pointer in struct sensor.timer')
run.prints('[WARNING] 2.0/kernel/drivers/sensor/sensor.ko on 6.1: struct ring does not exist there;' +
    ' embedded by value in struct sensor.ring')
run.prints('[WARNING] 2.0/kernel/drivers/sensor/sensor_filter.ko on 6.1: struct ring does not exist there;' +
    ' behind a pointer in struct sensor_filter.input')

run.printsInOrder('''\
[INFO]                                             6.1       6.6       6.12      6.18-rc
[INFO] 1.0/kernel/drivers/sensor/sensor.ko         fits      fits      accepted  REFUSED
[INFO] 1.0/kernel/drivers/sensor/sensor_legacy.ko  fits      fits      findings  findings
[INFO] 1.0/kernel/fs/journal.ko                    fits      fits      fits      accepted
[INFO] 1.0/kernel/net/link.ko                      fits      fits      fits      fits
[INFO] 1.1/kernel/drivers/sensor/sensor.ko         fits      fits      findings  findings
[INFO] 1.1/kernel/drivers/sensor/sensor_legacy.ko  fits      fits      findings  findings
[INFO] 1.1/kernel/fs/journal.ko                    fits      fits      fits      accepted
[INFO] 1.1/kernel/net/link.ko                      fits      fits      fits      fits
[INFO] 2.0/kernel/drivers/sensor/sensor.ko         REFUSED   findings  fits      findings
[INFO] 2.0/kernel/drivers/sensor/sensor_filter.ko  REFUSED   fits      fits      fits
[INFO] 2.0/kernel/fs/journal.ko                    fits      fits      fits      accepted
[INFO] 2.0/kernel/net/link.ko                      fits      fits      fits      fits
[INFO]\u0020
[INFO] fits                                        10        11        8         4
[INFO] findings                                    0         1         3         4
[INFO] accepted                                    0         0         1         3
[INFO] refused                                     2         0         0         1
[INFO]\u0020''')
run.printsMatching('\\[INFO] Checked 12 of 12 modules against 4 kernels: 0 failed; reasons in .*/target/check.json; [0-9.]+ s')

def site = new File(basedir, 'target/site')
println "${Links.of(site.toPath()).requireSound().count()} links, none dead"
