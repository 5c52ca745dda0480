// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input that is not what its format demands.
 *
 * <p>The message always names what was found and what was expected, and as much of the place as is known: file, section,
 * byte offset or text line, type. Code that reads bytes knows offsets and types but no file; the code that opened the file
 * adds its name with {@link #in(String)} and {@link #inSection(String)} on the way out.
 *
 * <p>Immutable apart from what every {@link Throwable} carries.
 */
public final class BtfFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private BtfFormatException(Problem problem, @Nullable Throwable cause) {
        super(problem.message(), cause);
        this.problem = problem;
    }

    /** Starts the description of a problem with what was found. */
    public static Problem found(String found) {
        return new Problem(null, null, null, null, found, null, null);
    }

    /** The same problem in the named file; a file that is already named stays. */
    public BtfFormatException in(String file) {
        return problem.file == null ? copy(problem.in(file)) : this;
    }

    /** The same problem in the named section; a section that is already named stays. */
    public BtfFormatException inSection(String section) {
        return problem.section == null ? copy(problem.inSection(section)) : this;
    }

    private BtfFormatException copy(Problem richer) {
        BtfFormatException copy = new BtfFormatException(richer, this);
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    /**
     * What is wrong, and where; becomes an exception with {@link #toException()}.
     *
     * <p>Immutable: every method returns a richer description.
     */
    public static final class Problem {

        private final @Nullable String file;
        private final @Nullable String section;
        private final @Nullable String place;
        private final @Nullable String type;
        private final String found;
        private final @Nullable String expected;
        private final @Nullable String advice;

        private Problem(
                @Nullable String file,
                @Nullable String section,
                @Nullable String place,
                @Nullable String type,
                String found,
                @Nullable String expected,
                @Nullable String advice) {
            this.file = file;
            this.section = section;
            this.place = place;
            this.type = type;
            this.found = found;
            this.expected = expected;
            this.advice = advice;
        }

        /** Names the file. */
        public Problem in(String file) {
            return new Problem(file, section, place, type, found, expected, advice);
        }

        /** Names the section of the file, for example {@code .BTF}. */
        public Problem inSection(String section) {
            return new Problem(file, section, place, type, found, expected, advice);
        }

        /** Gives the byte offset, counted from the start of the section, or of the file where no section is named. */
        public Problem at(long offset) {
            return new Problem(file, section, "offset " + offset, type, found, expected, advice);
        }

        /** Gives the line of a text, counted from 1. */
        public Problem atLine(int line) {
            return new Problem(file, section, "line " + line, type, found, expected, advice);
        }

        /** Gives the line and the column of a text, both counted from 1. */
        public Problem atLine(int line, int column) {
            return new Problem(file, section, "line " + line + ", column " + column, type, found, expected, advice);
        }

        /** Names the type, for example {@code [7] STRUCT 'device'}. */
        public Problem type(String type) {
            return new Problem(file, section, place, type, found, expected, advice);
        }

        /** Says what would have been right. */
        public Problem expected(String expected) {
            return new Problem(file, section, place, type, found, expected, advice);
        }

        /** Says, as a whole sentence, what the reader of the message can do. */
        public Problem advice(String advice) {
            return new Problem(file, section, place, type, found, expected, advice);
        }

        /** The exception that says all this. */
        public BtfFormatException toException() {
            return new BtfFormatException(this, null);
        }

        /** The exception that says all this, with what made it known. */
        public BtfFormatException toException(Throwable cause) {
            return new BtfFormatException(this, cause);
        }

        private String message() {
            List<String> where = new ArrayList<>();
            if (file != null) {
                where.add(file);
            }
            if (section != null) {
                where.add("section " + section);
            }
            if (place != null) {
                where.add(place);
            }
            if (type != null) {
                where.add("type " + type);
            }
            StringBuilder message = new StringBuilder();
            if (!where.isEmpty()) {
                message.append(String.join(", ", where)).append(": ");
            }
            message.append("found ").append(found);
            if (expected != null) {
                message.append(", expected ").append(expected);
            }
            if (advice != null) {
                message.append(". ").append(advice);
            }
            return message.toString();
        }
    }
}
