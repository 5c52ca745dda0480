// SPDX-License-Identifier: Apache-2.0
import groovy.json.JsonSlurper
import org.btf4j.it.BuildRun
import org.btf4j.it.RealKernels

def run = new BuildRun(sampleDirectory, basedir)
def kernels = new RealKernels(referenceDirectory)

// Compressed and signed in, compressed and without signature out.
run.printsMatching(/\[INFO\] Distilled 200 of 200 modules over kernels\/built-for\/vmlinuz: 0 already distilled, 0 failed; 200 signatures stripped; BTF [0-9,]+ bytes before, [0-9,]+ after, bases [0-9,]+; [0-9.]+ s/)
def modules = new File(basedir, 'modules').list().sort() as List
def distilled = new File(basedir, 'target/btf').list({ dir, name -> name.endsWith('.ko.xz') } as FilenameFilter).sort() as List
assert modules.size() == 200
assert distilled == modules
kernels.requireSound(basedir, 'target/btf')

// The report refuses what libbpf refuses, and says why; the matrix has the same counts.
def report = new JsonSlurper().parse(new File(basedir, 'target/btf/check.json'))
assert report.targets*.name == ['built-for', 'older', 'older-update']
assert report.targets*.policy == ['required', 'advisory', 'advisory']
assert report.modules*.name == modules
assert report.modules.every { it.state == 'checked' }
assert report.succeeded
for (target in report.targets*.name) {
    def refused = kernels.refused(basedir, target)
    def verdicts = report.modules.collectEntries { module -> [module.name, module.verdicts.find { it.target == target }] }
    assert verdicts.findAll { it.value.verdict == 'refused' }.keySet() == refused
    assert verdicts.findAll { it.value.verdict == 'refused' }.every { it.value.explanation.failures.every { failure -> failure.sentence } }
    def counts = report.counts.find { it.target == target }
    assert counts.refused == refused.size()
    assert counts.fits + counts.fitsWithFindings == 200 - refused.size()
    assert counts.notChecked == 0
}
run.printsMatching(/\[INFO\] refused +${report.counts.collect { it.refused }.join(' +')}/)
run.printsMatching('\\[INFO] Checked 200 of 200 modules against 3 kernels: 0 failed; reasons in .*/target/btf/check.json; [0-9.]+ s')
