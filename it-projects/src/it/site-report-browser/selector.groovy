// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.Browser

def missing = Browser.missing()
if (missing) {
    println "SKIPPED site-report-browser: NOT RUN: nobody looks at the demonstration's pages: $missing"
    return false
}
return true
