// SPDX-License-Identifier: Apache-2.0
/** Tests of distilling and relocating: each rule by example, and all of them on random graphs. */
@NullMarked
package org.btf4j.transform;

import org.jspecify.annotations.NullMarked;
