// SPDX-License-Identifier: Apache-2.0
/** Tests of where BTF lives, on the sample module and on ELF files that a writer of their own makes. */
@NullMarked
package org.btf4j.file;

import org.jspecify.annotations.NullMarked;
