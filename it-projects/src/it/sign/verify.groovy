// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun
import org.btf4j.it.Signed

def run = new BuildRun(sampleDirectory, basedir)
def signer = 'O=btf4j tests,CN=Integration test'

run.printsMatching(2, /\[INFO\] Distilled 2 of 2 modules over vmlinux: 0 already distilled, 0 failed; 2 signed by $signer; BTF 2,884 bytes before, 3,558 after, bases 994; [0-9.]+ s/)
run.printsMatching(2, /\[INFO\] Relocated 2 of 2 modules to vmlinux-next: 0 failed; 2 signed by $signer; BTF 3,558 bytes before, 3,558 after; [0-9.]+ s/)
run.printsMatching(2, /\[INFO\] Relocated 2 of 2 modules to vmlinux-next: 0 failed; 2 signatures stripped; BTF 3,558 bytes before, 3,558 after; [0-9.]+ s/)
run.prints("[DEBUG] driver.ko: distilled; BTF 1,442 bytes before, 1,779 after, bases 497; signed by $signer")

run.printsNowhere('only for tests')
def key = new File(basedir, 'signing-key.pem')
key.readLines().findAll { it.length() == 64 }.each { run.printsNowhere(it) }

['first', 'second'].each { build ->
    ['driver.ko', 'signed/driver.ko'].each { module ->
        def distilled = Signed.read(basedir, "$build/distilled/$module")
        distilled.verify(key, 'SHA256withRSA')
        distilled.verifyWithOpenssl(key)
        def relocated = Signed.read(basedir, "$build/relocated/$module")
        relocated.verify(key, 'SHA512withRSA')
        relocated.verifyWithOpenssl(key)
        relocated.isWithoutSignature("$build/stripped/$module")
    }
}
run.sameFiles('first', 'second')
run.filesIn('first',
    'distilled/driver.ko', 'distilled/signed/driver.ko', 'relocated/driver.ko', 'relocated/signed/driver.ko',
    'stripped/driver.ko', 'stripped/signed/driver.ko')
run.unchanged('modules/driver.ko')
