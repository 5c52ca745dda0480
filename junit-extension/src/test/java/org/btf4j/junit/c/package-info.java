// SPDX-License-Identifier: Apache-2.0
/** Tests of C declarations, against the compiler and against their documentation. */
@NullMarked
package org.btf4j.junit.c;

import org.jspecify.annotations.NullMarked;
