// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The table that has the members of both sides. */
class LayoutTest {

    @Test
    void newMembersAreInTheirOrderAndRemovedOnesWhereTheyWere() {
        BtfDiff diff = Diffs.diff(Subject.KERNEL, """
                [5] STRUCT 'device' size=32 vlen=4
                    'gone' type_id=2 bits_offset=0
                    'id' type_id=2 bits_offset=64
                    'lost' type_id=2 bits_offset=128
                    'data' type_id=4 bits_offset=192
                """, """
                [5] STRUCT 'device' size=24 vlen=3
                    'id' type_id=2 bits_offset=0
                    'data' type_id=2 bits_offset=64
                    'end' type_id=2 bits_offset=128
                """);

        assertThat(Diffs.layout(diff)).isEqualTo("""
                REMOVED gone | long at bit 0, 64 bits | null
                MOVED id | long at bit 64, 64 bits | long at bit 0, 64 bits
                REMOVED lost | long at bit 128, 64 bits | null
                RETYPED data | void * at bit 192, 64 bits | long at bit 64, 64 bits
                ADDED end | null | long at bit 128, 64 bits
                """);
        LayoutTable layout = Objects.requireNonNull(diff.differences().get(0).layout());
        assertThat(layout.sizeBefore()).isEqualTo(32);
        assertThat(layout.sizeAfter()).isEqualTo(24);
    }

    @Test
    void holesAreRowsWithoutANameAndBelongToTheMemberBeforeThem() {
        assertThat(layout("""
                [5] STRUCT 'device' size=32 vlen=4
                    'kept' type_id=1 bits_offset=0
                    'filled' type_id=1 bits_offset=64
                    'moved' type_id=2 bits_offset=128
                    'last' type_id=1 bits_offset=192
                """, """
                [5] STRUCT 'device' size=40 vlen=5
                    'kept' type_id=1 bits_offset=0
                    'filled' type_id=1 bits_offset=64
                    'filling' type_id=1 bits_offset=96
                    'moved' type_id=3 bits_offset=128
                    'last' type_id=1 bits_offset=256
                """)).isEqualTo("""
                SAME kept | int at bit 0, 32 bits | int at bit 0, 32 bits
                SAME - | padding at bit 32, 32 bits | padding at bit 32, 32 bits
                SAME filled | int at bit 64, 32 bits | int at bit 64, 32 bits
                REMOVED - | padding at bit 96, 32 bits | null
                ADDED filling | null | int at bit 96, 32 bits
                RETYPED moved | long at bit 128, 64 bits | char at bit 128, 8 bits
                ADDED - | null | padding at bit 136, 120 bits
                MOVED last | int at bit 192, 32 bits | int at bit 256, 32 bits
                MOVED - | padding at bit 224, 32 bits | padding at bit 288, 32 bits
                """);
    }

    /** A hole is where no member of a union is; behind bit-fields there may be some bits. */
    @Test
    void anonymousTypesMakeRowsDeeper() {
        assertThat(layout("""
                [5] STRUCT '(anon)' size=4 vlen=2
                    'ready' type_id=1 bits_offset=0 bitfield_size=1
                    'mode' type_id=1 bits_offset=1 bitfield_size=3
                [6] UNION '(anon)' size=4 vlen=2
                    'low' type_id=3 bits_offset=0
                    'bits' type_id=5 bits_offset=0
                [7] STRUCT 'register' size=12 vlen=2
                    '(anon)' type_id=6 bits_offset=0
                    'id' type_id=1 bits_offset=32
                """, """
                [5] STRUCT '(anon)' size=4 vlen=2
                    'ready' type_id=1 bits_offset=0 bitfield_size=1
                    'mode' type_id=1 bits_offset=1 bitfield_size=3
                [6] UNION '(anon)' size=4 vlen=2
                    'low' type_id=3 bits_offset=0
                    'bits' type_id=5 bits_offset=0
                [7] STRUCT 'register' size=12 vlen=2
                    '(anon)' type_id=6 bits_offset=32
                    'id' type_id=1 bits_offset=64
                """)).isEqualTo("""
                ADDED - | null | padding at bit 0, 32 bits
                MOVED   low | char at bit 0, 8 bits | char at bit 32, 8 bits
                MOVED   - | padding at bit 8, 24 bits | padding at bit 40, 24 bits
                MOVED   bits | struct {...} at bit 0, 32 bits | struct {...} at bit 32, 32 bits
                MOVED     bits.ready | int at bit 0, 1 bit | int at bit 32, 1 bit
                MOVED     bits.mode | int at bit 1, 3 bits | int at bit 33, 3 bits
                MOVED id | int at bit 32, 32 bits | int at bit 64, 32 bits
                REMOVED - | padding at bit 64, 32 bits | null
                """);
    }

    @Test
    void anArrayOfAnonymousTypesHasNoHolesOfItsOwn() {
        assertThat(layout("""
                [5] STRUCT '(anon)' size=8 vlen=1
                    'x' type_id=1 bits_offset=0
                [6] ARRAY '(anon)' type_id=5 index_type_id=1 nr_elems=2
                [7] STRUCT 'device' size=24 vlen=2
                    'items' type_id=6 bits_offset=0
                    'id' type_id=1 bits_offset=128
                """, """
                [5] STRUCT '(anon)' size=8 vlen=1
                    'x' type_id=1 bits_offset=0
                [6] ARRAY '(anon)' type_id=5 index_type_id=1 nr_elems=2
                [7] STRUCT 'device' size=24 vlen=2
                    'items' type_id=6 bits_offset=0
                    'id' type_id=2 bits_offset=128
                """)).isEqualTo("""
                SAME items | struct {...}[2] at bit 0, 128 bits | struct {...}[2] at bit 0, 128 bits
                SAME   items[].x | int at bit 0, 32 bits | int at bit 0, 32 bits
                RETYPED id | int at bit 128, 32 bits | long at bit 128, 64 bits
                REMOVED - | padding at bit 160, 32 bits | null
                """);
    }

    /** A small base has structs with their size only. */
    @Test
    void whereASideHasASizeButNoMembersThereIsNoTable() {
        assertThat(Diffs.diff(Subject.NEEDS, "[5] STRUCT 'device' size=64 vlen=0", "[5] STRUCT 'device' size=72 vlen=0")
                        .differences())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.details()).containsExactly(new Detail.Size(64, 72, Impact.BREAKS_LOADING));
                    assertThat(each.layout()).isNull();
                });
    }

    /** An empty struct has nothing to show, a declaration has no members, and other types have none. */
    @Test
    void whereThereAreNoMembersThereIsNoTable() {
        assertThat(Diffs.diff(Subject.KERNEL, """
                        [5] STRUCT 'empty' size=0 vlen=0
                        [6] FWD 'hidden' fwd_kind=struct
                        [7] ENUM 'mode' encoding=UNSIGNED size=4 vlen=0
                        """, """
                        [5] UNION 'empty' size=0 vlen=0
                        [6] STRUCT 'hidden' size=4 vlen=1
                            'id' type_id=1 bits_offset=0
                        [7] ENUM 'mode' encoding=UNSIGNED size=8 vlen=0
                        """).differences())
                .hasSize(3)
                .allMatch(each -> each.layout() == null);
    }

    private static String layout(String before, String after) {
        return Diffs.layout(Diffs.diff(Subject.KERNEL, before, after));
    }
}
