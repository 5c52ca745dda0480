// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.List;
import java.util.stream.Stream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.btf4j.model.BtfType.Enumerator;
import org.btf4j.model.Kind;

/**
 * The values of an enum as C has them, and of what size it is.
 *
 * <p>Compilers choose the size by the values: 4 bytes if an {@code int} or an {@code unsigned int} has them all, else 8. Where the
 * BTF says otherwise, a mode tells them. Immutable.
 */
final class CEnumeration {

    private final Btf btf;
    private final int id;
    /** Whether values have 32 bits. */
    private final boolean words;

    private final long size;
    private final boolean signed;
    private final List<Enumerator> enumerators;

    /**
     * Takes an enum of either kind.
     *
     * @throws BtfFormatException if C has none of its size, or a value does not fit
     */
    CEnumeration(Btf btf, int id) {
        this.btf = btf;
        this.id = id;
        BtfType.Enumeration type = (BtfType.Enumeration) btf.type(id);
        this.words = type.kind() == Kind.ENUM;
        this.size = type.size();
        this.enumerators = type.enumerators();
        this.signed = type.signed() || (words && !enumerators.stream().allMatch(each -> fits(each.value(), false)));
        check();
    }

    private void check() {
        if (size != 1 && size != 2 && size != 4 && size != 8) {
            throw problem("an enum of " + size + " bytes", "1, 2, 4 or 8");
        }
        for (Enumerator each : enumerators) {
            if (each.name().isEmpty()) {
                throw problem("an enumerator without a name", "one");
            }
            if (!fits(value(each), signed)) {
                throw problem(
                        "enumerator '" + each.name() + "' with value " + value(each),
                        "a value that fits in " + size + " bytes");
            }
        }
    }

    /** Whether a value fits in the bytes of this enum. */
    private boolean fits(long value, boolean asSigned) {
        if (size >= Long.BYTES) {
            return true;
        }
        int bits = (int) size * Byte.SIZE;
        return asSigned ? value >> (bits - 1) == 0 || value >> (bits - 1) == -1 : value >>> bits == 0;
    }

    /** An enum of 32-bit values whose sign was not recorded, as before pahole 1.24, has negative ones that look large. */
    private long value(Enumerator enumerator) {
        return words && signed ? (int) enumerator.value() : enumerator.value();
    }

    /**
     * A line per enumerator, each made when it is asked for. C has no enum without; one whose values the BTF does not have gets one that says so.
     *
     * @param names gives each enumerator its name
     */
    Stream<String> lines(CNames names) {
        if (enumerators.isEmpty()) {
            return Stream.of(names.give(btf.name(id) + "___unknown") + " = 0,");
        }
        return enumerators.stream().map(each -> names.give(each.name()) + " = " + literal(value(each)) + ",");
    }

    private String literal(long value) {
        if (value == Long.MIN_VALUE && signed) {
            // The number without its sign is none that C has.
            return "(" + (value + 1) + "LL - 1)";
        }
        if (!signed) {
            return Long.toUnsignedString(value) + (value >>> Integer.SIZE == 0 ? "" : "ULL");
        }
        return value + (value == (int) value ? "" : "LL");
    }

    /** What to write behind the closing brace; empty if compilers choose the size by themselves. */
    String attribute() {
        boolean ints = enumerators.stream().allMatch(each -> isInt(value(each)));
        boolean unsignedInts = !signed && enumerators.stream().allMatch(each -> value(each) >>> Integer.SIZE == 0);
        long natural = ints || unsignedInts ? Integer.BYTES : Long.BYTES;
        if (natural == size) {
            return "";
        }
        String mode = size == 1 ? "QI" : size == 2 ? "HI" : size == 4 ? "SI" : "DI";
        return " __attribute__((mode(" + mode + ")))";
    }

    private boolean isInt(long value) {
        return (signed || value >= 0) && value == (int) value;
    }

    /** Whether the values are those that C23 has as keywords. */
    boolean isTruth() {
        return enumerators.equals(List.of(new Enumerator("false", 0), new Enumerator("true", 1)));
    }

    private BtfFormatException problem(String found, String expected) {
        return BtfFormatException.found(found)
                .expected(expected)
                .type(btf.describe(id))
                .toException();
    }
}
