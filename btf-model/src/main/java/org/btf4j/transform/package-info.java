// SPDX-License-Identifier: Apache-2.0
/**
 * What is done to split BTF: distilling it, and relocating it to a kernel.
 *
 * <p>{@link org.btf4j.transform.Distiller} makes the small base and the split over it,
 * {@link org.btf4j.transform.Relocator} brings such a pair to a target. Both work on words and ids and make no object per
 * type; both leave their input as it is and give the {@link org.btf4j.transform.IdMap} of what they did, which
 * {@code .BTF_ids} needs.
 *
 * <p>For tests, {@link org.btf4j.transform.Shuffler} makes targets that a module must not tell apart, and
 * {@link org.btf4j.transform.Evolver} targets in which one type has changed, with the verdicts that the rules then demand.
 *
 * <p>This package imports {@code org.btf4j.model} only.
 */
@NullMarked
package org.btf4j.transform;

import org.jspecify.annotations.NullMarked;
