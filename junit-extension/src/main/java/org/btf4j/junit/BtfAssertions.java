// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import org.btf4j.model.Btf;
import org.opentest4j.AssertionFailedError;

/**
 * Assertions on BTF.
 *
 * <p>All methods are safe to be called by several threads.
 */
public final class BtfAssertions {

    private BtfAssertions() {}

    /**
     * Asserts that BTF has the expected raw dump; for split BTF that is the dump of its own types, without those of its base.
     *
     * <p>In the expected dump blank lines do not count, and lines may be indented by any white space. Apart from that it is
     * compared as text and never parsed, so a slip in it shows as a difference too.
     *
     * @throws AssertionFailedError if the dumps differ; the message has the lines that do, and both dumps are attached for an
     *     IDE to show side by side
     * @throws org.btf4j.model.BtfFormatException if the BTF has a type of an unknown kind, which cannot be printed
     */
    public static void assertRawDump(String expected, Btf actual) {
        DumpComparison.assertEqual("raw dump", expected, actual);
    }
}
