// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.model.BtfBuilder.bitfield;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which type of a target a type of a distilled base finds, by kind and size.
 *
 * <p>In the tables, {@code any} is a match whatever the sizes are, {@code equal} one only where they are equal, {@code -} none.
 * Each cell was compared with libbpf 1.7.
 */
class MatchTableTest {

    private static final List<String> TARGETS = List.of(
            "INT",
            "INT SIGNED",
            "FLOAT",
            "ENUM",
            "ENUM64",
            "STRUCT",
            "STRUCT bits",
            "UNION",
            "UNION bits",
            "FWD struct",
            "FWD union",
            "TYPEDEF");

    private static final Map<String, BiConsumer<BtfBuilder, Long>> MAKERS = Map.ofEntries(
            maker("INT", (types, size) -> types.add(new BtfType.Int("x", size, 0, 0, 8))),
            maker("INT SIGNED", (types, size) -> types.add(new BtfType.Int("x", size, BtfType.Int.SIGNED, 0, 8))),
            maker("FLOAT", (types, size) -> types.floating("x", size)),
            maker("ENUM", (types, size) -> types.add(new BtfType.Enum("x", size, true, List.of()))),
            maker("ENUM64", (types, size) -> types.add(new BtfType.Enum64("x", size, false, List.of()))),
            maker("STRUCT", (types, size) -> types.struct("x", size)),
            maker("STRUCT bits", (types, size) -> types.struct("x", size, bitfield("b", 0, 0, 1))),
            maker("UNION", (types, size) -> types.union("x", size)),
            maker("UNION bits", (types, size) -> types.union("x", size, bitfield("b", 0, 0, 1))),
            maker("FWD struct", (types, size) -> types.forwardStruct("x")),
            maker("FWD union", (types, size) -> types.forwardUnion("x")),
            maker("TYPEDEF", (types, size) -> types.typedef("x", 0)));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # base       | INT   | SIGNED | FLOAT | ENUM  | ENUM64 | STRUCT | bits | UNION | bits | FWD struct | union | TYPEDEF
            INT          | equal | -      | -     | -     | -      | -      | -    | -     | -    | -          | -     | -
            INT SIGNED   | -     | equal  | -     | -     | -      | -      | -    | -     | -    | -          | -     | -
            FLOAT        | -     | -      | equal | -     | -      | -      | -    | -     | -    | -          | -     | -
            ENUM         | -     | -      | -     | equal | equal  | -      | -    | -     | -    | -          | -     | -
            STRUCT       | equal | equal  | equal | equal | equal  | any    | any  | any   | any  | any        | any   | -
            UNION        | equal | equal  | equal | equal | equal  | any    | any  | any   | any  | any        | any   | -
            FWD struct   | -     | -      | -     | -     | -      | any    | -    | -     | any  | any        | -     | -
            FWD union    | -     | -      | -     | -     | -      | any    | -    | -     | any  | -          | any   | -
            """)
    void pointedTo(ArgumentsAccessor row) {
        assertRow(row, false);
    }

    /** A forward declaration in the target has size 0, so an embedded type of a size never finds it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # base       | INT   | SIGNED | FLOAT | ENUM  | ENUM64 | STRUCT | bits  | UNION | bits  | FWD struct | union | TYPEDEF
            STRUCT       | equal | equal  | equal | equal | equal  | equal  | equal | equal | equal | -          | -     | -
            UNION        | equal | equal  | equal | equal | equal  | equal  | equal | equal | equal | -          | -     | -
            """)
    void embedded(ArgumentsAccessor row) {
        assertRow(row, true);
    }

    /** A forward declaration in the base has size 0, so of two structs it finds one that has no size at most. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # base       | STRUCT | bits  | UNION | bits
            STRUCT       | equal  | equal | equal | equal
            UNION        | equal  | equal | equal | equal
            FWD struct   | -      | -     | -     | -
            FWD union    | -      | -     | -     | -
            """)
    void whereTheTargetHasTwoStructsOrUnionsOfTheName(ArgumentsAccessor row) {
        List<String> targets = List.of("STRUCT", "STRUCT bits", "UNION", "UNION bits");
        for (int column = 1; column < row.size(); column++) {
            String target = targets.get(column - 1);
            assertCell(row.getString(0), target, row.getString(column), false, true);
        }
    }

    private static void assertRow(ArgumentsAccessor row, boolean embedded) {
        assertThat(row.size()).isEqualTo(TARGETS.size() + 1);
        for (int column = 1; column < row.size(); column++) {
            assertCell(row.getString(0), TARGETS.get(column - 1), row.getString(column), embedded, false);
        }
    }

    private static void assertCell(String base, String target, String expected, boolean embedded, boolean repeated) {
        String equal = isMapped(base, 8, target, 8, embedded, repeated) ? "equal" : "-";
        String found = isMapped(base, 8, target, 16, embedded, repeated) ? "any" : equal;
        assertThat(found).as("%s finds %s", base, target).isEqualTo(expected);
    }

    private static boolean isMapped(
            String baseKind, long baseSize, String targetKind, long targetSize, boolean embedded, boolean repeated) {
        BtfBuilder base = BtfBuilder.standalone();
        MAKERS.get(baseKind).accept(base, baseSize);
        BtfBuilder own = BtfBuilder.over(base.build());
        if (embedded) {
            own.struct("holder", 100, BtfBuilder.member("held", 1, 0));
        } else {
            own.pointer(1);
        }
        BtfBuilder target = BtfBuilder.standalone();
        MAKERS.get(targetKind).accept(target, targetSize);
        if (repeated) {
            target.struct("x", 1000);
        }
        Btf kernel = target.build();
        TypeOutcome outcome =
                new Relocator(kernel).relocate(own.build()).outcomes().get(0);
        if (outcome.isMapped()) {
            assertThat(outcome.targetId()).isEqualTo(1);
        }
        return outcome.isMapped();
    }

    private static Map.Entry<String, BiConsumer<BtfBuilder, Long>> maker(
            String kind, BiConsumer<BtfBuilder, Long> append) {
        return Map.entry(kind, append);
    }
}
