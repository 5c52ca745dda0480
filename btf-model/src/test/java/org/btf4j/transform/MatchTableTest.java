// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.model.BtfBuilder.bitfield;

import java.util.List;
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
        append(base, baseKind, baseSize);
        BtfBuilder own = BtfBuilder.over(base.build());
        if (embedded) {
            own.struct("holder", 100, BtfBuilder.member("held", 1, 0));
        } else {
            own.pointer(1);
        }
        BtfBuilder target = BtfBuilder.standalone();
        append(target, targetKind, targetSize);
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

    private static void append(BtfBuilder types, String kind, long size) {
        switch (kind) {
            case "INT" -> types.add(new BtfType.Int("x", size, 0, 0, 8));
            case "INT SIGNED" -> types.add(new BtfType.Int("x", size, BtfType.Int.SIGNED, 0, 8));
            case "FLOAT" -> types.floating("x", size);
            case "ENUM" -> types.add(new BtfType.Enum("x", size, true, List.of()));
            case "ENUM64" -> types.add(new BtfType.Enum64("x", size, false, List.of()));
            case "STRUCT" -> types.struct("x", size);
            case "STRUCT bits" -> types.struct("x", size, bitfield("b", 0, 0, 1));
            case "UNION" -> types.union("x", size);
            case "UNION bits" -> types.union("x", size, bitfield("b", 0, 0, 1));
            case "FWD struct" -> types.forwardStruct("x");
            case "FWD union" -> types.forwardUnion("x");
            case "TYPEDEF" -> types.typedef("x", 0);
            default -> throw new IllegalArgumentException(kind);
        }
    }
}
