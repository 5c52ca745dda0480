// SPDX-License-Identifier: Apache-2.0
/**
 * The parser that ANTLR makes of {@code CDeclaration.g4}, for {@link org.btf4j.junit.c} alone; no API.
 *
 * <p>Its classes are public because ANTLR makes them so, and say nothing about null.
 */
@NullUnmarked
package org.btf4j.junit.c.grammar;

import org.jspecify.annotations.NullUnmarked;
