// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.junit.jupiter.api.Test;

/** A dump is printed and parsed: alone, over a base, with names and white space of all sorts. */
class RawDumpTest {

    private static final Btf BASE = RawDump.parse("""
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] STRUCT 'device' size=4 vlen=1
                'id' type_id=1 bits_offset=0
            """);

    @Test
    void nothingIsPrintedOfBtfWithoutTypes() {
        assertThat(RawDump.print(BtfBuilder.standalone().build())).isEmpty();
        assertThat(RawDump.parse("").ownTypes()).isEmpty();
        assertThat(RawDump.parse("\n \n\t\n").ownTypes()).isEmpty();
    }

    @Test
    void splitBtfIsPrintedAndParsedWithoutItsBase() {
        String text = "[3] PTR '(anon)' type_id=2\n[4] TYPEDEF 'device' type_id=3\n";

        Btf split = RawDump.parse(text, BASE);

        assertThat(split.base()).isSameAs(BASE);
        assertThat(split.ownTypes()).containsExactly(new BtfType.Ptr(2), new BtfType.Typedef("device", 3));
        assertThat(split.copyStrings()).isEmpty();
        assertThat(RawDump.print(split)).isEqualTo(text);
    }

    @Test
    void splitBtfMayBeTheBaseOfSplitBtf() {
        Btf first = RawDump.parse("[3] VAR 'a' type_id=1, linkage=static", BASE);
        String text = "[4] DATASEC '.data' size=4 vlen=1\n\ttype_id=3 offset=0 size=4 (VAR 'a')\n";

        assertThat(RawDump.print(RawDump.parse(text, first))).isEqualTo(text);
    }

