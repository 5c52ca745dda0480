// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.btf4j.batch.ModuleFacts.Need;
import org.btf4j.file.ModuleFile;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check tells of modules without writing a report. */
class ModuleFactsTest {

    private static final Path SAMPLE =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));
    private static final Path DISTILLED = SAMPLE.resolve("expected/driver-distilled.ko");
    private static final List<String> KFUNCS = List.of("sensor_get", "sensor_put", "sensor_sum");

    /** {@code expected/driver.base.txt} with what kernels compare of it: structs and unions that a struct of the driver has by value. */
    private static final List<Need> NEEDS = List.of(
            new Need("_Bool", 1, false),
            new Need("char", 1, false),
            new Need("enum dma_limit", 8, false),
            new Need("enum power_state", 4, false),
            new Need("float", 4, false),
            new Need("int", 4, false),
            new Need("long long unsigned int", 8, false),
            new Need("long unsigned int", 8, false),
            new Need("struct calibration", 16, true),
            new Need("struct device", 0, false),
            new Need("struct device_operations", 0, false),
            new Need("struct firmware", 0, false),
            new Need("struct hlist_node", 16, true),
            new Need("struct list_head", 16, true),
            new Need("struct ring", 48, true),
            new Need("struct spinlock", 4, true),
            new Need("struct timer", 32, true),
            new Need("struct work_struct", 32, true),
            new Need("union event_value", 0, false),
            new Need("unsigned int", 4, false));

    @TempDir
    Path modules;

    private final List<ModuleCheck> checks = new ArrayList<>();
    private final List<@Nullable ModuleFacts> facts = new ArrayList<>();

    @BeforeEach
    void theSampleHasTheSizesThatItsReadmeSays() throws IOException {
        assertThat(Files.size(SAMPLE.resolve("expected/driver.split.btf"))).isEqualTo(1779);
        assertThat(Files.size(SAMPLE.resolve("expected/driver.base.btf"))).isEqualTo(497);
    }

    @Test
    void aDistilledModuleTellsWhatItNeedsAndItsKfuncs() throws IOException {
        Files.copy(DISTILLED, modules.resolve("driver.ko"));

        CheckSummary summary = check(1);

        assertThat(facts)
                .containsExactly(
                        new ModuleFacts(Files.size(DISTILLED), 1779, 497, "", "miniature 1", NEEDS, KFUNCS, ""));
        assertThat(summary.rows())
                .containsExactly(
                        new CheckSummary.Row("driver.ko", ModuleCheck.State.CHECKED, List.of(CheckVerdict.REFUSED)));
        assertThat(checks).extracting(ModuleCheck::name).containsExactly("driver.ko");
    }

    @Test
    void rawBtfHasNoVersionAndOnlyTagsForKfuncs() throws IOException {
        Files.copy(SAMPLE.resolve("expected/driver.split.btf"), modules.resolve("driver.btf"));
        Files.copy(SAMPLE.resolve("expected/driver.base.btf"), modules.resolve("driver.base.btf"));

        check(1);

        assertThat(facts).containsExactly(new ModuleFacts(1779, 1779, 497, "", "", NEEDS, KFUNCS, ""));
    }

    @Test
    void theSizeOfACompressedModuleIsThatOfItsFile() throws IOException {
        Path packed = modules.resolve("driver.ko.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(DISTILLED, out);
        }

        check(1);

        assertThat(facts)
                .containsExactly(new ModuleFacts(Files.size(packed), 1779, 497, "", "miniature 1", NEEDS, KFUNCS, ""));
    }

    @Test
    void ofAModuleThatCannotBeCheckedThereIsLessToTell() throws IOException {
        Files.copy(SAMPLE.resolve("driver.ko"), modules.resolve("a.ko"));
        Files.copy(SAMPLE.resolve("driver-no-btf.ko"), modules.resolve("b.ko"));
        Files.write(modules.resolve("c.ko"), Arrays.copyOf(Files.readAllBytes(DISTILLED), 3000));

        check(1);

        assertThat(checks)
                .extracting(ModuleCheck::state)
                .containsExactly(ModuleCheck.State.NOT_DISTILLED, ModuleCheck.State.NO_BTF, ModuleCheck.State.BROKEN);
        assertThat(facts)
                .containsExactly(
                        new ModuleFacts(
                                Files.size(SAMPLE.resolve("driver.ko")),
                                1442,
                                0,
                                "",
                                "miniature 1",
                                List.of(),
                                List.of()),
                        new ModuleFacts(
                                Files.size(SAMPLE.resolve("driver-no-btf.ko")),
                                0,
                                0,
                                "",
                                "miniature 1",
                                List.of(),
                                List.of()),
                        null);
    }

    @Test
    void whatIsWrongWithTheListOfKfuncsIsTold() throws IOException {
        // A set of 256 instead of 3 members does not fit into the section.
        byte[] bytes = Files.readAllBytes(DISTILLED);
        byte[] ids = Objects.requireNonNull(ModuleFile.of(bytes, "driver.ko").section(".BTF_ids"));
        int at = indexOf(bytes, ids);
        bytes[at] = 0;
        bytes[at + 1] = 1;
        Files.write(modules.resolve("driver.ko"), bytes);

        check(1);

        assertThat(checks).extracting(ModuleCheck::state).containsExactly(ModuleCheck.State.CHECKED);
        assertThat(facts)
                .containsExactly(new ModuleFacts(
                        bytes.length,
                        1779,
                        497,
                        "",
                        "miniature 1",
                        NEEDS,
                        KFUNCS,
                        "cannot tell all kfuncs: driver.ko, section .BTF_ids, offset 0: found count 256 in set"
                                + " '__BTF_ID__set8__sensor_kfuncs' of 32 bytes, expected a count that fits the size"));
    }

    @Test
    void theListOfIdsTellsKfuncsWithoutAnyTag() throws IOException {
        ModuleFile file = ModuleFile.read(DISTILLED);

        assertThat(Kfuncs.of(file, file.btf(file.base(Layout.DISTILLED.section()))))
                .containsExactlyElementsOf(KFUNCS);
    }

    @Test
    void modulesAreToldInTheirOrderForAnyNumberOfThreads() throws IOException {
        for (int i = 10; i < 50; i++) {
            Files.copy(i % 5 == 0 ? SAMPLE.resolve("driver.ko") : DISTILLED, modules.resolve(i + ".ko"));
        }

        check(1);
        List<String> names = checks.stream().map(ModuleCheck::name).toList();
        List<@Nullable ModuleFacts> before = new ArrayList<>(facts);
        checks.clear();
        facts.clear();
        check(8);

        assertThat(names).hasSize(40).isSorted();
        assertThat(checks).extracting(ModuleCheck::name).isEqualTo(names);
        assertThat(facts).isEqualTo(before);
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at <= bytes.length - part.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException("no such bytes");
    }

    private CheckSummary check(int threads) throws IOException {
        return new CheckRun(List.of(Targets.of("6.1")), Layout.DISTILLED, RuleSet.KERNEL, Baseline.NONE, threads)
                .run(ModuleSet.findDistilled(modules), null, (check, told, changes) -> {
                    checks.add(check);
                    facts.add(told);
                    assertThat(changes).isNull();
                });
    }
}
