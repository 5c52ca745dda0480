// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

/** Whether type ids count when BTF is compared with an expected dump. */
public enum Ids {
    /** The dumps have to be equal line by line. */
    EXACT,
    /**
     * The types have to be the same, in whatever order and with whatever ids; what they refer to has to be the same as well.
     *
     * <p>The expected dump is parsed, so it needs ids that fit together, but any that do.
     */
    IGNORED
}
