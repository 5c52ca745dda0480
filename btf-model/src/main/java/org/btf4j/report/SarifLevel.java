// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.util.Locale;

/** How serious a result is; the most serious first. */
enum SarifLevel {
    /** A module does not fit a required kernel. */
    ERROR,
    /** A module does not fit an advisory kernel. */
    WARNING,
    /** A finding, or a failure that the baseline accepts. */
    NOTE;

    /** The word of SARIF. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
