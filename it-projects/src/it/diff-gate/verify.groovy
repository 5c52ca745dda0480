// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.failsIn('diff', '''\
3 changes are breaking for loading:
  driver.ko: needs struct device_operations in another form, breaking for loading: use was behind a pointer, is by value
  driver.ko: needs struct module now, breaking for loading
  driver.ko: kfunc sensor_get changed, breaking for loading: prototype was struct sensor *sensor_get(struct device *device, \
u32 channel), is struct sensor *sensor_get(struct device *device, u64 channel)
The old side is <old> (btf.old): released; the new one <new> (btf.new): target/btf.
If a change is not meant, take it back; if it is, let the new version's number and release notes say so, and let changes pass \
by <failOn> (btf.failOn): with none, the build goes on.''')
// The log has all of it, also what does not fail the build.
run.prints('[INFO]   struct sensor changed: breaking for tracing')
run.prints('[INFO]   enum sensor_mode changed: source-compatible')
