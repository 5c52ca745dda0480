// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.Sample

if (!Sample.permissionsCount(basedir)) {
    println 'SKIPPED error-unreadable: this user (root?) or file system reads files without permission'
    return false
}
return true
