// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

/**
 * What sort of thing a type is to C; together with its name it says which types of two sides are the same one.
 *
 * <p>A forward declaration is of the sort of what it declares. Pointers, qualifiers, arrays and anonymous types are no sort: they
 * are compared where they are used.
 */
public enum Sort {
    /** A struct or the declaration of one. */
    STRUCT("struct"),
    /** A union or the declaration of one. */
    UNION("union"),
    /** An enum of any size. */
    ENUM("enum"),
    /** A typedef. */
    TYPEDEF("typedef"),
    /** An integer or a floating-point number. */
    NUMBER("number"),
    /** A function. */
    FUNCTION("function"),
    /** A variable. */
    VARIABLE("variable");

    private final String label;

    Sort(String label) {
        this.label = label;
    }

    /** How reports call it. */
    @Override
    public String toString() {
        return label;
    }
}
