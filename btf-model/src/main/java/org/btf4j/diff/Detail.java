// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import org.jspecify.annotations.Nullable;

/** One thing that differs between two versions of a type. */
public sealed interface Detail {

    /** What it does to users of the old version. */
    Impact impact();

    /** What differs, as a line of text that starts in lower case and has no full stop. */
    String sentence();

    /** The bytes that a type takes. */
    record Size(long before, long after, Impact impact) implements Detail {
        @Override
        public String sentence() {
            return "size " + before + " bytes, now " + after;
        }
    }

    /**
     * A member of a struct or union, also one in an anonymous struct or union in it.
     *
     * @param name its name; a dotted path where it lies in a member of an anonymous type
     * @param before null if the member is new
     * @param after null if it is gone
     */
    record Member(
            String name, @Nullable Field before, @Nullable Field after, Impact impact) implements Detail {

        /** Whether the member is on both sides, and starts elsewhere. */
        public boolean moved() {
            return before != null && after != null && before.bitOffset() != after.bitOffset();
        }

        /** Whether the member is on both sides, with another type. */
        public boolean retyped() {
            return before != null && after != null && !before.type().equals(after.type());
        }

        /** Whether the member is on both sides, and takes more or fewer bits. */
        public boolean resized() {
            return before != null && after != null && before.bitSize() != after.bitSize();
        }

        @Override
        public String sentence() {
            if (before == null) {
                return "member " + name + " added: " + after;
            }
            if (after == null) {
                return "member " + name + " removed: was " + before;
            }
            return "member " + name + " was " + before + ", is " + after;
        }
    }

    /**
     * A member's place and type.
     *
     * @param bitOffset from the start of the outermost type, in bits
     * @param bitSize in bits
     * @param type as C spells it
     */
    record Field(long bitOffset, long bitSize, String type) {
        @Override
        public String toString() {
            return type + " at bit " + bitOffset + ", " + bitSize + (bitSize == 1 ? " bit" : " bits");
        }
    }

    /**
     * An enumerator.
     *
     * @param before its value, as C writes it; null if it is new
     * @param after null if it is gone
     */
    record Enumerator(
            String name, @Nullable String before, @Nullable String after, Impact impact) implements Detail {
        @Override
        public String sentence() {
            if (before == null) {
                return "enumerator " + name + " added: " + after;
            }
            return "enumerator " + name
                    + (after == null ? " removed: was " + before : " was " + before + ", is " + after);
        }
    }

    /**
     * Anything else that can be written as C or in a word: the prototype of a function, what a typedef stands for, the encoding of a
     * number, the linkage of a function.
     *
     * @param aspect what of the type it is: {@code prototype}, {@code parameter names}, {@code type},
     *     {@code kind}, {@code encoding}, {@code linkage}, {@code number of types of this name}, {@code use}
     */
    record Aspect(String aspect, String before, String after, Impact impact) implements Detail {
        @Override
        public String sentence() {
            return aspect + " was " + before + ", is " + after;
        }
    }

    /** Whether BPF programs may call the function. */
    record Kfunc(boolean after, Impact impact) implements Detail {
        @Override
        public String sentence() {
            return after ? "is a kfunc now" : "is no kfunc any more";
        }
    }
}
