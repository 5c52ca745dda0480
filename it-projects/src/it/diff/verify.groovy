// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

// Modules of the release are found in its archive by their names, wherever they lie there.
def changed = '''\
needs struct device_operations in another form: breaking for loading
    use was behind a pointer, is by value
  needs struct module now: breaking for loading
  struct sensor changed: breaking for tracing
    member ring was struct ring at bit 704, 384 bits, is struct ring * at bit 704, 64 bits'''
run.printsInOrder(('added.ko: added\nlib/modules/miniature/updates/gone.ko: removed, breaking for tracing\n'
    + 'sensors/driver.ko: breaking for loading\n  ' + changed).readLines().collect { '[INFO] ' + it }.join('\n'))
def counts = 'Compared 1 of 3 modules: 0 unchanged, 0 compatible, 0 source-compatible, 0 breaking for tracing, 1 breaking for' +
    ' loading; 1 added, 1 removed, 0 not comparable'
run.printsMatching("\\[INFO] $counts; [0-9.]+ s")
run.printsMatching("\\[INFO] $counts; report in .*/target/2.0-SNAPSHOT/btf/diff.json; [0-9.]+ s")
run.printsMatching("\\[INFO] $counts; report in .*/target/2.0-SNAPSHOT/btf/diff.md; [0-9.]+ s")
run.printsMatching("\\[INFO] $counts; report in .*/target/folders.txt; [0-9.]+ s")
run.fileContains('target/2.0-SNAPSHOT/btf/diff.json',
    '{"schemaVersion":1,"subject":"modules","old":"mvn:org.example.diff:drivers:1.0:tar.gz","new":"target/2.0-SNAPSHOT/btf","modules":[\n')
run.sameText('target/2.0-SNAPSHOT/btf/diff.md', 'expected-diff.md')
run.sameText('target/folders.txt', 'expected-folders.txt')

// The latest is the snapshot, which has the same modules.
run.printsMatching(/\[INFO\] Compared 2 of 2 modules: 2 unchanged, .*; 0 added, 0 removed, 0 not comparable; [0-9.]+ s/)

run.printsInOrder('''\
[INFO] kernel: breaking for loading
[INFO]   struct ring removed: breaking for loading
[INFO]   struct timer changed: breaking for loading
[INFO]     size 32 bytes, now 40
[INFO]     member slack added: u64 at bit 192, 64 bits (compatible)''')
run.printsMatching('\\[INFO] Compared 2 kernels: types 0 added, 3 removed, 1 changed; 0 compatible, 0 source-compatible,' +
    ' 2 breaking for tracing, 2 breaking for loading; [0-9.]+ s')
