// SPDX-License-Identifier: Apache-2.0
/** Compiles and runs what the harness guide shows. */
@NullMarked
package org.btf4j.junit.guide;

import org.jspecify.annotations.NullMarked;
