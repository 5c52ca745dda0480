// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.io.IOException;
import org.btf4j.batch.DiffCounts;
import org.btf4j.batch.ModuleDiff;

/**
 * A report of what changed, written while modules are compared.
 *
 * <p>It has neither times nor absolute paths, so that equal inputs give equal bytes. Not thread-safe.
 */
public interface DiffReport {

    /**
     * Writes what changed in a module, or in a kernel, which has no name.
     *
     * @throws IOException if it cannot be written
     */
    void module(ModuleDiff module) throws IOException;

    /**
     * Writes what is known after the last module; called once.
     *
     * @throws IOException if it cannot be written
     */
    void end(DiffCounts counts) throws IOException;

    /**
     * What is compared with what.
     *
     * @param old how the user calls the old side
     * @param newer how the user calls the new side
     * @param kernels whether both are kernels, and not modules
     */
    record Sides(String old, String newer, boolean kernels) {}
}
