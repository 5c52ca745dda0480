// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.Tools

def missing = Tools.missing('gcc', 'pahole')
if (missing) {
    println "SKIPPED encode: not on the PATH of this machine: ${missing.join(', ')}"
    return false
}
return true
