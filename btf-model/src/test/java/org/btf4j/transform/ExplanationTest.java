// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.btf4j.transform.Dumps.btf;
import static org.btf4j.transform.Dumps.over;

import java.util.List;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;
import org.btf4j.transform.DependencyPath.Manner;
import org.btf4j.transform.Finding.Cause;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Why a module does not fit, and what its verdict rests on. */
class ExplanationTest {

    private static final Btf BASE = btf("""
            [1] STRUCT 'gpio_chip' size=16 vlen=0
            [2] STRUCT 'device' size=8 vlen=0
            """);

    private static final Btf SPLIT = over(BASE, """
            [3] CONST '(anon)' type_id=1
            [4] TYPEDEF 'chip_t' type_id=3
            [5] STRUCT 'foo_priv' size=32 vlen=2
                'base' type_id=2 bits_offset=0
                'chip' type_id=4 bits_offset=64
            [6] PTR '(anon)' type_id=2
            [7] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                'dev' type_id=6
            [8] FUNC 'foo' type_id=7 linkage=static
            [9] VAR 'spare' type_id=1, linkage=static
            [10] PTR '(anon)' type_id=7
            [11] STRUCT 'ops' size=8 vlen=1
                'probe' type_id=10 bits_offset=0
            """);

    @Test
    void waysOfDependenceBeginWhereTheModulesOwnCodeDoes() {
        Relocation relocation = new Relocator(BASE).relocate(SPLIT);

        assertThat(relocation.pathsTo(1))
                .extracting(DependencyPath::toString)
                .containsExactly(
                        "var spare → gpio_chip (by value)",
                        "struct foo_priv.chip → typedef chip_t → const → gpio_chip (embedded)");
        assertThat(relocation.pathsTo(2))
                .extracting(DependencyPath::toString)
                .containsExactly(
                        "struct foo_priv.base → device (embedded)",
                        "func foo(dev) → ptr → device",
                        "struct ops.probe → ptr → prototype(dev) → ptr → device");
    }

    @Test
    void aFailureNamesTheTypeTheWaysAndWhatChangedInIt() {
        Btf original = btf("""
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] STRUCT 'device' size=8 vlen=0
                [3] PTR '(anon)' type_id=2
                [4] ARRAY '(anon)' type_id=3 index_type_id=1 nr_elems=2
                [5] STRUCT 'gpio_chip' size=16 vlen=4
                    'base' type_id=1 bits_offset=0
                    'ngpio' type_id=1 bits_offset=32
                    'parent' type_id=3 bits_offset=64
                    'old' type_id=1 bits_offset=96
                """);
        Btf target = btf("""
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] STRUCT 'device' size=8 vlen=0
                [3] CONST '(anon)' type_id=2
                [4] PTR '(anon)' type_id=3
                [5] ARRAY '(anon)' type_id=4 index_type_id=1 nr_elems=2
                [6] STRUCT 'gpio_chip' size=24 vlen=4
                    'base' type_id=1 bits_offset=0
                    'names' type_id=5 bits_offset=32
                    'ngpio' type_id=1 bits_offset=96
                    'parent' type_id=4 bits_offset=64
                """);

        Explanation explanation = new Relocator(target).relocate(SPLIT).explain(original);

        assertThat(explanation.succeeded()).isFalse();
        assertThat(explanation.lines())
                .containsExactly(
                        "STRUCT 'gpio_chip' size=16 in the module, STRUCT size=24 [6] in the target"
                                + " (embedded by value, so the sizes must be equal)",
                        "  needed by var spare → gpio_chip (by value)",
                        "  needed by struct foo_priv.chip → typedef chip_t → const → gpio_chip (embedded)",
                        "  member 'ngpio' moved: was int at bits_offset=32, is int at bits_offset=96",
                        "  member 'parent' changed: was struct device * at bits_offset=64,"
                                + " is const struct device * at bits_offset=64",
                        "  member 'old' removed: was int at bits_offset=96",
                        "  member 'names' added: const struct device *[2] at bits_offset=32");
    }

    @Test
    void threeWaysAreToldAndTheOthersCounted() {
        Finding finding = new Finding(
                Finding.Cause.OTHER_KIND,
                1,
                new BtfType.Struct("device", 8, false, List.of()),
                List.of(),
                "what it is");
        List<DependencyPath> paths = List.of(
                path("struct driver.dev", List.of(), true),
                path("var spare.0", List.of(), true),
                path("func probe.isra.0(dev)", List.of(), true),
                path("var first", List.of("ptr"), false),
                path("var second", List.of("ptr"), false));

        assertThat(explanation(finding, paths).lines())
                .containsExactly(
                        "note: what it is",
                        "  needed by struct driver.dev → device (embedded)",
                        "  needed by var spare.0 → device (by value)",
                        "  needed by func probe.isra.0(dev) → device (by value)",
                        "  and in 2 other ways");
        assertThat(explanation(finding, paths.subList(0, 4)).lines()).last().isEqualTo("  and in 1 other way");
    }

    private static DependencyPath path(String root, List<String> steps, boolean byValue) {
        return new DependencyPath(root, steps, "device", byValue, Manner.EMBEDDED, "some place");
    }

