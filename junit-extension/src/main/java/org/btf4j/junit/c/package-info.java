// SPDX-License-Identifier: Apache-2.0
/**
 * C declarations as a source of BTF for tests.
 *
 * <p>{@link org.btf4j.junit.c.CDeclarations#parse(String)} takes the text of a C header, as it were, and gives the BTF that
 * gcc and pahole make of it. The package stands on {@code org.btf4j.model} alone, and knows nothing of JUnit.
 *
 * <p>Inside, the text goes through four hands: the parser that ANTLR makes of {@code CDeclaration.g4}; readers, one per part
 * of a declaration, which enter types under provisional ids into a table; the search for equal types of the base; and the
 * assembly, which numbers what is left.
 */
@NullMarked
package org.btf4j.junit.c;

import org.jspecify.annotations.NullMarked;
