// SPDX-License-Identifier: Apache-2.0
/** Tests of BTF as text. */
@NullMarked
package org.btf4j.text;

import org.jspecify.annotations.NullMarked;