    private static Explanation explanation(Finding finding, List<DependencyPath> paths) {
        return new Explanation(true, List.of(), List.of(new Explanation.Remark(finding, paths)));
    }

    @Nested
    class Findings {

        @Test
        void tellOfAnotherSizeBehindAPointer() {
            assertFinding(
                    "[1] STRUCT 'foo' size=8 vlen=0",
                    "[2] PTR '(anon)' type_id=1",
                    "[1] STRUCT 'foo' size=16 vlen=0",
                    Cause.SIZE_BEHIND_POINTER,
                    "STRUCT 'foo' size=8 has another size behind a pointer: [1] STRUCT 'foo' size=16");
        }

        @Test
        void tellOfASizeThatKernelsDoNotCompareThoughItMatters() {
            assertFinding(
                    "[1] STRUCT 'foo' size=8 vlen=0",
                    "[2] VAR 'v' type_id=1, linkage=static",
                    "[1] STRUCT 'foo' size=16 vlen=0",
                    Cause.UNCHECKED_SIZE,
                    "STRUCT 'foo' size=8 is used by value and taken for [1] STRUCT 'foo' size=16 of another size");
        }

        @Test
        void tellOfATypeOfAnotherKind() {
            assertFinding(
                    "[1] STRUCT 'foo' size=8 vlen=0",
                    "[2] PTR '(anon)' type_id=1",
                    "[1] UNION 'foo' size=8 vlen=0",
                    Cause.OTHER_KIND,
                    "STRUCT 'foo' size=8 is taken for [1] UNION 'foo' size=8");
        }

        @Test
        void tellOfAForwardDeclarationThatFindsTheWrongKind() {
            assertFinding(
                    "[1] FWD 'foo' fwd_kind=union",
                    "[2] PTR '(anon)' type_id=1",
                    "[1] STRUCT 'foo' size=8 vlen=0",
                    Cause.FORWARD_KIND,
                    "FWD 'foo' fwd_kind=union is taken for [1] STRUCT 'foo' size=8, which is no union");
        }

        @Test
        void tellWhyAForwardDeclarationDoesNotFindWhatIsThere() {
            assertFinding(
                    "[1] FWD 'foo' fwd_kind=union",
                    "[2] PTR '(anon)' type_id=1",
                    "[1] UNION 'foo' size=8 vlen=0",
                    Cause.FORWARD_KIND,
                    "FWD 'foo' fwd_kind=union does not find [1] UNION 'foo' size=8, because that one has no bit-fields");
        }

        @Test
        void tellOfAForwardDeclarationOfARepeatedName() {
            assertFinding(
                    "[1] FWD 'foo' fwd_kind=struct",
                    "[2] PTR '(anon)' type_id=1",
                    """
                    [1] STRUCT 'foo' size=8 vlen=0
                    [2] UNION 'foo' size=8 vlen=0
                    """,
                    Cause.FORWARD_REPEATED,
                    "FWD 'foo' fwd_kind=struct finds nothing because the target has 2 structs or unions of that name");
        }

        @Test
        void tellThatOnlyTheOrderOfTheTargetDecides() {
            String holder = """
                    [2] STRUCT 'holder' size=8 vlen=1
                        'foo' type_id=1 bits_offset=0
                    """;

            assertFinding(
                    "[1] STRUCT 'foo' size=8 vlen=0",
                    holder,
                    """
                    [1] FWD 'foo' fwd_kind=struct
                    [2] STRUCT 'foo' size=8 vlen=0
                    """,
                    Cause.ORDER_DEPENDENT,
                    "STRUCT 'foo' size=8 fits [2] STRUCT 'foo' size=8, but would not if"
                            + " [1] FWD 'foo' fwd_kind=struct came after it");
            assertFinding(
                    "[1] STRUCT 'foo' size=8 vlen=0",
                    holder,
                    """
                    [1] STRUCT 'foo' size=8 vlen=0
                    [2] FWD 'foo' fwd_kind=struct
                    """,
                    Cause.ORDER_DEPENDENT,
                    "STRUCT 'foo' size=8 fits [1] STRUCT 'foo' size=8, but would only if"
                            + " [2] FWD 'foo' fwd_kind=struct came before it");
        }

        @Test
        void areErrorsUnderStrictRules() {
            Btf base = btf("[1] STRUCT 'foo' size=8 vlen=0");
            Btf target = btf("[1] STRUCT 'foo' size=16 vlen=0");
            Btf split = over(base, "[2] PTR '(anon)' type_id=1");

            assertThat(new Relocator(target, Layout.DISTILLED, RuleSet.KERNEL)
                            .relocate(split)
                            .reasons())
                    .isEmpty();
            assertThat(new Relocator(target, Layout.DISTILLED, RuleSet.STRICT)
                            .relocate(split)
                            .reasons())
                    .containsExactly("STRUCT 'foo' size=8 has another size behind a pointer: [1] STRUCT 'foo' size=16");
        }

        private static void assertFinding(String base, String split, String target, Cause cause, String message) {
            Relocation relocation = new Relocator(btf(target)).relocate(over(btf(base), split));

            assertThat(relocation.findings())
                    .extracting(Finding::cause, Finding::id, Finding::message)
                    .containsExactly(tuple(cause, 1, message));
        }
    }
}
