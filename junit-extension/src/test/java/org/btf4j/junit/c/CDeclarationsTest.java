// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import org.btf4j.model.Btf;
import org.btf4j.text.RawDump;
import org.junit.jupiter.api.Test;

/** What C declarations become: order of types, what is left out, what the base serves. */
class CDeclarationsTest {

    private static final String INT = "[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED\n";

    @Test
    void typesComeInTheOrderInWhichTheyAreComplete() {
        assertDump("struct s1 { int *f1; };", INT + """
                [2] PTR '(anon)' type_id=1
                [3] STRUCT 's1' size=8 vlen=1
                \t'f1' type_id=2 bits_offset=0
                """);
    }

    @Test
    void whatIsNotCompleteYetIsReferredToAhead() {
        assertDump("struct node { struct node *next; struct tree *tree; }; struct tree { struct node *root; };", """
                [1] PTR '(anon)' type_id=3
                [2] PTR '(anon)' type_id=4
                [3] STRUCT 'node' size=16 vlen=2
                \t'next' type_id=1 bits_offset=0
                \t'tree' type_id=2 bits_offset=64
                [4] STRUCT 'tree' size=8 vlen=1
                \t'root' type_id=1 bits_offset=0
                """);
    }

    @Test
    void whatIsNeverDefinedIsAForwardDeclarationWhereItIsFirstNamed() {
        assertDump("struct a; union b; enum c; struct d { struct e *e; };", """
                [1] FWD 'a' fwd_kind=struct
                [2] FWD 'b' fwd_kind=union
                [3] ENUM 'c' encoding=UNSIGNED size=4 vlen=0
                [4] FWD 'e' fwd_kind=struct
                [5] PTR '(anon)' type_id=4
                [6] STRUCT 'd' size=8 vlen=1
                \t'e' type_id=5 bits_offset=0
                """);
    }

    @Test
    void typesThatNothingNeedsAreLeftOut() {
        assertDump("typedef char unused_element; enum e { SIZE = sizeof(long[2]) };", """
                [1] INT 'char' size=1 bits_offset=0 nr_bits=8 encoding=SIGNED
                [2] TYPEDEF 'unused_element' type_id=1
                [3] ENUM 'e' encoding=UNSIGNED size=4 vlen=1
                \t'SIZE' val=16
                """);
    }

    @Test
    void equalTypesWithoutNamesAreOne() {
        assertDump(
                "typedef struct { int x; } a; typedef struct { int x; } b; typedef int *c; typedef int *d;", INT + """
                [2] STRUCT '(anon)' size=4 vlen=1
                \t'x' type_id=1 bits_offset=0
                [3] TYPEDEF 'a' type_id=2
                [4] TYPEDEF 'b' type_id=2
                [5] PTR '(anon)' type_id=1
                [6] TYPEDEF 'c' type_id=5
                [7] TYPEDEF 'd' type_id=5
                """);
    }

    @Test
    void functionsAreStaticWhetherDeclaredOrDefined() {
        assertDump("extern int a(int x, ...); static inline int b(int x, ...) {} int c(int);", INT + """
                [2] FUNC_PROTO '(anon)' ret_type_id=1 vlen=2
                \t'x' type_id=1
                \t'(anon)' type_id=0
                [3] FUNC 'a' type_id=2 linkage=static
                [4] FUNC 'b' type_id=2 linkage=static
                [5] FUNC_PROTO '(anon)' ret_type_id=1 vlen=1
                \t'(anon)' type_id=1
                [6] FUNC 'c' type_id=5 linkage=static
                """);
    }

    @Test
    void aListWithoutParametersMeansNoneOnlyInADefinition() {
        assertDump("void a() {} void b(); void c(void);", """
                [1] FUNC_PROTO '(anon)' ret_type_id=0 vlen=0
                [2] FUNC 'a' type_id=1 linkage=static
                [3] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                \t'(anon)' type_id=0
                [4] FUNC 'b' type_id=3 linkage=static
                [5] FUNC 'c' type_id=1 linkage=static
                """);
    }

    @Test
    void constBehindAPointerToAnArrayTypedefStays() {
        assertDump("typedef int three[3]; typedef const three *p;", INT + """
                [2] ARRAY '(anon)' type_id=1 index_type_id=1 nr_elems=3
                [3] TYPEDEF 'three' type_id=2
                [4] CONST '(anon)' type_id=2
                [5] PTR '(anon)' type_id=4
                [6] TYPEDEF 'p' type_id=5
                """);
    }

    @Test
    void repeatedDeclarationsCountOnce() {
        assertDump("typedef int a; typedef int a; struct b; struct b; void f(void); void f(void);", INT + """
                [2] TYPEDEF 'a' type_id=1
                [3] FWD 'b' fwd_kind=struct
                [4] FUNC_PROTO '(anon)' ret_type_id=0 vlen=0
                [5] FUNC 'f' type_id=4 linkage=static
                """);
    }

