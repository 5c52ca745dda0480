// SPDX-License-Identifier: Apache-2.0
/**
 * What is done to split BTF: distilling it, and relocating it to a kernel.
 *
 * <p>{@link org.btf4j.transform.Distiller} makes the small base and the split over it,
 * {@link org.btf4j.transform.Relocator} brings such a pair to a target, both in the {@link org.btf4j.transform.Layout} that is
 * asked for. They work on words and ids and, in the layout that kernels load, make no object per type. Both leave their
 * input as it is and give the {@link org.btf4j.transform.IdMap} of what they did, which {@code .BTF_ids} needs.
 *
 * <p>A {@link org.btf4j.transform.Relocation} says for each type what became of it, and its
 * {@link org.btf4j.transform.Explanation} why.
 *
 * <p>For tests, {@link org.btf4j.transform.Shuffler} makes targets that a module must not tell apart, and
 * {@link org.btf4j.transform.Evolver} targets in which one type has changed, with the verdicts that the rules then demand.
 *
 * <p>This package imports {@code org.btf4j.model} only.
 */
@NullMarked
package org.btf4j.transform;

import org.jspecify.annotations.NullMarked;
