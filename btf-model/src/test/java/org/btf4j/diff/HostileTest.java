// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.junit.jupiter.api.Test;

/** Types that no compiler makes: whoever compares them gets an answer or an error, and soon. */
class HostileTest {

    private static final Btf EMPTY = BtfBuilder.standalone().build();

    @Test
    void anAnonymousTypeThatHoldsItselfIsRefused() {
        assertThatThrownBy(() -> Diffs.kernel("""
                [5] STRUCT '(anon)' size=8 vlen=1
                    'self' type_id=6 bits_offset=0
                [6] PTR '(anon)' type_id=5
                [7] TYPEDEF 'loop_t' type_id=6
                """, ""))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("type [6] PTR '(anon)': found a type that "
                        + "consists of itself, by way of types without names, expected a type that ends");
    }

    @Test
    void typedefsInACircleAreRefusedWhereTheirSizeIsAskedFor() {
        assertThatThrownBy(() -> Diffs.kernel("""
                [5] TYPEDEF 'one_t' type_id=6
                [6] TYPEDEF 'other_t' type_id=5
                [7] STRUCT 'device' size=8 vlen=1
                    'x' type_id=5 bits_offset=0
                """, ""))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("type [5] TYPEDEF 'one_t': found references "
                        + "that lead deeper than 256, expected a type that ends");
    }

