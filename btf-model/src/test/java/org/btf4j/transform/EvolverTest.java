// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.btf4j.transform.Dumps.btf;
import static org.btf4j.transform.Dumps.over;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.text.RawDump;
import org.btf4j.transform.TypeOutcome.Verdict;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

class EvolverTest {

    private static final Btf TARGET = btf("""
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] STRUCT 'device' size=16 vlen=2
                'id' type_id=1 bits_offset=0
                'parent' type_id=3 bits_offset=64
            [3] PTR '(anon)' type_id=2
            [4] ENUM 'color' encoding=SIGNED size=4 vlen=2
                'NONE' val=-1
                'RED' val=7
            [5] UNION 'value' size=4 vlen=1
                'number' type_id=1 bits_offset=0
            """);

    private static final Btf MODULE = over(btf("""
            [1] STRUCT 'device' size=16 vlen=0
            [2] ENUM 'color' encoding=UNSIGNED size=4 vlen=0
            [3] UNION 'value' size=4 vlen=0
            """), """
            [4] PTR '(anon)' type_id=1
            [5] PTR '(anon)' type_id=2
            [6] STRUCT 'driver' size=4 vlen=1
                'value' type_id=3 bits_offset=0
            """);

    /** What the module knows of {@code device}, and how it uses it. */
    private static final List<Btf> USES = List.of(
            over(btf("[1] STRUCT 'device' size=16 vlen=0"), "[2] PTR '(anon)' type_id=1"),
            over(btf("[1] STRUCT 'device' size=16 vlen=0"), """
                    [2] STRUCT 'driver' size=16 vlen=1
                        'dev' type_id=1 bits_offset=0
                    """),
            over(btf("[1] FWD 'device' fwd_kind=struct"), "[2] PTR '(anon)' type_id=1"),
            over(btf("[1] FWD 'device' fwd_kind=union"), "[2] PTR '(anon)' type_id=1"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            #               | pointed to | embedded     | FWD struct   | FWD union
            MEMBER_APPENDED | MAPPED     | SIZE_DIFFERS | MAPPED       | MAPPED
            MEMBER_INSERTED | MAPPED     | SIZE_DIFFERS | MAPPED       | MAPPED
            MEMBER_REMOVED  | MAPPED     | SIZE_DIFFERS | MAPPED       | MAPPED
            MEMBER_RETYPED  | MAPPED     | MAPPED       | MAPPED       | MAPPED
            GROWN           | MAPPED     | SIZE_DIFFERS | MAPPED       | MAPPED
            RENAMED         | MISSING    | MISSING      | MISSING      | MISSING
            MADE_UNION      | MAPPED     | MAPPED       | KIND_DIFFERS | KIND_DIFFERS
            MADE_FORWARD    | MAPPED     | SIZE_DIFFERS | MAPPED       | KIND_DIFFERS
            DOUBLED         | MAPPED     | MAPPED       | SIZE_DIFFERS | SIZE_DIFFERS
            """)
    void aChangeOfAStructHasItsVerdict(ArgumentsAccessor row) {
        TypeChange change = row.get(0, TypeChange.class);
        for (int use = 0; use < USES.size(); use++) {
            Evolver evolver = Evolver.forModule(TARGET, USES.get(use)).onlyChanges(List.of(change));
            for (long seed = 0; seed < 10; seed++) {
                EvolvedTarget evolved = evolver.evolve(seed);

                assertThat(evolved.expected()).containsExactly(row.get(use + 1, Verdict.class));
                assertThat(verdicts(evolved, USES.get(use))).isEqualTo(evolved.expected());
            }
        }
    }

    /** The order counts only for the struct that the module has by value. */
    @Test
    void aForwardDeclarationBesideAStructHasAVerdictByItsPlace() {
        assertThat(expectedWhereDeclared(0)).containsOnly("AMBIGUOUS before it", "AMBIGUOUS behind it");
        assertThat(expectedWhereDeclared(1)).containsOnly("MAPPED before it", "AMBIGUOUS behind it");
        assertThat(expectedWhereDeclared(2)).containsOnly("AMBIGUOUS before it", "AMBIGUOUS behind it");
        assertThat(expectedWhereDeclared(3)).containsOnly("MAPPED before it", "MAPPED behind it");
    }

    private static Set<String> expectedWhereDeclared(int use) {
        Evolver evolver = Evolver.forModule(TARGET, USES.get(use)).onlyChanges(List.of(TypeChange.DECLARED_BESIDE));
        return LongStream.range(0, 20)
                .mapToObj(evolver::evolve)
                .map(evolved -> {
                    assertThat(verdicts(evolved, USES.get(use))).isEqualTo(evolved.expected());
                    return evolved.expected().get(0)
                            + evolved.description().replace("STRUCT 'device' has a forward declaration", "");
                })
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"4, SIZE_DIFFERS", "8, MAPPED"})
    void anEnumerationWithWiderValuesIsFoundIfItHadEightBytes(int size, Verdict expected) {
        Btf target = btf("[1] ENUM 'color' encoding=UNSIGNED size=" + size + " vlen=0");
        Btf module =
                over(btf("[1] ENUM 'color' encoding=UNSIGNED size=" + size + " vlen=0"), "[2] PTR '(anon)' type_id=1");

        EvolvedTarget evolved = Evolver.forModule(target, module)
                .onlyChanges(List.of(TypeChange.WIDENED))
                .evolve(0);

        assertThat(evolved.expected()).containsExactly(expected);
        assertThat(verdicts(evolved, module)).containsExactly(expected);
    }

    @Nested
    class Changes {

        @Test
        void appendAMember() {
            assertEvolved(TypeChange.MEMBER_APPENDED, "device", 0, """
                    STRUCT 'device' has a new member 'added' at its end, 16 to 24 bytes
                    [2] STRUCT 'device' size=24 vlen=3
                        'id' type_id=1 bits_offset=0
                        'parent' type_id=3 bits_offset=64
                        'added' type_id=6 bits_offset=128
                    [6] PTR '(anon)' type_id=0
                    """);
            assertEvolved(TypeChange.MEMBER_APPENDED, "value", 0, """
                    UNION 'value' has a new member 'added' at its end, 4 to 8 bytes
                    [5] UNION 'value' size=8 vlen=2
                        'number' type_id=1 bits_offset=0
                        'added' type_id=6 bits_offset=0
                    [6] PTR '(anon)' type_id=0
                    """);
        }

        @Test
        void insertAMember() {
            assertEvolved(TypeChange.MEMBER_INSERTED, "device", 0, """
                    STRUCT 'device' has a new member 'added' before member 'parent', 16 to 24 bytes
                    [2] STRUCT 'device' size=24 vlen=3
                        'id' type_id=1 bits_offset=0
                        'added' type_id=6 bits_offset=64
                        'parent' type_id=3 bits_offset=128
                    [6] PTR '(anon)' type_id=0
                    """);
            assertEvolved(TypeChange.MEMBER_INSERTED, "value", 0, """
                    UNION 'value' has a new member 'added' before member 'number', 4 to 8 bytes
                    [5] UNION 'value' size=8 vlen=2
                        'added' type_id=6 bits_offset=0
                        'number' type_id=1 bits_offset=0
                    [6] PTR '(anon)' type_id=0
                    """);
        }

        @Test
        void removeAMember() {
            assertEvolved(TypeChange.MEMBER_REMOVED, "device", 0, """
                    STRUCT 'device' has lost member 'parent', 16 to 8 bytes
                    [2] STRUCT 'device' size=8 vlen=1
                        'id' type_id=1 bits_offset=0
                    """);
            assertEvolved(TypeChange.MEMBER_REMOVED, "device", 2, """
                    STRUCT 'device' has lost member 'id', 16 to 8 bytes
                    [2] STRUCT 'device' size=8 vlen=1
                        'parent' type_id=3 bits_offset=0
                    """);
            assertEvolved(TypeChange.MEMBER_REMOVED, "value", 0, """
                    UNION 'value' has lost member 'number', still 4 bytes
                    [5] UNION 'value' size=4 vlen=0
                    """);
        }

        @Test
        void giveAMemberAnotherType() {
            assertEvolved(TypeChange.MEMBER_RETYPED, "device", 2, """
                    STRUCT 'device' has an integer of 8 bytes as member 'id', still 16 bytes
                    [2] STRUCT 'device' size=16 vlen=2
                        'id' type_id=6 bits_offset=0
                        'parent' type_id=3 bits_offset=64
                    [6] INT 'device_part' size=8 bits_offset=0 nr_bits=64 encoding=(none)
                    """);
            assertEvolved(TypeChange.MEMBER_RETYPED, "value", 0, """
                    UNION 'value' has an integer of 4 bytes as member 'number', still 4 bytes
                    [5] UNION 'value' size=4 vlen=1
                        'number' type_id=6 bits_offset=0
                    [6] INT 'value_part' size=4 bits_offset=0 nr_bits=32 encoding=(none)
                    """);
        }

        @Test
        void makeATypeLarger() {
            assertEvolved(TypeChange.GROWN, "device", 0, """
                    STRUCT 'device' has grown, 16 to 24 bytes
                    [2] STRUCT 'device' size=24 vlen=2
                        'id' type_id=1 bits_offset=0
                        'parent' type_id=3 bits_offset=64
                    """);
        }

        @Test
        void widenAnEnumeration() {
            assertEvolved(TypeChange.WIDENED, "color", 0, """
                    ENUM 'color' has 64-bit values and 8 bytes instead of 4
                    [4] ENUM64 'color' encoding=SIGNED size=8 vlen=2
                        'NONE' val=-1LL
                        'RED' val=7LL
                    """);
        }

        @Test
        void renameAType() {
            assertEvolved(TypeChange.RENAMED, "color", 0, """
                    ENUM 'color' is now called 'color_renamed'
                    [4] ENUM 'color_renamed' encoding=SIGNED size=4 vlen=2
                        'NONE' val=-1
                        'RED' val=7
                    """);
        }

        @Test
        void makeAUnionOfAStruct() {
            assertEvolved(TypeChange.MADE_UNION, "device", 0, """
                    STRUCT 'device' has become a union, still 16 bytes
                    [2] UNION 'device' size=16 vlen=2
                        'id' type_id=1 bits_offset=0
                        'parent' type_id=3 bits_offset=0
                    """);
        }

        @Test
        void leaveOnlyAForwardDeclaration() {
            assertEvolved(TypeChange.MADE_FORWARD, "device", 0, """
                    STRUCT 'device' has become a forward declaration
                    [2] FWD 'device' fwd_kind=struct
                    """);
            assertEvolved(TypeChange.MADE_FORWARD, "value", 0, """
                    UNION 'value' has become a forward declaration
                    [5] FWD 'value' fwd_kind=union
                    """);
        }

        @Test
        void putAnotherStructBeside() {
            assertEvolved(TypeChange.DOUBLED, "device", 0, """
                    STRUCT 'device' has a second STRUCT of 24 bytes behind it
                    [6] STRUCT 'device' size=24 vlen=2
                        'id' type_id=1 bits_offset=0
                        'parent' type_id=3 bits_offset=64
                    """);
            assertEvolved(TypeChange.DOUBLED, "value", 2, """
                    UNION 'value' has a second UNION of 12 bytes before it
                    [5] UNION 'value' size=12 vlen=1
                        'number' type_id=1 bits_offset=0
                    [6] UNION 'value' size=4 vlen=1
                        'number' type_id=1 bits_offset=0
                    """);
        }

        @Test
        void putAForwardDeclarationBeside() {
            assertEvolved(TypeChange.DECLARED_BESIDE, "device", 0, """
                    STRUCT 'device' has a forward declaration behind it
                    [6] FWD 'device' fwd_kind=struct
                    """);
            assertEvolved(TypeChange.DECLARED_BESIDE, "value", 2, """
                    UNION 'value' has a forward declaration before it
                    [5] FWD 'value' fwd_kind=union
                    [6] UNION 'value' size=4 vlen=1
                        'number' type_id=1 bits_offset=0
                    """);
        }
    }

    /** Checks the description, and which lines of the dump are others than before. */
    private static void assertEvolved(TypeChange change, String name, long seed, String expected) {
        EvolvedTarget evolved = Evolver.forModule(TARGET, MODULE)
                .onlyChanges(List.of(change))
                .onlyTypes(List.of(name))
                .evolve(seed);
        assertThat(evolved.change()).isEqualTo(change);
        assertThat(evolved.name()).isEqualTo(name);
        assertThat(evolved.seed()).isEqualTo(seed);
        Set<String> before = Set.copyOf(types(TARGET));
        List<String> changed = types(evolved.btf()).stream()
                .filter(type -> !before.contains(type))
                .toList();
        assertThat(evolved.description() + "\n" + String.join("", changed))
                .isEqualTo(expected.replaceAll("(?m)^ +", "\t"));
    }

    private static List<String> types(Btf btf) {
        return List.of(RawDump.print(btf).split("(?m)^(?=\\[)"));
    }

    @Test
    void idsLeadFromTheTargetToWhatBecameOfIt() {
        Evolver evolver = Evolver.forModule(TARGET, MODULE);

        for (long seed = 0; seed < 100; seed++) {
            EvolvedTarget evolved = evolver.evolve(seed);
            for (int id = 1; id < TARGET.typeCount(); id++) {
                int newId = evolved.ids().newId(id);
                if (!TARGET.name(id).equals(evolved.name())) {
                    assertThat(evolved.btf().kind(newId)).isEqualTo(TARGET.kind(id));
                    assertThat(evolved.btf().name(newId)).isEqualTo(TARGET.name(id));
                }
            }
            assertThat(evolved.btf().sizeOrTypeId(evolved.ids().newId(3)))
                    .as("what the pointer to device points to")
                    .isEqualTo(evolved.ids().newId(2));
        }
    }

    @Test
    void seedsThatFollowEachOtherGoThroughAllChanges() {
        Evolver evolver = Evolver.forModule(TARGET, MODULE);

        List<Evolver.Plan> plans =
                LongStream.range(-5, 20).mapToObj(evolver::plan).toList();

        assertThat(plans).hasSize(25).containsAll(evolver.plans());
        assertThat(evolver.plans().stream().map(plan -> plan.change() + " " + plan.name()))
                .containsExactlyInAnyOrder(
                        "MEMBER_APPENDED device",
                        "MEMBER_INSERTED device",
                        "MEMBER_REMOVED device",
                        "MEMBER_RETYPED device",
                        "GROWN device",
                        "RENAMED device",
                        "MADE_UNION device",
                        "MADE_FORWARD device",
                        "DOUBLED device",
                        "DECLARED_BESIDE device",
                        "WIDENED color",
                        "RENAMED color",
                        "MEMBER_APPENDED value",
                        "MEMBER_INSERTED value",
                        "MEMBER_REMOVED value",
                        "MEMBER_RETYPED value",
                        "GROWN value",
                        "RENAMED value",
                        "MADE_FORWARD value",
                        "DOUBLED value",
                        "DECLARED_BESIDE value");
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        for (long seed = 0; seed < 40; seed++) {
            assertThat(Evolver.forModule(TARGET, MODULE).evolve(seed).btf().toBytes())
                    .isEqualTo(
                            Evolver.forModule(TARGET, MODULE).evolve(seed).btf().toBytes());
        }
    }

    @Test
    void successIsExpectedIfEveryTypeIsMapped() {
        Evolver evolver = Evolver.forModule(TARGET, MODULE);

        assertThat(evolver.onlyChanges(List.of(TypeChange.MEMBER_RETYPED))
                        .evolve(0)
                        .expectsSuccess())
                .isTrue();
        assertThat(evolver.onlyChanges(List.of(TypeChange.WIDENED)).evolve(0).expectsSuccess())
                .isFalse();
        assertThat(evolver.onlyChanges(List.of(TypeChange.WIDENED)).evolve(3))
                .hasToString("seed 3: ENUM 'color' has 64-bit values and 8 bytes instead of 4");
    }

    @Test
    void structsNearTheLimitsOfTheFormatAreOnlyRenamed() {
        Btf module = over(btf("[1] STRUCT 'huge' size=4294967295 vlen=0"), "[2] PTR '(anon)' type_id=1");

        assertThat(Evolver.forModule(btf("[1] STRUCT 'huge' size=4294967295 vlen=0"), module)
                        .plans())
                .containsExactly(new Evolver.Plan(TypeChange.RENAMED, 1, "huge"));
    }

    @Nested
    class Refused {

        @Test
        void isAChangeThatNoTypeCanHave() {
            Evolver devices = Evolver.forModule(TARGET, MODULE).onlyTypes(List.of("device"));

            assertThatThrownBy(() -> devices.onlyChanges(List.of(TypeChange.GROWN, TypeChange.WIDENED)))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the change WIDENED can be made to none of the types");
        }

        @Test
        void isATypeThatTheModuleDoesNotLookFor() {
            Evolver evolver = Evolver.forModule(TARGET, MODULE);

            assertThatThrownBy(() -> evolver.onlyTypes(List.of("device", "int")))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("there is no type 'int' that the module looks for and that can be changed");
        }

        @Test
        void isATargetWithNothingToChange() {
            Evolver evolver = Evolver.forModule(btf(""), MODULE);

            assertThatThrownBy(() -> evolver.evolve(0))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("the target has no type that the module looks for, so there is none to change");
        }

        @Test
        void isASplitTarget() {
            assertThatThrownBy(() -> Evolver.forModule(MODULE, MODULE))
                    .isExactlyInstanceOf(BtfFormatException.class)
                    .hasMessage("found a target that is split BTF, expected BTF that stands alone, such as a kernel's");
        }

        @Test
        void isAModuleThatIsNotDistilled() {
            Btf whole = over(TARGET, "[6] PTR '(anon)' type_id=3");

            assertThatThrownBy(() -> Evolver.forModule(TARGET, whole))
                    .isExactlyInstanceOf(BtfFormatException.class)
                    .hasMessage(
                            "found [3] PTR '(anon)' in the base, expected a distilled base,"
                                    + " which has only named INT, FLOAT, ENUM, STRUCT, UNION and FWD. Distil the module first.");
            assertThatThrownBy(() -> Evolver.forModule(TARGET, TARGET))
                    .isExactlyInstanceOf(BtfFormatException.class)
                    .hasMessage("found BTF that stands alone, expected split BTF over its distilled base."
                            + " Distil the module first.");
        }
    }

    private static List<Verdict> verdicts(EvolvedTarget evolved, Btf module) {
        return new Relocator(evolved.btf())
                .relocate(module).outcomes().stream().map(TypeOutcome::verdict).toList();
    }
}
