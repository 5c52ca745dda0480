// SPDX-License-Identifier: Apache-2.0
/** Tests of what BTF is: bytes, types, names. */
@NullMarked
package org.btf4j.model;

import org.jspecify.annotations.NullMarked;