    @Test
    void anArrayLargerThanMemoryIsRefused() {
        assertThatThrownBy(() -> Diffs.kernel("""
                [5] ARRAY '(anon)' type_id=2 index_type_id=1 nr_elems=4294967295
                [6] ARRAY '(anon)' type_id=5 index_type_id=1 nr_elems=4294967295
                [7] STRUCT 'device' size=8 vlen=1
                    'x' type_id=6 bits_offset=0
                """, ""))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "type [6] ARRAY '(anon)': found an array whose size has more than 62 bits, expected an array "
                                + "that fits into memory");
    }

    /** A pointer to a pointer to ..., a hundred thousand times: nothing here is as deep as its input. */
    @Test
    void aLongChainIsComparedButNotSpelled() {
        Btf chain = chain(100_000, 1);

        assertThat(Diffs.diff(Subject.KERNEL, chain, chain).differences()).isEmpty();
        assertThat(Diffs.text(Diffs.diff(Subject.KERNEL, chain, EMPTY)))
                .endsWith("variable deep removed: " + "breaking for tracing\n");
        assertThatThrownBy(() -> Diffs.diff(Subject.KERNEL, chain, chain(100_001, 1)))
                .isInstanceOf(BtfFormatException.class)
                .hasMessageContaining("references that lead deeper than 256");
    }

    private static Btf chain(int length, int start) {
        BtfBuilder builder = BtfBuilder.standalone();
        int id = builder.integer("int", 4, BtfType.Int.SIGNED);
        for (int i = start; i < length; i++) {
            id = builder.pointer(id);
        }
        builder.variable("deep", id, BtfType.Var.STATIC);
        return builder.build();
    }

    /** Each level has the one below twice, by pointer, so that written out the last is as long as 2 to the power of 40. */
    @Test
    void whatDoublesAtEachLevelIsComparedAsFastAsItIsLong() {
        Btf before = doubled(40, 4, true);
        Btf after = doubled(40, 8, true);

        assertThat(Diffs.diff(Subject.MODULE, before, before).differences()).isEmpty();
        assertThat(Diffs.text(Diffs.diff(Subject.MODULE, before, after)))
                .contains("typedef top_t changed: source-compatible\n")
                .contains("with other contents");
    }

    /** Spelled out, each side has 60,000 members of 3,000 characters. */
    @Test
    void contentsAreNotSpelledOutWithoutEnd() {
        assertThat(Diffs.text(Diffs.diff(Subject.MODULE, wide("first"), wide("other"))))
                .isEqualTo("""
                        typedef top_t changed: source-compatible
                            type was struct { struct %1$s *first; ... } *, is struct { struct %1$s *other; ... } * (source-compatible)
                        """.formatted("n".repeat(3_000)));
        assertThat(Diffs.text(Diffs.diff(Subject.MODULE, wide("m", "first"), wide("m", "other"))))
                .endsWith("type was struct {...} *, is struct {...} *, with other contents (source-compatible)\n");
    }

    private static Btf wide(String... names) {
        BtfBuilder builder = BtfBuilder.standalone();
        int pointer = builder.pointer(builder.forwardStruct("n".repeat(3_000)));
        BtfType.Member[] members = IntStream.range(0, 60_000)
                .mapToObj(i -> BtfBuilder.member(names[Math.min(i, names.length - 1)], pointer, 64L * i))
                .toArray(BtfType.Member[]::new);
        int struct = builder.struct("", 8 * 60_000, members);
        builder.typedef("top_t", builder.pointer(struct));
        return builder.build();
    }

    /** The same by value: there are too many members to list. */
    @Test
    void tooManyMembersAreRefused() {
        Btf before = doubled(30, 4, false);
        Btf after = doubled(30, 8, false);

        assertThatThrownBy(() -> Diffs.diff(Subject.MODULE, before, after))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "type [31] STRUCT '(anon)': found anonymous types that lie in each other deeper than 64, or "
                                + "have more than 100000 members, or all together 1000000, expected a type that a compiler made");
    }

    private static Btf doubled(int levels, int size, boolean byPointer) {
        BtfBuilder builder = BtfBuilder.standalone();
        int id = builder.integer("number", size, 0);
        for (int i = 0; i < levels; i++) {
            int next = builder.nextId();
            if (byPointer) {
                builder.struct("", 16, BtfBuilder.member("a", id, 0), BtfBuilder.member("b", id, 64));
                id = builder.pointer(next);
            } else {
                id = builder.struct("", 16, BtfBuilder.member("a", id, 0), BtfBuilder.member("b", id, 64));
            }
        }
        builder.typedef("top_t", id);
        return builder.build();
    }

    /** Each member takes a few bytes of the file, but has a path that is as long as the name around it. */
    @Test
    void longNamesThatAreRepeatedAreRefused() {
        assertThatThrownBy(() -> Diffs.diff(Subject.KERNEL, inLongName(4), inLongName(8)))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("type [3] STRUCT 'device': found members whose names have more than 16777216 characters, "
                        + "expected a type that a compiler made");
    }

    private static Btf inLongName(int size) {
        BtfBuilder builder = BtfBuilder.standalone();
        int number = builder.integer("number", size, 0);
        BtfType.Member[] members = new BtfType.Member[20_000];
        for (int i = 0; i < members.length; i++) {
            members[i] = BtfBuilder.member("m" + i, number, 0);
        }
        int inner = builder.struct("", 8, members);
        builder.struct("device", 8, BtfBuilder.member("long".repeat(1_000), inner, 0));
        return builder.build();
    }

    /** Types of one name are held against each other all at once, so what is long is not kept of each. */
    @Test
    void whatIsLongIsComparedAsWhatItIs() {
        Btf before = manyMembers("last");
        Btf after = manyMembers("other");

        assertThat(Diffs.diff(Subject.KERNEL, before, before).differences()).isEmpty();
        assertThat(Diffs.text(Diffs.diff(Subject.KERNEL, before, after))).isEqualTo("""
                struct device changed: breaking for tracing
                    member last removed: was int at bit 0, 32 bits (breaking for tracing)
                    member other added: int at bit 0, 32 bits (compatible)
                typedef tail_t changed: source-compatible
                    type was struct {...} *, is struct {...} *, with other contents (source-compatible)
                """);
    }

    private static Btf manyMembers(String last) {
        BtfBuilder builder = BtfBuilder.standalone();
        int number = builder.integer("int", 4, BtfType.Int.SIGNED);
        BtfType.Member[] members = new BtfType.Member[2_000];
        for (int i = 0; i < members.length; i++) {
            members[i] = BtfBuilder.member(i == members.length - 1 ? last : "m" + i, number, 0);
        }
        builder.struct("device", 4, members);
        builder.typedef("tail_t", builder.pointer(builder.struct("", 4, members)));
        return builder.build();
    }

    /** Functions without a prototype, and other types where none belong, are compared as what they are. */
    @Test
    void nonsenseIsCompared() {
        assertThat(Diffs.kernel("""
                [5] FUNC 'probe' type_id=1 linkage=static
                [6] VAR 'count' type_id=5, linkage=static
                [7] STRUCT 'device' size=4 vlen=2
                    '(anon)' type_id=1 bits_offset=0
                    'x' type_id=1 bits_offset=0
                """, """
                [5] FUNC 'probe' type_id=2 linkage=static
                [6] VAR 'count' type_id=5, linkage=static
                [7] STRUCT 'device' size=4 vlen=2
                    '(anon)' type_id=2 bits_offset=0
                    'x' type_id=1 bits_offset=0
                """)).isEqualTo("""
                struct device changed: source-compatible
                    member (anon) was int at bit 0, 32 bits, is long at bit 0, 64 bits (source-compatible)
                function probe changed: breaking for tracing
                    prototype was int probe, is long probe (breaking for tracing)
                """);
    }

    @Test
    void membersOfOneNameAreTakenInTheirOrder() {
        assertThat(Diffs.kernel("""
                [5] STRUCT 'device' size=8 vlen=2
                    'x' type_id=1 bits_offset=0
                    'x' type_id=1 bits_offset=32
                """, """
                [5] STRUCT 'device' size=8 vlen=1
                    'x' type_id=1 bits_offset=0
                """)).isEqualTo("""
                struct device changed: breaking for tracing
                    member x removed: was int at bit 32, 32 bits (breaking for tracing)
                """);
    }

    @Test
    void nothingIsComparedWithNothing() {
        assertThat(Diffs.diff(Subject.KERNEL, EMPTY, EMPTY)).isEqualTo(new BtfDiff(List.of()));
    }
}
