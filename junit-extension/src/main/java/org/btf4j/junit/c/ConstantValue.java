// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

/**
 * The value of a constant expression with the type that C gives to it.
 *
 * @param bits the value, sign-extended if the type is signed and zero-extended if not
 */
record ConstantValue(long bits, Type type) {

    /** An arithmetic type of x86-64; the second long is the first one's twin and needs no constant of its own. */
    enum Type {
        INT("int"),
        UINT("unsigned int"),
        LONG("long"),
        ULONG("unsigned long");

        private final String spelling;

        Type(String spelling) {
            this.spelling = spelling;
        }

        static Type of(boolean wide, boolean signed) {
            if (wide) {
                return signed ? LONG : ULONG;
            }
            return signed ? INT : UINT;
        }

        /** What two operands are converted to. */
        Type common(Type other) {
            return compareTo(other) > 0 ? this : other;
        }

        String spelling() {
            return spelling;
        }

        boolean signed() {
            return this == INT || this == LONG;
        }

        int width() {
            return this == INT || this == UINT ? Integer.SIZE : Long.SIZE;
        }
    }

    static ConstantValue of(int value) {
        return new ConstantValue(value, Type.INT);
    }

    static ConstantValue of(boolean value) {
        return of(value ? 1 : 0);
    }

    /** The value as another type, wrapped to its width. */
    ConstantValue as(Type other) {
        return switch (other) {
            case INT -> new ConstantValue((int) bits, other);
            case UINT -> new ConstantValue(Integer.toUnsignedLong((int) bits), other);
            default -> new ConstantValue(bits, other);
        };
    }

    boolean isNegative() {
        return type.signed() && bits < 0;
    }

    boolean isTrue() {
        return bits != 0;
    }

    boolean fitsInt() {
        return bits == (int) bits && (type.signed() || bits >= 0);
    }

    @Override
    public String toString() {
        return type.signed() ? Long.toString(bits) : Long.toUnsignedString(bits);
    }
}
