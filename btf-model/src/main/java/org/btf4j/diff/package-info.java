// SPDX-License-Identifier: Apache-2.0
/**
 * What changed between two kernels or two versions of a module, as C sees it.
 *
 * <p>{@link org.btf4j.diff.BtfDiff#between} compares, and gives one {@link org.btf4j.diff.TypeDifference} per type that differs, with
 * its {@link org.btf4j.diff.Detail}s; {@link org.btf4j.diff.Impact} says what it does to whatever worked before.
 */
@NullMarked
package org.btf4j.diff;

import org.jspecify.annotations.NullMarked;
