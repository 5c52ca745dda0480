// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.math.BigInteger;
import org.antlr.v4.runtime.Token;

/** Operators on values of one type. */
final class Arithmetic {

    private Arithmetic() {}

    static ConstantValue apply(Token operator, ConstantValue left, ConstantValue right) {
        long a = left.bits();
        long b = right.bits();
        int order = left.type().signed() ? Long.compare(a, b) : Long.compareUnsigned(a, b);
        return switch (operator.getText()) {
            case "==" -> ConstantValue.of(a == b);
            case "!=" -> ConstantValue.of(a != b);
            case "<" -> ConstantValue.of(order < 0);
            case ">" -> ConstantValue.of(order > 0);
            case "<=" -> ConstantValue.of(order <= 0);
            case ">=" -> ConstantValue.of(order >= 0);
            case "&" -> new ConstantValue(a & b, left.type());
            case "|" -> new ConstantValue(a | b, left.type());
            case "^" -> new ConstantValue(a ^ b, left.type());
            case "/", "%" -> divide(operator, left, right);
            default ->
                left.type().signed()
                        ? exact(operator, a, b, left.type())
                        : new ConstantValue(wrapping(operator, a, b), left.type()).as(left.type());
        };
    }

    /** Shifts; the type is that of the left operand. */
    static ConstantValue shift(Token operator, ConstantValue left, ConstantValue right) {
        ConstantValue.Type type = left.type();
        if (right.isNegative() || Long.compareUnsigned(right.bits(), type.width()) >= 0) {
            throw Fault.at(operator, "a shift by " + right)
                    .expected("0 to " + (type.width() - 1) + " for type " + type.spelling())
                    .toException();
        }
        int count = (int) right.bits();
        if (operator.getText().equals("<<")) {
            return new ConstantValue(left.bits() << count, type).as(type);
        }
        return new ConstantValue(type.signed() ? left.bits() >> count : left.bits() >>> count, type);
    }

    private static ConstantValue divide(Token operator, ConstantValue left, ConstantValue right) {
        if (right.bits() == 0) {
            throw Fault.at(operator, "a division by 0")
                    .expected("another divisor")
                    .toException();
        }
        ConstantValue.Type type = left.type();
        boolean quotient = operator.getText().equals("/");
        if (!type.signed()) {
            return new ConstantValue(
                    quotient
                            ? Long.divideUnsigned(left.bits(), right.bits())
                            : Long.remainderUnsigned(left.bits(), right.bits()),
                    type);
        }
        if (right.bits() == -1) {
            // The one division that can overflow.
            ConstantValue negated = exact(operator, 0, left.bits(), type);
            return quotient ? negated : ConstantValue.of(0).as(type);
        }
        return new ConstantValue(quotient ? left.bits() / right.bits() : left.bits() % right.bits(), type);
    }

    private static long wrapping(Token operator, long a, long b) {
        return switch (operator.getText()) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            default -> throw new IllegalStateException(operator.getText());
        };
    }

    private static ConstantValue exact(Token operator, long a, long b, ConstantValue.Type type) {
        BigInteger x = BigInteger.valueOf(a);
        BigInteger y = BigInteger.valueOf(b);
        BigInteger exact = switch (operator.getText()) {
            case "+" -> x.add(y);
            case "*" -> x.multiply(y);
            default -> x.subtract(y);
        };
        if (exact.bitLength() >= type.width()) {
            throw Fault.at(operator, "a result of " + exact)
                    .expected("one that fits type " + type.spelling())
                    .toException();
        }
        return new ConstantValue(exact.longValue(), type);
    }
}
