// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.btf4j.diff.TypeDifference.Change;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.text.RawDump;
import org.btf4j.transform.EvolvedTarget;
import org.btf4j.transform.Evolver;
import org.btf4j.transform.GraphGenerator;
import org.btf4j.transform.Shuffler;
import org.btf4j.transform.TypeChange;
import org.junit.jupiter.api.Test;

/**
 * What must hold whatever is compared, on thousands of random graphs, in most of which little makes sense.
 *
 * <p>A failure names the seed; {@code new GraphGenerator(seed)} makes the same graph again.
 */
class MetamorphicTest {

    private static final int SEEDS = 5_000;

    private static final Btf TARGET = Diffs.btf("""
            [5] STRUCT 'device' size=16 vlen=2
                'id' type_id=1 bits_offset=0
                'parent' type_id=6 bits_offset=64
            [6] PTR '(anon)' type_id=5
            [7] ENUM 'color' encoding=SIGNED size=4 vlen=2
                'NONE' val=-1
                'RED' val=7
            [8] UNION '(anon)' size=8 vlen=2
                'number' type_id=1 bits_offset=0
                'name' type_id=4 bits_offset=0
            [9] STRUCT 'file' size=16 vlen=2
                '(anon)' type_id=8 bits_offset=0
                'value' type_id=8 bits_offset=64
            [10] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                'dev' type_id=6
            [11] FUNC 'probe' type_id=10 linkage=static
            [12] TYPEDEF 'value_t' type_id=8
            """);

    @Test
    void anotherOrderIsNoDifference() {
        int[] added = {0};
        int compared = forEachSeed(seed -> {
            Btf target = new GraphGenerator(seed).base();
            Btf shuffled = Shuffler.of(target).shuffle(seed).btf();

            List<TypeDifference> differences =
                    Diffs.diff(Subject.KERNEL, target, shuffled).differences();

            assertThat(differences)
                    .allMatch(
                            each -> each.change() == Change.ADDED && each.name().startsWith("unrelated_"));
            added[0] += differences.size();
        });
        assertThat(compared).isGreaterThan(SEEDS / 2);
        assertThat(added[0]).isGreaterThan(SEEDS);
    }

    @Test
    void theOtherWayRoundIsAddedWhatWasRemoved() {
        Map<Change, Integer> changes = new EnumMap<>(Change.class);
        int compared = forEachSeed(seed -> {
            Btf one = new GraphGenerator(seed).base();
            Btf other = new GraphGenerator(seed + SEEDS).base();

            BtfDiff there = Diffs.diff(Subject.MODULE, one, other);
            BtfDiff back = Diffs.diff(Subject.MODULE, other, one);

            assertThat(facts(there, false)).isEqualTo(facts(back, true));
            there.differences().forEach(each -> changes.merge(each.change(), 1, Integer::sum));
        });
        assertThat(compared).isGreaterThan(SEEDS / 2);
        assertThat(changes).containsOnlyKeys(Change.values());
        assertThat(changes.values()).allMatch(count -> count > 100);
    }

