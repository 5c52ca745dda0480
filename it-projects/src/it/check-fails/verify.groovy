// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.BuildRun

def run = new BuildRun(sampleDirectory, basedir)

run.failsIn('check', """\
3 of 3 modules do not keep their BTF on all required kernels:
  driver-distilled.ko on changed: struct timer is 40 bytes there, 32 in the module's base; embedded by value in struct \
sensor.timer and in 1 other way
  driver-distilled.ko on changed: struct ring does not exist there; embedded by value in struct sensor.ring
  driver-no-btf.ko has no section .BTF, so no kernel gets BTF of it; build it with CONFIG_DEBUG_INFO_BTF_MODULES=y and do \
not strip that section
  driver.ko has BTF but no section .BTF.base, so it keeps its BTF only on the kernel it was built for; distil it with btf:distill
The modules are <distilledModules> (btf.distilledModules): $basedir/modules.
A kernel on which modules need not keep their BTF gets the policy advisory in <targets> (btf.targets); failures that you \
accept go into <baseline> (btf.baseline), of which <writeBaseline> (btf.writeBaseline) writes a draft. With <failOnError> \
(btf.failOnError) = false, the build goes on.""")
run.printsInOrder("""\
[INFO]                      changed
[INFO] driver-distilled.ko  REFUSED
[INFO] driver-no-btf.ko     no BTF
[INFO] driver.ko            not distilled
[INFO]\u0020
[INFO] fits                 0
[INFO] findings             0
[INFO] accepted             0
[INFO] refused              1
[INFO] not checked          2""")
run.fileContains('target/btf/check.json', '"failedModules":3,"succeeded":false}')
run.fileContains('target/accepted.json', '"type" : "timer",\n      "reason" : ""')
run.filesIn('target', 'accepted.json', 'btf/check.json')
