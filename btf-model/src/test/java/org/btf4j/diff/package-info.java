// SPDX-License-Identifier: Apache-2.0
/** Tests of comparing BTF: for each rule the smallest types that show it, and what must hold for all. */
@NullMarked
package org.btf4j.diff;

import org.jspecify.annotations.NullMarked;
