// SPDX-License-Identifier: Apache-2.0
/**
 * BTF as text that people and tests read and write.
 *
 * <p>{@link org.btf4j.text.RawDump} prints the raw dump that bpftool prints, character for character, and makes BTF of such
 * text. One table says for each kind what its lines look like; printing and parsing both follow it.
 *
 * <p>This package imports {@code org.btf4j.model} and the JDK only.
 */
@NullMarked
package org.btf4j.text;

import org.jspecify.annotations.NullMarked;
