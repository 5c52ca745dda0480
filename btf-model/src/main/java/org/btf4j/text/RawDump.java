// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The raw dump of BTF: one line per type, and one below it per member, printed as bpftool prints it, and parsed.
 *
 * <pre>
 * [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
 * [2] STRUCT 'device' size=4 vlen=1
 *         'id' type_id=1 bits_offset=0
 * </pre>
 *
 * <p>Printing gives, character for character, what {@code bpftool btf dump file X format raw} prints (measured with version
 * 7.5); for split BTF that is its own types, without those of its base. Names are Latin-1, so who writes a dump to a file
 * writes it as ISO-8859-1 to get the bytes that bpftool writes, and reads a dump likewise.
 *
 * <p>Parsing accepts what is printed, and besides: any white space, or none, before and after a line; blank lines; a line of a
 * section without the {@code (VAR 'name')} at its end, which repeats what the type id says and is checked where it is there; a
 * value of an {@code ENUM64} without {@code LL} or {@code ULL} at its end, as libbpf's tests print it. Everything else has to
 * stand as it is printed, so what was parsed prints as the same text again. A name ends at the last quote of its line, so it may
 * have quotes in it; one with a line break cannot be parsed.
 *
 * <p>A text does not say everything. Parsing what was printed gives the same types
 * ({@link Btf#hasSameTypes}), apart from these:
 *
 * <ul>
 *   <li>A struct or union gets the kind flag if it has a bit-field; one that had the flag without need loses it.
 *   <li>Tags have no kind flag: they are no attributes.
 *   <li>{@code UNKN} and {@code (unknown)} stand for several numbers; the lowest of them, 3, is taken.
 *   <li>{@code '(anon)'} is an anonymous type, never one of that name.
 * </ul>
 *
 * <p>All methods are safe to be called by several threads.
 */
public final class RawDump {

    private RawDump() {}

    /**
     * The dump of a BTF's own types.
     *
     * @throws BtfFormatException if a type is of an unknown kind
     */
    public static String print(Btf btf) {
        StringBuilder text = new StringBuilder();
        try {
            printTo(btf, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Prints the dump of a BTF's own types piece by piece, so that it never is in memory as a whole.
     *
     * @throws BtfFormatException if a type is of an unknown kind; nothing is printed then
     */
    public static void printTo(Btf btf, Appendable target) throws IOException {
        printTo(btf, TypeFilter.all(btf), target);
    }

    /**
     * Prints the dump of some types, piece by piece.
     *
     * @param ids those of the types, in the order of the dump; they may be of the base
     * @throws BtfFormatException if a type is of an unknown kind; nothing is printed then
     */
    public static void printTo(Btf btf, int[] ids, Appendable target) throws IOException {
        new DumpPrinter(btf, ids.clone(), target::append).print();
    }

    /**
     * Writes the dump of a BTF's own types in ISO-8859-1, which makes the bytes that bpftool writes. The stream is neither
     * flushed nor closed.
     *
     * @throws BtfFormatException if a type is of an unknown kind; nothing is written then
     */
    public static void printTo(Btf btf, OutputStream target) throws IOException {
        printTo(btf, TypeFilter.all(btf), target);
    }

    /**
     * Writes the dump of some types in ISO-8859-1. The stream is neither flushed nor closed.
     *
     * @param ids those of the types, in the order of the dump; they may be of the base
     * @throws BtfFormatException if a type is of an unknown kind; nothing is written then
     */
    public static void printTo(Btf btf, int[] ids, OutputStream target) throws IOException {
        new DumpPrinter(btf, ids.clone(), text -> target.write(text.toString().getBytes(StandardCharsets.ISO_8859_1)))
                .print();
    }

    /**
     * Makes little-endian BTF of a dump that stands alone.
     *
     * @throws BtfFormatException if the text is not such a dump; the message names the line
     */
    public static Btf parse(String text) {
        return parse(ByteOrder.LITTLE_ENDIAN, text);
    }

    /**
     * Makes BTF in the given byte order of a dump that stands alone.
     *
     * @throws BtfFormatException if the text is not such a dump; the message names the line
     */
    public static Btf parse(ByteOrder byteOrder, String text) {
        return new DumpParser(text, null, BtfBuilder.standalone(byteOrder)).parse();
    }

    /**
     * Makes BTF of the dump of split BTF, in the byte order of its base; with null for the base, little-endian BTF that stands
     * alone.
     *
     * @throws BtfFormatException if the text is not a dump over that base; the message names the line
     */
    public static Btf parse(String text, @Nullable Btf base) {
        return base == null ? parse(text) : new DumpParser(text, base, BtfBuilder.over(base)).parse();
    }
}
