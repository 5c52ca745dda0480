// SPDX-License-Identifier: Apache-2.0
/** What the scripts of the projects under {@code src/it} call: one class prepares input, one checks what a build did. */
@NullMarked
package org.btf4j.it;

import org.jspecify.annotations.NullMarked;
