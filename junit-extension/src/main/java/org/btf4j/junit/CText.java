// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/** Reads C declarations. */
final class CText {

    private CText() {}

    @SuppressWarnings("DoNotCallSuggester") // until there is a parser
    static Btf parse(String text, @Nullable Btf base) {
        throw BtfFormatException.found("a text that is no raw dump")
                .expected("'[1] ...' as its beginning")
                .advice("C declarations cannot be read yet.")
                .toException();
    }
}
