// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.sameBytes('target/driver.json', 'driver.before.json')
run.sameText('target/sample.txt', 'expected-sample.txt')
run.sameText('target/sensor.h', 'expected-sensor.h')
run.printsMatching('\\[INFO\\] Dumped 37 types of driver.ko, with base vmlinux, to target/driver.json: 1,442 bytes of BTF; [0-9.]+ s')
run.printsMatching('\\[INFO\\] Dumped 1 of 37 types, and 8 of the base, of driver.ko, with base vmlinux, to target/sample.txt:' +
    ' 1,442 bytes of BTF; [0-9.]+ s')

run.printsInOrder("""\
[INFO] driver.ko, with base vmlinux:
[INFO] [105] ENUM 'sensor_mode' encoding=SIGNED size=4 vlen=3
[INFO] \t'SENSOR_IDLE' val=0
[INFO] \t'SENSOR_SAMPLING' val=5
[INFO] \t'SENSOR_FAULT' val=-3
[INFO] [106] ENUM64 'sensor_serial' encoding=UNSIGNED size=8 vlen=1
[INFO] \t'SENSOR_SERIAL_FIRST' val=1099511627776ULL
[INFO] [118] VAR 'sensor_samples' type_id=12, linkage=static
[INFO] [119] VAR 'sensor_current' type_id=110, linkage=static""")
run.printsMatching('\\[INFO\\] Dumped 4 of 37 types of driver.ko, with base vmlinux: 1,442 bytes of BTF; [0-9.]+ s')

run.failsIn('dump', """\
<roots> (btf.root): found no type 'struct sensr'; similar: struct sensor.""")
