// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.model.BtfBuilder.bitfield;
import static org.btf4j.model.BtfBuilder.enumerator;
import static org.btf4j.model.BtfBuilder.member;
import static org.btf4j.model.BtfBuilder.parameter;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfType;
import org.btf4j.model.BtfType.SectionVariable;
import org.btf4j.model.Kind;
import org.junit.jupiter.api.Test;

/** What types of each kind look like. All texts here are as bpftool 7.5 printed these types. */
class RawDumpKindsTest {

    private static final String INT = "[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED\n";

    private final BtfBuilder types = BtfBuilder.standalone();

    @Test
    void integers() {
        types.integer("int", 4, BtfType.Int.SIGNED);
        types.integer("unsigned char", 1, 0);
        types.integer("char", 1, BtfType.Int.CHAR);
        types.integer("_Bool", 1, BtfType.Int.BOOL);
        types.add(new BtfType.Int("odd", 0xffff_ffffL, 3, 255, 254));

        assertTextOfTypes(INT + """
                [2] INT 'unsigned char' size=1 bits_offset=0 nr_bits=8 encoding=(none)
                [3] INT 'char' size=1 bits_offset=0 nr_bits=8 encoding=CHAR
                [4] INT '_Bool' size=1 bits_offset=0 nr_bits=8 encoding=BOOL
                [5] INT 'odd' size=4294967295 bits_offset=255 nr_bits=254 encoding=UNKN
                """);
    }

    @Test
    void typesThatOnlyReferToAnother() {
        types.integer("int", 4, BtfType.Int.SIGNED);
        types.pointer(0);
        types.typedef("number", 1);
        types.volatileOf(1);
        types.constOf(6);
        types.restrictOf(2);
        types.typeTag("user", 1);

        assertTextOfTypes(INT + """
                [2] PTR '(anon)' type_id=0
                [3] TYPEDEF 'number' type_id=1
                [4] VOLATILE '(anon)' type_id=1
                [5] CONST '(anon)' type_id=6
                [6] RESTRICT '(anon)' type_id=2
                [7] TYPE_TAG 'user' type_id=1
                """);
    }

    @Test
    void arrays() {
        types.array(2, 1, 0xffff_ffffL);
        types.array(1, 2, 0);

        assertTextOfTypes("""
                [1] ARRAY '(anon)' type_id=2 index_type_id=1 nr_elems=4294967295
                [2] ARRAY '(anon)' type_id=1 index_type_id=2 nr_elems=0
                """);
    }

    @Test
    void structsAndUnions() {
        types.integer("int", 4, BtfType.Int.SIGNED);
        types.struct("plain", 8, member("a", 1, 0), member("", 1, 0xffff_ffffL));
        types.struct("packed", 8, bitfield("a", 1, 3, 5), member("b", 1, 0xff_ffff), bitfield("c", 1, 8, 255));
        types.struct("", 0);
        types.union("either", 4, member("a", 1, 0));
        types.union("bits", 4, bitfield("a", 1, 0, 1));

        assertTextOfTypes(INT + """
                [2] STRUCT 'plain' size=8 vlen=2
                \t'a' type_id=1 bits_offset=0
                \t'(anon)' type_id=1 bits_offset=4294967295
                [3] STRUCT 'packed' size=8 vlen=3
                \t'a' type_id=1 bits_offset=3 bitfield_size=5
                \t'b' type_id=1 bits_offset=16777215
                \t'c' type_id=1 bits_offset=8 bitfield_size=255
                [4] STRUCT '(anon)' size=0 vlen=0
                [5] UNION 'either' size=4 vlen=1
                \t'a' type_id=1 bits_offset=0
                [6] UNION 'bits' size=4 vlen=1
                \t'a' type_id=1 bits_offset=0 bitfield_size=1
                """);
    }

    @Test
    void forwardDeclarations() {
        types.forwardStruct("s");
        types.forwardUnion("u");

        assertTextOfTypes("""
                [1] FWD 's' fwd_kind=struct
                [2] FWD 'u' fwd_kind=union
                """);
    }

    @Test
    void enumerations() {
        types.enumeration("unsigned", enumerator("HIGHEST", 0xffff_ffffL), enumerator("ZERO", 0));
        types.enumeration("signed", enumerator("LOWEST", Integer.MIN_VALUE), enumerator("HIGHEST", 0x7fff_ffff));
        types.add(new BtfType.Enum("bare", 8, true, List.of()));
        types.enumeration64("long", false, enumerator("HIGHEST", -1), enumerator("BIG", 1L << 32));
        types.enumeration64("signed long", true, enumerator("MINUS", -1), enumerator("LOWEST", Long.MIN_VALUE));

        assertTextOfTypes("""
                [1] ENUM 'unsigned' encoding=UNSIGNED size=4 vlen=2
                \t'HIGHEST' val=4294967295
                \t'ZERO' val=0
                [2] ENUM 'signed' encoding=SIGNED size=4 vlen=2
                \t'LOWEST' val=-2147483648
                \t'HIGHEST' val=2147483647
                [3] ENUM 'bare' encoding=SIGNED size=8 vlen=0
                [4] ENUM64 'long' encoding=UNSIGNED size=8 vlen=2
                \t'HIGHEST' val=18446744073709551615ULL
                \t'BIG' val=4294967296ULL
                [5] ENUM64 'signed long' encoding=SIGNED size=8 vlen=2
                \t'MINUS' val=-1LL
                \t'LOWEST' val=-9223372036854775808LL
                """);
    }

