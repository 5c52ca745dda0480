// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import org.btf4j.model.BtfFormatException;
import org.btf4j.model.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a symbol says about a word of {@code .BTF_ids}.
 *
 * @param text the whole name
 * @param subject the name of the type or set
 */
record IdSymbol(String text, Role role, String subject) {

    static final String PREFIX = "__BTF_ID__";

    /** What starts at the symbol. */
    enum Role {
        STRUCT("struct", Kind.STRUCT),
        UNION("union", Kind.UNION),
        TYPEDEF("typedef", Kind.TYPEDEF),
        FUNC("func", Kind.FUNC),
        /** A count and ids. */
        SET("set", null),
        /** A count, flags, and pairs of id and flags. */
        SET8("set8", null);

        final String word;

        /** The kind of the type whose id it is; null for a set. */
        final @Nullable Kind kind;

        Role(String word, @Nullable Kind kind) {
            this.word = word;
            this.kind = kind;
        }
    }

    /**
     * Takes a name apart: {@code __BTF_ID__KIND__NAME__N} of one id, {@code __BTF_ID__set__NAME}, {@code __BTF_ID__set8__NAME}.
     *
     * <p>What follows the last two underscores makes symbols of one type unique. So NAME itself may have any number of
     * underscores, also at its ends.
     *
     * @throws BtfFormatException if it is none of these
     */
    static IdSymbol parse(String text) {
        for (Role role : Role.values()) {
            String start = PREFIX + role.word + "__";
            if (text.startsWith(start)) {
                int end = role.kind == null ? text.length() : text.lastIndexOf("__");
                if (end <= start.length()) {
                    throw BtfFormatException.found("symbol '" + text + "'")
                            .expected(start + (role.kind == null ? "NAME" : "NAME__N"))
                            .toException();
                }
                return new IdSymbol(text, role, text.substring(start.length(), end));
            }
        }
        throw BtfFormatException.found("symbol '" + text + "'")
                .expected(PREFIX + " and struct, union, typedef, func, set or set8")
                .toException();
    }

    boolean isSet() {
        return role.kind == null;
    }

    /** The kind of the type whose id it is. */
    Kind kind() {
        Kind kind = role.kind;
        if (kind == null) {
            throw new IllegalStateException(text + " is a set");
        }
        return kind;
    }

    /** A set or a type for a message: {@code set8 'sensor_kfuncs'}, {@code FUNC 'sensor_get'}. */
    @Override
    public String toString() {
        return (role.kind == null ? role.word : role.kind.name()) + " '" + subject + "'";
    }
}
