// SPDX-License-Identifier: Apache-2.0
/**
 * One module through it all, and many: file, transform, file.
 *
 * <p>{@link org.btf4j.batch.BtfLoader} opens a base or a target and whatever can be dumped,
 * {@link org.btf4j.batch.ModuleSet} finds the modules, and {@link org.btf4j.batch.Batch} takes each of them through a
 * {@link org.btf4j.batch.ModuleTask}: {@link org.btf4j.batch.DistillTask}, {@link org.btf4j.batch.EncodeTask} or
 * {@link org.btf4j.batch.RelocateTask}. What became of each module is a value, so that one bad module does not hide what the
 * others would have said. {@link org.btf4j.batch.Pahole} is the one program of the machine that is run.
 *
 * <p>{@link org.btf4j.batch.CheckRun} tells of modules on which of many kernels they keep their BTF, and writes nothing but a
 * report.
 *
 * <p>This package stands on all others; goals talk to it and to {@code org.btf4j.text}.
 */
@NullMarked
package org.btf4j.batch;

import org.jspecify.annotations.NullMarked;