    @Test
    void valuesOf64BitsMayLackTheirSuffix() {
        String asLibbpfsTestsPrintIt = """
                [1] ENUM64 'e1' encoding=UNSIGNED size=8 vlen=1
                \t'HIGHEST' val=18446744073709551615
                [2] ENUM64 'e2' encoding=SIGNED size=8 vlen=1
                \t'LOWEST' val=-9223372036854775808
                """;

        assertThat(RawDump.print(RawDump.parse(asLibbpfsTestsPrintIt))).isEqualTo("""
                [1] ENUM64 'e1' encoding=UNSIGNED size=8 vlen=1
                \t'HIGHEST' val=18446744073709551615ULL
                [2] ENUM64 'e2' encoding=SIGNED size=8 vlen=1
                \t'LOWEST' val=-9223372036854775808LL
                """);
    }

    @Test
    void functionsAndPrototypes() {
        types.integer("int", 4, BtfType.Int.SIGNED);
        types.prototype(0);
        types.prototype(1, parameter("format", 1), parameter("", 0));
        types.function("here", 2, BtfType.Func.STATIC);
        types.function("everywhere", 2, BtfType.Func.GLOBAL);
        types.function("elsewhere", 3, BtfType.Func.EXTERN);
        types.function("nowhere", 3, 3);

        assertTextOfTypes(INT + """
                [2] FUNC_PROTO '(anon)' ret_type_id=0 vlen=0
                [3] FUNC_PROTO '(anon)' ret_type_id=1 vlen=2
                \t'format' type_id=1
                \t'(anon)' type_id=0
                [4] FUNC 'here' type_id=2 linkage=static
                [5] FUNC 'everywhere' type_id=2 linkage=global
                [6] FUNC 'elsewhere' type_id=3 linkage=extern
                [7] FUNC 'nowhere' type_id=3 linkage=(unknown)
                """);
    }

    @Test
    void variables() {
        types.integer("int", 4, BtfType.Int.SIGNED);
        types.variable("here", 1, BtfType.Var.STATIC);
        types.variable("everywhere", 1, BtfType.Var.GLOBAL);
        types.variable("elsewhere", 1, BtfType.Var.EXTERN);
        types.variable("nowhere", 1, 3);

        assertTextOfTypes(INT + """
                [2] VAR 'here' type_id=1, linkage=static
                [3] VAR 'everywhere' type_id=1, linkage=global
                [4] VAR 'elsewhere' type_id=1, linkage=extern
                [5] VAR 'nowhere' type_id=1, linkage=(unknown)
                """);
    }

    @Test
    void aSectionSaysOfWhichKindAndNameEachOfItsTypesIs() {
        types.section(
                ".data",
                4096,
                new SectionVariable(2, 0xffff_ffffL, 0xffff_fffeL),
                new SectionVariable(3, 0, 4),
                new SectionVariable(1, 4, 4),
                new SectionVariable(4, 8, 8),
                new SectionVariable(0, 0, 0));
        types.variable("it's", 4, BtfType.Var.GLOBAL);
        types.function("run", 5, BtfType.Func.EXTERN);
        types.pointer(0);
        types.prototype(0);

        assertTextOfTypes("""
                [1] DATASEC '.data' size=4096 vlen=5
                \ttype_id=2 offset=4294967295 size=4294967294 (VAR 'it's')
                \ttype_id=3 offset=0 size=4 (FUNC 'run')
                \ttype_id=1 offset=4 size=4 (DATASEC '.data')
                \ttype_id=4 offset=8 size=8 (PTR '(anon)')
                \ttype_id=0 offset=0 size=0 (UNKNOWN '(anon)')
                [2] VAR 'it's' type_id=4, linkage=global
                [3] FUNC 'run' type_id=5 linkage=extern
                [4] PTR '(anon)' type_id=0
                [5] FUNC_PROTO '(anon)' ret_type_id=0 vlen=0
                """);
    }

    @Test
    void floatingPointNumbers() {
        types.floating("long double", 16);

        assertTextOfTypes("[1] FLOAT 'long double' size=16\n");
    }

    @Test
    void tagsOnDeclarations() {
        types.pointer(0);
        types.declarationTag("bpf_kfunc", 1, -1);
        types.declarationTag("member", 1, 0x7fff_ffff);
        types.declarationTag("odd", 1, Integer.MIN_VALUE);

        assertTextOfTypes("""
                [1] PTR '(anon)' type_id=0
                [2] DECL_TAG 'bpf_kfunc' type_id=1 component_idx=-1
                [3] DECL_TAG 'member' type_id=1 component_idx=2147483647
                [4] DECL_TAG 'odd' type_id=1 component_idx=-2147483648
                """);
    }

    @Test
    void everyKindHasAShape() {
        Map<String, Kind> byKeyword = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            if (Grammar.ofKeyword(kind.name()) != null) {
                byKeyword.put(kind.name(), kind);
            }
        }
        assertThat(byKeyword).hasSize(19).doesNotContainKeys("VOID", "UNKNOWN");
        assertThat(byKeyword.values())
                .allSatisfy(kind -> assertThat(Grammar.of(kind)).isNotNull());
    }

    /** What was built prints as this text, and this text is parsed to what was built. */
    private void assertTextOfTypes(String text) {
        Btf btf = types.build();

        assertThat(RawDump.print(btf)).isEqualTo(text);
        assertThat(RawDump.parse(text).ownTypes()).isEqualTo(btf.ownTypes());
        assertThat(RawDump.parse(text).toBytes()).isEqualTo(btf.toBytes());
    }
}
