// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.Tools

Tools.copy(new File(sampleDirectory, '../../../site-report'), new File(basedir, 'site-report'))
