// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import org.btf4j.model.Btf;

/** What stands between the quotes of a dump, and the name that it is. */
final class QuotedName {

    /** What stands there where no name does. */
    static final String ANONYMOUS = "(anon)";

    private QuotedName() {}

    /** As bpftool does: without a string it is {@code (anon)}, but a string that is empty is printed as such. */
    static String print(Btf btf, int nameOffset) {
        return nameOffset == 0 ? ANONYMOUS : btf.string(nameOffset);
    }

    /** The name as records have it. */
    static String parse(String quoted) {
        return quoted.equals(ANONYMOUS) ? "" : quoted;
    }

    /** Whether a record with that name prints as that quoted text. */
    static boolean isCarriedBy(String recordName, String quoted) {
        return quoted.equals(recordName.isEmpty() ? ANONYMOUS : recordName);
    }
}