    @Test
    void commentsAndLineContinuationsAreSkipped() {
        assertDump(
                "/* a */ typedef // b \\\n still b\n int \\\r\n /* c\n // d */ x;;",
                INT + "[2] TYPEDEF 'x' type_id=1\n");
    }

    @Test
    void noDeclarationsMakeNoTypes() {
        assertDump("", "");
    }

    @Test
    void typesOfTheBaseAreReferredTo() {
        Btf base = CDeclarations.parse("struct list { struct list *next; }; typedef struct { int x; } point;");

        assertSplit(base, "struct list { struct list *next; }; struct own { struct list list; int *number; };", """
                [6] PTR '(anon)' type_id=3
                [7] STRUCT 'own' size=16 vlen=2
                \t'list' type_id=2 bits_offset=0
                \t'number' type_id=6 bits_offset=64
                """);
        assertSplit(base, "typedef struct { int x; } other_point;", "[6] TYPEDEF 'other_point' type_id=4\n");
    }

    @Test
    void aChangedTypeAndAllThatReferToItAreOwn() {
        Btf base = CDeclarations.parse("struct a { int x; }; struct b { struct a *a; }; struct c { int y; };");

        assertSplit(base, "struct a { long x; }; struct b { struct a *a; }; struct c { int y; };", """
                [6] INT 'long int' size=8 bits_offset=0 nr_bits=64 encoding=SIGNED
                [7] STRUCT 'a' size=8 vlen=1
                \t'x' type_id=6 bits_offset=0
                [8] PTR '(anon)' type_id=7
                [9] STRUCT 'b' size=8 vlen=1
                \t'a' type_id=8 bits_offset=0
                """);
    }

    @Test
    void aForwardDeclarationMeansTheTypeOfTheBase() {
        Btf base = CDeclarations.parse("struct known { int x; }; struct forward; enum numbers { ONE = 1 };");

        assertSplit(base, "struct known; struct forward; struct new; struct s { enum numbers *n; };", """
                [5] FWD 'new' fwd_kind=struct
                [6] PTR '(anon)' type_id=4
                [7] STRUCT 's' size=8 vlen=1
                \t'n' type_id=6 bits_offset=0
                """);
    }

    @Test
    void typesOfTheBaseCanBeEmbeddedWithoutADeclaration() {
        Btf base = CDeclarations.parse("""
                typedef unsigned int u32;
                struct device { long id; struct { short a; } part[3]; char b; };
                struct loose { char a; } __attribute__((packed));
                enum wide { WIDE = 0x100000000 };
                """);

        Btf split = CDeclarations.parse(
                "struct own { u32 a; struct device b; struct loose c; u32 d; char e; enum wide f; };", base);

        assertThat(RawDump.print(split)).isEqualTo("""
                [12] STRUCT 'own' size=48 vlen=6
                \t'a' type_id=2 bits_offset=0
                \t'b' type_id=9 bits_offset=64
                \t'c' type_id=10 bits_offset=192
                \t'd' type_id=2 bits_offset=224
                \t'e' type_id=8 bits_offset=256
                \t'f' type_id=11 bits_offset=320
                """);
    }

    @Test
    void aPackedStructOfTheBaseIsKnownByItsOffsets() {
        Btf base = CDeclarations.parse("struct packed { char a; int b; } __attribute__((packed));");

        assertSplit(base, "struct own { char a; struct packed b; };", """
                [4] STRUCT 'own' size=6 vlen=2
                \t'a' type_id=1 bits_offset=0
                \t'b' type_id=3 bits_offset=8
                """);
    }

    @Test
    void aNameThatTheBaseHasTwiceIsOnlyReferredToForward() {
        Btf base = CDeclarations.parse("struct a { int x; };", CDeclarations.parse("struct a { long x; };"));

        assertSplit(base, "struct b { struct a *a; };", """
                [5] FWD 'a' fwd_kind=struct
                [6] PTR '(anon)' type_id=5
                [7] STRUCT 'b' size=8 vlen=1
                \t'a' type_id=6 bits_offset=0
                """);
    }

    @Test
    void charIsThatOfTheBase() {
        Btf base = RawDump.parse("[1] INT 'char' size=1 bits_offset=0 nr_bits=8 encoding=(none)");

        assertSplit(base, "typedef char letter;", "[2] TYPEDEF 'letter' type_id=1\n");
    }

    @Test
    void splitHasTheByteOrderOfItsBase() {
        Btf base = RawDump.parse(ByteOrder.BIG_ENDIAN, INT);

        Btf split = CDeclarations.parse("typedef int number;", base);

        assertThat(split.byteOrder()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(RawDump.print(split)).isEqualTo("[2] TYPEDEF 'number' type_id=1\n");
    }

    private static void assertDump(String source, String dump) {
        assertThat(RawDump.print(CDeclarations.parse(source))).isEqualTo(dump);
    }

    private static void assertSplit(Btf base, String source, String dump) {
        Btf split = CDeclarations.parse(source, base);
        assertThat(split.base()).isSameAs(base);
        assertThat(RawDump.print(split)).isEqualTo(dump);
    }
}
