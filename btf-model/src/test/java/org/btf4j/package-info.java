// SPDX-License-Identifier: Apache-2.0
/** Tests of the library as a whole. */
@NullMarked
package org.btf4j;

import org.jspecify.annotations.NullMarked;
