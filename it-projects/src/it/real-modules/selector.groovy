// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.RealKernels

def missing = new RealKernels(referenceDirectory).missing()
if (missing) {
    println "SKIPPED real-modules: $missing"
    return false
}
return true
