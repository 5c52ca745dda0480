// SPDX-License-Identifier: Apache-2.0
/**
 * BTF as text that people and tests read and write.
 *
 * <p>{@link org.btf4j.text.RawDump} prints the raw dump that bpftool prints, character for character, and makes BTF of such
 * text; {@link org.btf4j.text.JsonDump} gives the same as JSON. One table says for each kind what it looks like; printing, as text
 * and as JSON, and parsing follow it. {@link org.btf4j.text.CHeader} writes types as C that compilers lay out as the BTF says.
 * {@link org.btf4j.text.TypeFilter} chooses the types that are shown.
 *
 * <p>This package imports {@code org.btf4j.model}, the JDK and jackson-core only.
 */
@NullMarked
package org.btf4j.text;

import org.jspecify.annotations.NullMarked;