    /** The first line of each is what the evolver says that it did. */
    @Test
    void whatWasEvolvedIsWhatDiffers() {
        Btf split = RawDump.parse("[2] PTR '(anon)' type_id=1", RawDump.parse("[1] STRUCT 'device' size=16 vlen=0"));
        StringBuilder all = new StringBuilder();
        for (TypeChange change : EnumSet.complementOf(EnumSet.of(TypeChange.WIDENED))) {
            EvolvedTarget evolved = Evolver.forModule(TARGET, split)
                    .onlyChanges(List.of(change))
                    .evolve(1);
            all.append(evolved.description()).append('\n');
            all.append(Diffs.text(Diffs.diff(Subject.KERNEL, TARGET, evolved.btf())));
        }
        assertThat(all).hasToString("""
                STRUCT 'device' has a new member 'added' at its end, 16 to 24 bytes
                struct device changed: breaking for loading
                    size 16 bytes, now 24 (breaking for loading)
                    member added added: void * at bit 128, 64 bits (compatible)
                STRUCT 'device' has a new member 'added' before member 'parent', 16 to 24 bytes
                struct device changed: breaking for loading
                    size 16 bytes, now 24 (breaking for loading)
                    member added added: void * at bit 64, 64 bits (compatible)
                    member parent was struct device * at bit 64, 64 bits, is struct device * at bit 128, 64 bits (source-compatible)
                STRUCT 'device' has lost member 'parent', 16 to 8 bytes
                struct device changed: breaking for loading
                    size 16 bytes, now 8 (breaking for loading)
                    member parent removed: was struct device * at bit 64, 64 bits (breaking for tracing)
                STRUCT 'device' has an integer of 8 bytes as member 'parent', still 16 bytes
                struct device changed: breaking for tracing
                    member parent was struct device * at bit 64, 64 bits, is device_part at bit 64, 64 bits (breaking for tracing)
                device_part added: compatible
                STRUCT 'device' has grown, 16 to 24 bytes
                struct device changed: breaking for loading
                    size 16 bytes, now 24 (breaking for loading)
                STRUCT 'device' is now called 'device_renamed'
                struct device removed: breaking for loading
                struct device_renamed added: compatible
                function probe changed: breaking for tracing
                    prototype was void probe(struct device *dev), is void probe(struct device_renamed *dev) (breaking for tracing)
                STRUCT 'device' has become a union, still 16 bytes
                union device changed: breaking for loading
                    kind was struct, is union (breaking for loading)
                    member parent was struct device * at bit 64, 64 bits, is union device * at bit 0, 64 bits (source-compatible)
                function probe changed: breaking for tracing
                    prototype was void probe(struct device *dev), is void probe(union device *dev) (breaking for tracing)
                STRUCT 'device' has become a forward declaration
                struct device changed: breaking for loading
                    kind was struct, is struct without a definition (breaking for loading)
                STRUCT 'device' has a second STRUCT of 24 bytes behind it
                struct device added: breaking for loading
                    number of types of this name was 1, is 2 (breaking for loading)
                STRUCT 'device' has a forward declaration behind it
                struct device added: breaking for loading
                    number of types of this name was 1, is 2 (breaking for loading)
                """);
    }

    @Test
    void anEnumThatWasWidenedHasAnotherSize() {
        Btf split = RawDump.parse(
                "[2] PTR '(anon)' type_id=1", RawDump.parse("[1] ENUM 'color' encoding=UNSIGNED size=4 vlen=0"));
        EvolvedTarget evolved = Evolver.forModule(TARGET, split)
                .onlyChanges(List.of(TypeChange.WIDENED))
                .evolve(0);

        assertThat(Diffs.text(Diffs.diff(Subject.KERNEL, TARGET, evolved.btf())))
                .isEqualTo("""
                enum color changed: breaking for loading
                    size 4 bytes, now 8 (breaking for loading)
                """);
    }

    /** All that is said of both sides, without what it does, which is not the same in both directions. */
    private static List<String> facts(BtfDiff diff, boolean mirrored) {
        List<String> facts = new ArrayList<>();
        for (TypeDifference each : diff.differences()) {
            Change change = each.change();
            if (mirrored && change != Change.CHANGED) {
                change = change == Change.ADDED ? Change.REMOVED : Change.ADDED;
            }
            // A struct that became a union is called what it is now.
            String sort = each.sort() == Sort.UNION ? "struct" : each.sort().toString();
            facts.add(sort + " " + each.name() + " " + change
                    + each.details().stream()
                            .map(detail -> fact(detail, mirrored))
                            .sorted()
                            .toList());
        }
        return facts.stream().sorted().toList();
    }

    private static String fact(Detail detail, boolean mirrored) {
        if (detail instanceof Detail.Size size) {
            return mirrored ? size.after() + " " + size.before() : size.before() + " " + size.after();
        } else if (detail instanceof Detail.Member member) {
            String fields = mirrored ? member.after() + " " + member.before() : member.before() + " " + member.after();
            return member.name() + " " + fields;
        } else if (detail instanceof Detail.Enumerator each) {
            return each.name() + " "
                    + (mirrored ? each.after() + " " + each.before() : each.before() + " " + each.after());
        } else if (detail instanceof Detail.Aspect aspect) {
            return aspect.aspect() + " "
                    + (mirrored ? aspect.after() + " " + aspect.before() : aspect.before() + " " + aspect.after());
        }
        return detail.sentence();
    }

    private interface Check {
        void check(long seed);
    }

    /** Graphs that lead nowhere are refused, and so not counted. */
    private static int forEachSeed(Check check) {
        int compared = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                check.check(seed);
                compared++;
            } catch (BtfFormatException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("expected a type that ends");
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        return compared;
    }
}
