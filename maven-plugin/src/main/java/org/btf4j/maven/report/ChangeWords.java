// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import org.btf4j.batch.ModuleDiff;

/** What changed in a module, in a few words. */
record ChangeWords(Texts texts) {

    /** Plain text: the impact of all changes, or why there is none. */
    String summary(ModuleDiff changes) {
        return switch (changes.state()) {
            case ADDED -> texts.text("change.new");
            case REMOVED -> texts.text("change.removed");
            case NOT_COMPARABLE -> texts.text("change.incomparable");
            case BOTH ->
                changes.isUnchanged()
                        ? texts.text("change.none")
                        : texts.text("impact." + changes.impact().name());
        };
    }
}
