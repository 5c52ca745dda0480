// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.btf4j.transform.Dumps.assertTypes;
import static org.btf4j.transform.Dumps.btf;
import static org.btf4j.transform.Dumps.over;
import static org.btf4j.transform.Dumps.strings;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.Kind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ShufflerTest {

    private static final int SEEDS = 300;

    /** A kernel in miniature: a module that needs {@code device} needs also {@code int} and the pointer. */
    private static final Btf TARGET = btf("""
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] STRUCT 'device' size=16 vlen=2
                'id' type_id=1 bits_offset=0
                'parent' type_id=3 bits_offset=64
            [3] PTR '(anon)' type_id=2
            [4] STRUCT 'file' size=8 vlen=1
                'pos' type_id=5 bits_offset=0
            [5] TYPEDEF 'loff_t' type_id=6
            [6] INT 'long' size=8 bits_offset=0 nr_bits=64 encoding=SIGNED
            [7] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                'file' type_id=8
            [8] PTR '(anon)' type_id=4
            [9] FUNC 'fput' type_id=7 linkage=static
            """);

    @Test
    void theSameSeedGivesTheSameBytesAndOtherSeedsGiveOthers() {
        Shuffler shuffler = Shuffler.keeping(TARGET, List.of("device"));

        Set<String> all = seeds().mapToObj(
                        seed -> Arrays.toString(shuffler.shuffle(seed).btf().toBytes()))
                .collect(Collectors.toSet());

        assertThat(all).hasSize(SEEDS);
        assertThat(Shuffler.keeping(TARGET, List.of("device")).shuffle(7).btf().toBytes())
                .isEqualTo(shuffler.shuffle(7).btf().toBytes());
    }

    /** As it is on any Java version, byte for byte. */
    @Test
    void aSeedDecidesEverything() {
        ShuffledTarget shuffled = Shuffler.keeping(TARGET, List.of("device")).shuffle(58);

        assertThat(shuffled)
                .hasToString("seed 58: 2 types left out, 2 types added, a second STRUCT 'file' of 40 bytes");
        assertTypes(shuffled.btf(), """
                [1] STRUCT 'device' size=16 vlen=2
                    'id' type_id=10 bits_offset=0
                    'parent' type_id=6 bits_offset=64
                [2] TYPEDEF 'loff_t' type_id=9
                [3] FWD 'unrelated_1' fwd_kind=struct
                [4] STRUCT 'file' size=8 vlen=1
                    'pos' type_id=2 bits_offset=0
                [5] STRUCT 'file' size=40 vlen=1
                    'unrelated_4' type_id=6 bits_offset=0
                [6] PTR '(anon)' type_id=1
                [7] ENUM 'unrelated_2' encoding=UNSIGNED size=4 vlen=1
                    'unrelated_3' val=31
                [8] PTR '(anon)' type_id=4
                [9] INT 'long' size=8 bits_offset=0 nr_bits=64 encoding=SIGNED
                [10] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                """);
        assertThat(strings(shuffled.btf()))
                .isEqualTo(
                        "|unrelated_2|file|pos|fput|unrelated_1|id|int|long|unrelated_3|loff_t|unrelated_4|device|parent|");
    }

    @Test
    void theTargetStaysAsItIs() {
        byte[] before = TARGET.toBytes();

        Shuffler.keeping(TARGET, List.of()).shuffle(1);

        assertThat(TARGET.toBytes()).isEqualTo(before);
    }

    @Nested
    class Types {

        @Test
        void allStayAndMeanTheSameWhereNobodySaysWhatIsNeeded() {
            seeds().mapToObj(Shuffler.of(TARGET)::shuffle).forEach(shuffled -> {
                Meaning meaning = Meaning.of(TARGET, shuffled.btf());
                for (int id = 1; id < TARGET.typeCount(); id++) {
                    meaning.assertEqual(id, shuffled.ids().newId(id));
                }
            });
        }

        @Test
        void stayIfTheyAreNeededOrANeededOneRefersToThem() {
            Shuffler shuffler = Shuffler.keeping(TARGET, List.of("device"));

            seeds().mapToObj(shuffler::shuffle).forEach(shuffled -> {
                Meaning meaning = Meaning.of(TARGET, shuffled.btf());
                for (int id = 1; id <= 3; id++) {
                    meaning.assertEqual(id, shuffled.ids().newId(id));
                }
            });
        }

        @Test
        void areLeftOutInManyWaysIfTheyAreNotNeeded() {
            Shuffler shuffler = Shuffler.keeping(TARGET, List.of("device"));

            Set<String> left = seeds().mapToObj(shuffler::shuffle)
                    .map(shuffled -> IntStream.range(1, TARGET.typeCount())
                            .filter(id -> !shuffled.ids().contains(id))
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(" ")))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(left).containsExactly("", "4 5 6 7 8 9", "4 5 7 8 9", "4 7 8 9", "7 8 9", "7 9", "9");
        }

        @Test
        void standInEveryOrder() {
            Btf three = btf("""
                    [1] FLOAT 'a' size=4
                    [2] FLOAT 'b' size=4
                    [3] FLOAT 'c' size=4
                    """);

            Set<List<Integer>> orders = seeds().mapToObj(Shuffler.of(three)::shuffle)
                    .map(shuffled -> Stream.of(1, 2, 3)
                            .sorted(Comparator.comparingInt(id -> shuffled.ids().newId(id)))
                            .toList())
                    .collect(Collectors.toSet());

            assertThat(orders).hasSize(6);
        }

        /** As they do where each thread of an encoder takes one compilation unit after the other. */
        @Test
        void ofALargeTargetStayTogetherInRunsForSomeSeeds() {
            BtfBuilder builder = BtfBuilder.standalone();
            IntStream.range(0, 1_000).forEach(i -> builder.floating("f" + i, 4));
            Shuffler shuffler = Shuffler.of(builder.build());

            List<Long> neighbours = LongStream.range(0, 50)
                    .mapToObj(shuffler::shuffle)
                    .map(shuffled -> IntStream.range(1, 1_000)
                            .filter(id -> shuffled.ids().newId(id + 1)
                                    == shuffled.ids().newId(id) + 1)
                            .count())
                    .toList();

            assertThat(neighbours).anyMatch(count -> count < 20).anyMatch(count -> count > 950);
        }
    }

    @Nested
    class AddedTypes {

        @Test
        void haveNamesThatNeitherTheTargetNorTheModuleKnows() {
            Btf target = btf("[1] FLOAT 'unrelated_1' size=4");
            Shuffler shuffler = Shuffler.keeping(target, List.of("unrelated_2", "unrelated_4"));

            Set<String> names = seeds().mapToObj(shuffler::shuffle)
                    .flatMap(shuffled -> names(shuffled.btf()).stream())
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(names)
                    .contains("unrelated_1", "unrelated_3", "unrelated_5")
                    .doesNotContain("unrelated_2", "unrelated_4");
        }

        @Test
        void areOfManyKinds() {
            assertThat(seeds().mapToObj(Shuffler.of(TARGET)::shuffle)
                            .flatMap(shuffled -> kinds(shuffled.btf()))
                            .collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder(
                            Kind.INT,
                            Kind.STRUCT,
                            Kind.UNION,
                            Kind.ENUM,
                            Kind.FWD,
                            Kind.TYPEDEF,
                            Kind.PTR,
                            Kind.FUNC_PROTO,
                            Kind.FUNC);
        }

        @Test
        void areAddedToAnEmptyTarget() {
            Shuffler shuffler = Shuffler.of(btf(""));

            assertThat(seeds().mapToObj(shuffler::shuffle)
                            .map(shuffled -> shuffled.btf().typeCount()))
                    .contains(1)
                    .anyMatch(count -> count > 5);
        }
    }

    @Nested
    class Names {

        @Test
        void thatNobodyLooksUpAreDoubled() {
            Shuffler shuffler = Shuffler.keeping(TARGET, List.of("device"));

            List<ShuffledTarget> all = seeds().mapToObj(shuffler::shuffle).toList();

            assertThat(all)
                    .anyMatch(has("file", Kind.STRUCT, Kind.STRUCT))
                    .anyMatch(has("file", Kind.STRUCT, Kind.FWD))
                    .allMatch(has("device", Kind.STRUCT))
                    .anySatisfy(
                            shuffled -> assertThat(shuffled.changes()).contains("a second STRUCT 'file' of 24 bytes"))
                    .anySatisfy(shuffled -> assertThat(shuffled.changes()).contains("a FWD beside STRUCT 'file'"));
        }

        @Test
        void thatAModuleLooksUpAreDoubledIfTheSizeTellsWhichItMeans() {
            Btf split = over(btf("[1] STRUCT 'device' size=16 vlen=0"), "[2] PTR '(anon)' type_id=1");

            assertThat(seeds().mapToObj(Shuffler.forModule(TARGET, split)::shuffle))
                    .anyMatch(has("device", Kind.STRUCT, Kind.STRUCT))
                    .allMatch(has("device", Kind.STRUCT)
                            .or(has("device", Kind.STRUCT, Kind.STRUCT))
                            .or(has("device", Kind.STRUCT, Kind.STRUCT, Kind.STRUCT))
                            .or(has("device", Kind.STRUCT, Kind.STRUCT, Kind.STRUCT, Kind.STRUCT)))
                    .allMatch(shuffled ->
                            new Relocator(shuffled.btf()).relocate(split).ids().newId(1)
                                    == shuffled.ids().newId(2));
        }

        @Test
        void thatAModuleLooksUpStaySingleWhereItKnowsAnotherSizeOrNone() {
            for (String type : List.of("STRUCT 'device' size=8 vlen=0", "FWD 'device' fwd_kind=struct")) {
                Btf split = over(btf("[1] " + type), "[2] PTR '(anon)' type_id=1");

                assertThat(seeds().mapToObj(Shuffler.forModule(TARGET, split)::shuffle))
                        .allMatch(has("device", Kind.STRUCT));
            }
        }
    }

    @Nested
    class Strings {

        @Test
        void areTheSameInAnotherOrder() {
            List<String> before = sorted(strings(TARGET));

            List<ShuffledTarget> all =
                    seeds().mapToObj(Shuffler.of(TARGET)::shuffle).toList();

            assertThat(all)
                    .allSatisfy(shuffled -> assertThat(
                                    sorted(strings(shuffled.btf()).replaceAll("unrelated_\\d+\\|", "")))
                            .isEqualTo(before));
            assertThat(all.stream().map(shuffled -> strings(shuffled.btf())).distinct())
                    .hasSizeGreaterThan(SEEDS / 2);
        }

        private List<String> sorted(String section) {
            assertThat(section).startsWith("|").endsWith("|");
            return Stream.of(section.split("\\|")).sorted().toList();
        }
    }

    @Nested
    class SplitBtf {

        private final Btf split = over(TARGET, """
                [10] STRUCT 'driver' size=24 vlen=2
                    'dev' type_id=2 bits_offset=0
                    'own' type_id=11 bits_offset=128
                [11] PTR '(anon)' type_id=3
                """);

        @Test
        void isTheSameOverTheShuffledTarget() {
            seeds().mapToObj(Shuffler.forModule(TARGET, split)::shuffle).forEach(shuffled -> {
                Btf moved = shuffled.rebase(split);

                assertThat(moved.base()).isSameAs(shuffled.btf());
                Meaning meaning = Meaning.of(split, moved);
                meaning.assertEqual(10, moved.firstId());
                meaning.assertEqual(11, moved.firstId() + 1);
                assertThat(moved.copyStrings()).isEqualTo(split.copyStrings());
            });
        }

        @Test
        void overAnotherBaseIsRefused() {
            Btf other = over(btf("[1] FLOAT 'float' size=4"), "[2] PTR '(anon)' type_id=1");
            ShuffledTarget shuffled = Shuffler.of(TARGET).shuffle(1);

            assertThatThrownBy(() -> shuffled.rebase(other))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("split BTF over another base than the target");
        }

        @Test
        void thatNeedsWhatWasLeftOutIsRefused() {
            Btf other = over(TARGET, "[10] CONST '(anon)' type_id=9");
            ShuffledTarget shuffled = seeds().mapToObj(Shuffler.forModule(TARGET, split)::shuffle)
                    .filter(each -> !each.ids().contains(9))
                    .findFirst()
                    .orElseThrow();

            assertThatThrownBy(() -> shuffled.rebase(other))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("type id 9 has no new id: it was left out");
        }
    }

    @Nested
    class Refused {

        @Test
        void isASplitTarget() {
            Btf split = over(TARGET, "[10] PTR '(anon)' type_id=0");

            assertThatThrownBy(() -> Shuffler.of(split))
                    .isExactlyInstanceOf(BtfFormatException.class)
                    .hasMessage("found a target that is split BTF, expected BTF that stands alone, such as a kernel's");
        }

        @Test
        void isAModuleThatStandsAlone() {
            assertThatThrownBy(() -> Shuffler.forModule(TARGET, TARGET))
                    .isExactlyInstanceOf(BtfFormatException.class)
                    .hasMessage("found BTF that stands alone, expected split BTF over a base."
                            + " Only split BTF, that of a module, can be distilled.");
        }
    }

    @Test
    void chainsAndCirclesOfAnyLengthAreWalked() {
        BtfBuilder builder = BtfBuilder.standalone();
        int length = 100_000;
        IntStream.rangeClosed(1, length).forEach(id -> builder.constOf(id % length + 1));
        builder.typedef("end", 1);

        ShuffledTarget shuffled =
                Shuffler.keeping(builder.build(), List.of("end")).shuffle(1);

        assertThat(shuffled.ids().contains(length)).isTrue();
    }

    private static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    private static Predicate<ShuffledTarget> has(String name, Kind... kinds) {
        return shuffled -> Arrays.stream(shuffled.btf().index().ids(name))
                .mapToObj(shuffled.btf()::kind)
                .sorted()
                .toList()
                .equals(List.of(kinds));
    }

    private static Set<String> names(Btf btf) {
        return IntStream.range(1, btf.typeCount()).mapToObj(btf::name).collect(Collectors.toSet());
    }

    private static Stream<Kind> kinds(Btf btf) {
        return IntStream.range(1, btf.typeCount()).mapToObj(btf::kind);
    }
}
