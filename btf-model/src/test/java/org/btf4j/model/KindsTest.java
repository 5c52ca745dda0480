// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.model.BtfBuilder.bitfield;
import static org.btf4j.model.BtfBuilder.enumerator;
import static org.btf4j.model.BtfBuilder.member;
import static org.btf4j.model.BtfBuilder.parameter;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.btf4j.model.BtfType.SectionVariable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind goes from a record through a builder to bytes and back to an equal record, in both byte orders. */
class KindsTest {

    /**
     * Records with the words that they are written as, in hexadecimal. Before each come {@code [1] INT 'int'} and
     * {@code [2] STRUCT 'x'} with members a and b, so the names int, x, a and b are at offsets 1, 5, 7 and 9.
     */
    static Stream<Arguments> records() {
        return Stream.of(
                arguments(new BtfType.Int("x", 4, 3, 3, 29), "5 01000000 4  0303001d"),
                arguments(new BtfType.Int("x", 0xffff_ffffL, 15, 255, 255), "5 01000000 ffffffff  0fff00ff"),
                arguments(new BtfType.Ptr(1), "0 02000000 1"),
                arguments(new BtfType.Array(1, 2, 0xffff_ffffL), "0 03000000 0  1 2 ffffffff"),
                arguments(
                        new BtfType.Struct("x", 8, false, List.of(member("a", 1, 0), member("b", 2, 0xffff_ffffL))),
                        "5 04000002 8  7 1 0  9 2 ffffffff"),
                arguments(
                        new BtfType.Struct("x", 8, true, List.of(bitfield("a", 1, 0xff_ffff, 255), member("b", 1, 32))),
                        "5 84000002 8  7 1 ffffffff  9 1 20"),
                arguments(new BtfType.Struct("", 0, true, List.of()), "0 84000000 0"),
                arguments(
                        new BtfType.Union("x", 4, false, List.of(member("a", 1, 0), member("", 1, 0))),
                        "5 05000002 4  7 1 0  0 1 0"),
                arguments(
                        new BtfType.Union("x", 4, true, List.of(bitfield("a", 1, 0, 1))), "5 85000001 4  7 1 01000000"),
                arguments(
                        new BtfType.Enum("x", 4, false, List.of(enumerator("a", 0xffff_ffffL), enumerator("b", 1))),
                        "5 06000002 4  7 ffffffff  9 1"),
                arguments(
                        new BtfType.Enum("x", 1, true, List.of(enumerator("a", -1), enumerator("b", 1))),
                        "5 86000002 1  7 ffffffff  9 1"),
                arguments(new BtfType.Fwd("x", false), "5 07000000 0"),
                arguments(new BtfType.Fwd("x", true), "5 87000000 0"),
                arguments(new BtfType.Typedef("x", 1), "5 08000000 1"),
                arguments(new BtfType.Volatile(1), "0 09000000 1"),
                arguments(new BtfType.Const(1), "0 0a000000 1"),
                arguments(new BtfType.Restrict(1), "0 0b000000 1"),
                arguments(new BtfType.Func("x", 2, BtfType.Func.EXTERN), "5 0c000002 2"),
                arguments(
                        new BtfType.FuncProto(1, List.of(parameter("a", 1), parameter("", 0))),
                        "0 0d000002 1  7 1  0 0"),
                arguments(new BtfType.Var("x", 1, BtfType.Var.GLOBAL), "5 0e000000 1  1"),
                arguments(new BtfType.Var("x", 1, -1), "5 0e000000 1  ffffffff"),
                arguments(
                        new BtfType.Datasec("x", 4096, List.of(new SectionVariable(1, 0xffff_ffffL, 0xffff_fffeL))),
                        "5 0f000001 1000  1 ffffffff fffffffe"),
                arguments(new BtfType.Float("x", 16), "5 10000000 10"),
                arguments(new BtfType.DeclTag("x", 1, -1, false), "5 11000000 1  ffffffff"),
                arguments(new BtfType.DeclTag("x", 1, 7, true), "5 91000000 1  7"),
                arguments(new BtfType.TypeTag("x", 1, false), "5 12000000 1"),
                arguments(new BtfType.TypeTag("x", 1, true), "5 92000000 1"),
                arguments(
                        new BtfType.Enum64("x", 8, false, List.of(enumerator("a", -1), enumerator("b", 1L << 32))),
                        "5 13000002 8  7 ffffffff ffffffff  9 0 1"),
                arguments(
                        new BtfType.Enum64("x", 8, true, List.of(enumerator("a", Long.MIN_VALUE))),
                        "5 93000001 8  7 0 80000000"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordIsWrittenAsTheseWords(BtfType type, String hexWords) {
        Btf btf = withType(type, ByteOrder.LITTLE_ENDIAN);

        int[] words = btf.copyTypeWords();
        int[] wordsOfType = Arrays.copyOfRange(words, words.length - btf.wordCount(3), words.length);
        assertThat(wordsOfType).isEqualTo(words(hexWords));
    }

    @ParameterizedTest
    @MethodSource("records")
    void littleEndianBytesGiveTheRecordBack(BtfType type, String hexWords) {
        Btf read = Btf.read(withType(type, ByteOrder.LITTLE_ENDIAN).toBytes());

        assertThat(read.byteOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(read.type(3)).isEqualTo(type);
        assertThat(read.kind(3)).isEqualTo(type.kind());
    }

    @ParameterizedTest
    @MethodSource("records")
    void bigEndianBytesGiveTheRecordBack(BtfType type, String hexWords) {
        Btf read = Btf.read(withType(type, ByteOrder.BIG_ENDIAN).toBytes());

        assertThat(read.byteOrder()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(read.type(3)).isEqualTo(type);
        assertThat(read.copyTypeWords())
                .isEqualTo(withType(type, ByteOrder.LITTLE_ENDIAN).copyTypeWords());
    }

    @Test
    void noKindIsForgottenHere() {
        EnumSet<Kind> withoutBytes = EnumSet.of(Kind.VOID, Kind.UNKNOWN);

        assertThat(records().map(each -> ((BtfType) each.get()[0]).kind()).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.complementOf(withoutBytes));
    }

    @Test
    void aKindHasANumberAndANumberAKind() {
        List<Kind> numbered = IntStream.rangeClosed(0, 19).mapToObj(Kind::of).collect(Collectors.toList());

        assertThat(numbered).doesNotHaveDuplicates().doesNotContain(Kind.UNKNOWN);
        assertThat(numbered.stream().mapToInt(Kind::code))
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 19).boxed().collect(Collectors.toList()));
        assertThat(Kind.of(20)).isEqualTo(Kind.UNKNOWN);
        assertThat(Kind.of(127)).isEqualTo(Kind.UNKNOWN);
        assertThat(Kind.of(-1)).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void whatAKindDoesNotUseIsNotInItsRecordButStaysInTheBytes() {
        byte[] pointerWithNameFlagAndVlen = new Blob()
                .types(1, 1 << 31 | Blob.info(Kind.PTR, 3), 0)
                .strings("|x|")
                .bytes();

        Btf read = Btf.read(pointerWithNameFlagAndVlen);

        assertThat(read.type(1)).isEqualTo(new BtfType.Ptr(0));
        assertThat(read.name(1)).isEqualTo("x");
        assertThat(read.kindFlag(1)).isTrue();
        assertThat(read.vlen(1)).isEqualTo(3);
        assertThat(read.toBytes()).isEqualTo(pointerWithNameFlagAndVlen);
    }

    private static Btf withType(BtfType type, ByteOrder byteOrder) {
        BtfBuilder builder = BtfBuilder.standalone(byteOrder);
        builder.integer("int", 4, BtfType.Int.SIGNED);
        builder.struct("x", 8, member("a", 1, 0), member("b", 1, 32));
        assertThat(builder.add(type)).isEqualTo(3);
        return builder.build();
    }

    private static int[] words(String hexWords) {
        return Stream.of(hexWords.split(" +"))
                .mapToInt(word -> Integer.parseUnsignedInt(word, 16))
                .toArray();
    }
}