    @Test
    void withoutABaseItStandsAlone() {
        Btf btf = RawDump.parse("[1] PTR '(anon)' type_id=0", null);

        assertThat(btf.base()).isNull();
        assertThat(btf.byteOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void theByteOrderIsChosenOrThatOfTheBase() {
        Btf base = RawDump.parse(ByteOrder.BIG_ENDIAN, RawDump.print(BASE));

        assertThat(base.byteOrder()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(base.hasSameTypes(BASE)).isTrue();
        assertThat(RawDump.parse("[3] PTR '(anon)' type_id=2", base).byteOrder())
                .isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(RawDump.print(base)).isEqualTo(RawDump.print(BASE));
    }

    @Test
    void linesMayBeIndentedByAnyWhiteSpaceAndLinesMayBeBlank() {
        String printed = RawDump.print(BASE);
        String[] lines = printed.split("\n");

        for (String indent : new String[] {"", " ", "        ", "\t\t", " \t\f"}) {
            for (String end : new String[] {"\n", "\r\n", "  \n", "\n\n", "\n \t\n"}) {
                String text = indent + String.join(end + indent, lines).replace("\t", "") + end;
                assertThat(RawDump.print(RawDump.parse(text))).isEqualTo(printed);
            }
        }
    }

    @Test
    void theLastLineNeedsNoEnd() {
        assertThat(RawDump.parse("[1] STRUCT 's' size=0 vlen=1\n'a' type_id=0 bits_offset=0")
                        .vlen(1))
                .isEqualTo(1);
    }

    @Test
    void namesMayHaveQuotesBlanksAndBracketsInThem() {
        String text = """
                [1] STRUCT 'it's' size=8 vlen=2
                \t''' type_id=0 bits_offset=0
                \t'x' type_id=9 bits_offset=1' type_id=0 bits_offset=2
                [2] FWD ' [3] FWD 'a' fwd_kind=struct' fwd_kind=union
                """;

        Btf btf = RawDump.parse(text);

        assertThat(btf.ownTypes())
                .containsExactly(
                        new BtfType.Struct(
                                "it's",
                                8,
                                false,
                                List.of(
                                        BtfBuilder.member("'", 0, 0),
                                        BtfBuilder.member("x' type_id=9 bits_offset=1", 0, 2))),
                        new BtfType.Fwd(" [3] FWD 'a' fwd_kind=struct", true));
        assertThat(RawDump.print(btf)).isEqualTo(text);
    }

    @Test
    void namesAreLatin1AndSoAreTheBytesThatAreWritten() throws IOException {
        BtfBuilder builder = BtfBuilder.standalone();
        builder.forwardStruct("\u00e9\u00ff\u0001\u0085\r");
        Btf btf = builder.build();
        String text = "[1] FWD '\u00e9\u00ff\u0001\u0085\r' fwd_kind=struct\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        RawDump.printTo(btf, bytes);

        assertThat(RawDump.print(btf)).isEqualTo(text);
        assertThat(bytes.toByteArray()).isEqualTo(text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(RawDump.parse(bytes.toString(StandardCharsets.ISO_8859_1)).hasSameTypes(btf))
                .isTrue();
    }

    @Test
    void anEmptyNameIsNotTheSameAsNone() {
        String text = """
                [1] STRUCT '' size=4 vlen=3
                \t'' type_id=0 bits_offset=0
                \t'(anon)' type_id=0 bits_offset=0
                \t'' type_id=0 bits_offset=0
                [2] STRUCT '(anon)' size=4 vlen=0
                [3] FUNC_PROTO '(anon)' ret_type_id=0 vlen=2
                \t'a' type_id=0
                \t'' type_id=0
                """;

        Btf btf = RawDump.parse(text);

        assertThat(btf.name(1)).isEmpty();
        assertThat(btf.nameOffset(1)).isNotZero();
        assertThat(btf.nameOffset(2)).isZero();
        assertThat(RawDump.print(btf)).isEqualTo(text);
    }

    @Test
    void anEmptyNameOfSplitBtfIsAStringOfItsOwn() {
        String text = "[3] FWD '' fwd_kind=struct\n[4] FWD 'own' fwd_kind=union\n";

        Btf split = RawDump.parse(text, BASE);

        assertThat(split.nameOffset(3)).isGreaterThanOrEqualTo(BASE.stringsEnd());
        assertThat(RawDump.print(split)).isEqualTo(text);
    }

    @Test
    void aNameWhereNoneBelongsIsKept() {
        String text = """
                [1] PTR 'p' type_id=0
                [2] ARRAY 'a' type_id=1 index_type_id=1 nr_elems=1
                [3] FUNC_PROTO 'p' ret_type_id=0 vlen=1
                \t'' type_id=0
                [4] CONST '' type_id=1
                """;

        Btf btf = RawDump.parse(text);

        assertThat(btf.ownTypes().get(0)).isEqualTo(new BtfType.Ptr(0));
        assertThat(btf.name(1)).isEqualTo("p");
        assertThat(RawDump.print(btf)).isEqualTo(text);
    }

    @Test
    void whatASectionSaysOfItsTypesMayBeLeftOut() {
        Btf btf = RawDump.parse("""
                [1] DATASEC '.data' size=8 vlen=2
                type_id=2 offset=0 size=4
                type_id=2 offset=4 size=4 (VAR '')
                [2] VAR '' type_id=0, linkage=static
                """);

        assertThat(RawDump.print(btf)).isEqualTo("""
                        [1] DATASEC '.data' size=8 vlen=2
                        \ttype_id=2 offset=0 size=4 (VAR '')
                        \ttype_id=2 offset=4 size=4 (VAR '')
                        [2] VAR '' type_id=0, linkage=static
                        """);
    }

    @Test
    void aKindFlagIsInTheTextOnlyWhereItShows() {
        BtfBuilder builder = BtfBuilder.standalone();
        builder.add(new BtfType.Struct("flag without need", 0, true, List.of()));
        builder.add(new BtfType.TypeTag("attribute", 0, true));
        builder.add(new BtfType.DeclTag("attribute", 1, -1, true));

        Btf parsed = RawDump.parse(RawDump.print(builder.build()));

        assertThat(parsed.ownTypes())
                .containsExactly(
                        new BtfType.Struct("flag without need", 0, false, List.of()),
                        new BtfType.TypeTag("attribute", 0, false),
                        new BtfType.DeclTag("attribute", 1, -1, false));
    }

    @Test
    void aDumpIsHandedOnPieceByPiece() throws IOException {
        BtfBuilder builder = BtfBuilder.standalone();
        BtfType.Enumerator[] enumerators = new BtfType.Enumerator[70_000];
        Arrays.setAll(enumerators, i -> BtfBuilder.enumerator("E" + i, i));
        builder.enumeration("large", enumerators);
        builder.pointer(1);
        Btf btf = builder.build();
        int[] longestPiece = {0};
        StringWriter writer = new StringWriter() {
            @Override
            public StringWriter append(CharSequence piece) {
                longestPiece[0] = Math.max(longestPiece[0], piece.length());
                return super.append(piece);
            }
        };
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        RawDump.printTo(btf, writer);
        RawDump.printTo(btf, bytes);

        String text = RawDump.print(btf);
        assertThat(text).hasSizeGreaterThan(1_000_000).endsWith("\t'E69999' val=69999\n[2] PTR '(anon)' type_id=1\n");
        assertThat(writer.toString()).isEqualTo(text);
        assertThat(bytes.toByteArray()).isEqualTo(text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(longestPiece[0]).isBetween(1, 70_000);
        assertThat(RawDump.parse(text).hasSameTypes(btf)).isTrue();
    }

    @Test
    void nothingIsPrintedOfBtfWithATypeOfUnknownKind() {
        Btf btf = Btf.read(UnknownKind.blob());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        assertThatThrownBy(() -> RawDump.printTo(btf, bytes))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("type [2] kind 20 '(anon)': found kind 20, whose type ids are unknown here, "
                        + "expected a kind from 1 to 19. "
                        + "Such BTF can be read and written, but not distilled, relocated or dumped.");
        assertThat(bytes.size()).isZero();
    }
}
