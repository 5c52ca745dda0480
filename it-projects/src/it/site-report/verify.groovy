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

// The release notes, from 1.0 to 2.0.
run.sameText('target/changes.md', 'expected-changes.md')

// The report, from 1.1 to 2.0.
def site = new File(basedir, 'target/site')
println "${Links.of(site.toPath()).requireSound().count()} links, none dead"
def report = ReportPage.read(new File(site, 'btf-report.html'))
report.hasOutline('''\
# BTF report
## Overview
### Sizes of the small bases
### Kernel types that most modules need
## Compatibility
## Findings
## Modules
### kernel/drivers/sensor/sensor.ko
### kernel/drivers/sensor/sensor_filter.ko
### kernel/fs/journal.ko
### kernel/net/link.ko
## Provenance''')
report.hasPictures(2)
report.hasTable('#overview > .btf-scroll > table', '''\
Kernel | Policy | fits | findings | accepted | refused | not checked | Bytes of BTF
6.1 | advisory | 2 | 0 | 0 | 2 | 0 | 2,334
6.6 | required | 3 | 1 | 0 | 0 | 0 | 2,915
6.12 | required | 4 | 0 | 0 | 0 | 0 | 3,176
6.18-rc | advisory | 2 | 1 | 1 | 0 | 0 | 3,337''')
report.hasTable('#heat', '''\
Folder or module | 6.1 | 6.6 | 6.12 | 6.18-rc
kernel/drivers/sensor/sensor.ko | ✗ refused | ! findings | ✓ fits | ! findings
kernel/drivers/sensor/sensor_filter.ko | ✗ refused | ✓ fits | ✓ fits | ✓ fits
kernel/fs/journal.ko | ✓ fits | ✓ fits | ✓ fits | ≈ accepted
kernel/net/link.ko | ✓ fits | ✓ fits | ✓ fits | ✓ fits''')
report.leads('#heat tr:nth-child(1):has(td)', '''\
kernel/drivers/sensor/sensor.ko -> kernel/drivers/sensor/sensor.ko
✗ refused -> On 6.1: ✗ refused
! findings -> On 6.6: ! findings
✓ fits -> On 6.12: ✓ fits
! findings -> On 6.18-rc: ! findings''')
report.hasTable('[id="m-kernel_drivers_sensor_sensor.ko:t3"]', '''\
Change | Member | Before | After
Offset | Size | Type | Offset | Size | Type
| link | 0 | 16 | struct list_head | 0 | 16 | struct list_head
| lock | 16 | 4 | spinlock_t | 16 | 4 | spinlock_t
| ready | 20 | 1 | u8 | 20 | 1 | u8
≠ retyped | hole | 21 | 3 |  | 21 | 1 |
+ added | generation | –not there | 22 | 2 | u16
↕ moved | label | 64 | 16 | char[16] | 24 | 16 | char[16]
+ added | ring | –not there | 40 | 24 | struct ring
↕ moved | timer | 24 | 8 | struct timer * | 64 | 8 | struct timer *
↕ moved | device | 32 | 8 | struct device * | 72 | 8 | struct device *
↕ moved | mode | 40 | 4 | enum sensor_mode | 80 | 4 | enum sensor_mode
≠ retyped | rate | 44 | 3 bits | u32 | 84 | 4 bits | u32
≠ retyped | channel | 44 + 3 | 5 bits | u32 | 84 + 4 | 6 bits | u32
≠ retyped | hole | 45 | 1 |  | 85 + 2 | 6 bits |
↕ moved | divider | 46 | 2 | u32 | 86 | 2 | u32
≠ retyped | limit | 48 | 4 | u32 | 88 | 8 | u64
− removed | pending | 52 | 4 | u32 | –not there
↕ moved | last | 56 | 8 | union sensor_sample | 96 | 8 | union sensor_sample
↕ moved | raw_page | 56 | 8 | void * | 96 | 8 | void *''')
report.contains('[id="m-kernel_drivers_sensor_sensor.ko"]', 'Functions for BPF programs (kfuncs) sensor_get, sensor_peek, sensor_put SHA-256')
