// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import org.jspecify.annotations.Nullable;

/**
 * A kernel among the targets of <code>btf:check</code>, as a user writes it: with fields, or as a text that is the kernel.
 *
 * <p>Maven makes and fills it. Not thread-safe.
 */
public final class CheckedKernel {

    /** How reports call the kernel; if not set, a name is made of {@link #kernel}. */
    @Nullable
    String name;

    /** A path, or what else can stand for a kernel's BTF. */
    @Nullable
    String kernel;

    /** Whether all modules have to fit. */
    String policy = "required";

    /** Made by Maven. */
    public CheckedKernel() {}

    /** The short form; Maven calls this for an element without children, and for each part of a property. */
    public void set(String text) {
        kernel = text.strip();
    }
}
