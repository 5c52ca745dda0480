// SPDX-License-Identifier: Apache-2.0
/**
 * What BTF is: the bytes, the types in them, their names.
 *
 * <p>{@link org.btf4j.model.Btf} is one blob of BTF, alone or split over a base. It keeps the words of the type section as
 * they came and shows a {@link org.btf4j.model.BtfType} record on demand. {@link org.btf4j.model.Kind} is the one table that
 * knows how each kind is laid out; whatever walks over ids or strings does so with a
 * {@link org.btf4j.model.WordCursor}, which is driven by that table. {@link org.btf4j.model.BtfBuilder} makes new BTF,
 * {@link org.btf4j.model.NameIndex} finds types by name.
 *
 * <p>This package imports nothing of the project.
 */
@NullMarked
package org.btf4j.model;

import org.jspecify.annotations.NullMarked;
