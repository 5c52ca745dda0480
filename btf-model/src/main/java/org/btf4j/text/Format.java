// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;

/** How the value of a field is written: a number in some range, or one of some words. */
interface Format {

    /** A number from 0 up to the largest that so many bits hold. */
    static Format unsigned(int bits) {
        return number(0, (1L << bits) - 1);
    }

    /** A type id; whether it exists is checked when all types are known. */
    static Format typeId() {
        return new TypeId(unsigned(Integer.SIZE));
    }

    static Format number(long lowest, long highest) {
        return new SignedNumber(lowest, highest, "");
    }

    /**
     * The value of an unsigned 32-bit enumerator. bpftool 7.5 gives it as JSON as if it had been signed and were extended to 64
     * bits, so that 0xffffffff becomes 18446744073709551615, and so do we.
     */
    static Format unsignedEnumerator() {
        return new UnsignedEnumerator(unsigned(Integer.SIZE));
    }

    static Format signed64(String suffix) {
        return new SignedNumber(Long.MIN_VALUE, Long.MAX_VALUE, suffix);
    }

    static Format unsigned64(String suffix) {
        return new UnsignedNumber(suffix);
    }

    /** One word for each number from 0 on; a number without a word of its own is written as {@code other}. */
    static Format words(String other, String... words) {
        return new Words(other, List.of(words));
    }

    void print(long value, StringBuilder text);

    /** Writes the value as JSON: a number, or the word that is printed. */
    default void write(long value, JsonGenerator json) throws IOException {
        json.writeNumber(value);
    }

    /** The value that prints as this text, empty if there is none. */
    OptionalLong parse(String text);

    /** What a text has to be, for messages. */
    String expected();

    /** The tests of libbpf print 64-bit values without the suffix that bpftool gives them. */
    private static String withSuffix(String text, String suffix) {
        return text.endsWith(suffix) ? text : text + suffix;
    }

    private static void writeUnsigned(long value, JsonGenerator json) throws IOException {
        if (value >= 0) {
            json.writeNumber(value);
        } else {
            json.writeNumber(new BigInteger(Long.toUnsignedString(value)));
        }
    }

    default boolean isTypeId() {
        return false;
    }

    record TypeId(Format number) implements Format {
        @Override
        public void print(long value, StringBuilder text) {
            number.print(value, text);
        }

        @Override
        public OptionalLong parse(String text) {
            return number.parse(text);
        }

        @Override
        public String expected() {
            return number.expected();
        }

        @Override
        public boolean isTypeId() {
            return true;
        }
    }

    record UnsignedEnumerator(Format number) implements Format {
        @Override
        public void print(long value, StringBuilder text) {
            number.print(value, text);
        }

        @Override
        public void write(long value, JsonGenerator json) throws IOException {
            long extended = (int) value;
            writeUnsigned(extended, json);
        }

        @Override
        public OptionalLong parse(String text) {
            return number.parse(text);
        }

        @Override
        public String expected() {
            return number.expected();
        }
    }

    record SignedNumber(long lowest, long highest, String suffix) implements Format {
        @Override
        public void print(long value, StringBuilder text) {
            text.append(value).append(suffix);
        }

        @Override
        public OptionalLong parse(String text) {
            OptionalLong value = Decimal.signed(withSuffix(text, suffix), suffix);
            return value.isPresent() && value.getAsLong() >= lowest && value.getAsLong() <= highest
                    ? value
                    : OptionalLong.empty();
        }

        @Override
        public String expected() {
            return "a number from " + lowest + suffix + " to " + highest + suffix;
        }
    }

    record UnsignedNumber(String suffix) implements Format {
        @Override
        public void print(long value, StringBuilder text) {
            text.append(Long.toUnsignedString(value)).append(suffix);
        }

        @Override
        public void write(long value, JsonGenerator json) throws IOException {
            writeUnsigned(value, json);
        }

        @Override
        public OptionalLong parse(String text) {
            return Decimal.unsigned(withSuffix(text, suffix), suffix);
        }

        @Override
        public String expected() {
            return "a number from 0" + suffix + " to " + Long.toUnsignedString(-1) + suffix;
        }
    }

    record Words(String other, List<String> words) implements Format {
        @Override
        public void print(long value, StringBuilder text) {
            text.append(word(value));
        }

        @Override
        public void write(long value, JsonGenerator json) throws IOException {
            json.writeString(word(value));
        }

        private String word(long value) {
            return value >= 0 && value < words.size() ? words.get((int) value) : other;
        }

        @Override
        public OptionalLong parse(String text) {
            int value = words.indexOf(text);
            return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
        }

        @Override
        public String expected() {
            return "one of " + String.join(", ", words);
        }
    }
}
