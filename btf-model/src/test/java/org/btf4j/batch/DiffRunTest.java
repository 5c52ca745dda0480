// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.btf4j.batch.ModuleDiff.State;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Detail;
import org.btf4j.diff.Impact;
import org.btf4j.diff.TypeDifference;
import org.btf4j.model.Btf;
import org.btf4j.report.DiffWords;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample module and its later version, which are described in the README beside them. */
class DiffRunTest {

    private static final Path SAMPLE =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));
    private static final Path DISTILLED = SAMPLE.resolve("expected/driver-distilled.ko");
    private static final Path DRIVER = SAMPLE.resolve("driver.ko");
    private static final Path NEWER = SAMPLE.resolve("driver-newer.ko");

    @TempDir
    Path temporary;

    private Path before;
    private Path after;

    @BeforeEach
    void makeFolders() throws IOException {
        before = Files.createDirectory(temporary.resolve("before"));
        after = Files.createDirectory(temporary.resolve("after"));
    }

    @Test
    void aModuleIsComparedInDistilledForm() throws IOException {
        copy(DISTILLED, before, "driver.ko");
        copy(NEWER, after, "driver.ko");

        ModuleDiff diff = only(run(1));

        assertThat(diff.state()).isEqualTo(State.BOTH);
        assertThat(diff.name()).isEqualTo("driver.ko");
        assertThat(diff.impact()).isEqualTo(Impact.BREAKS_LOADING);
        assertThat(lines(diff.types()))
                .containsExactly(
                        "struct sensor changed, breaking for tracing",
                        "enum sensor_mode changed, source-compatible",
                        "kfunc sensor_get changed, breaking for loading");
        assertThat(lines(diff.needs()))
                .containsExactly(
                        "struct device_operations changed, breaking for loading",
                        "struct module added, breaking for loading");
    }

    @Test
    void aNeedIsWeighedByWhatKernelsCompare() throws IOException {
        copy(DISTILLED, before, "driver.ko");
        copy(NEWER, after, "driver.ko");

        List<TypeDifference> needs = differences(only(run(1)).needs());
        ModuleDiff backwards = new DiffRun(side(after, kernel()), side(before, kernel()))
                .against(side(before, null).modules().modules().get(0));

        // It has the size that it had, but now the kernel compares it.
        assertThat(needs.get(0).details())
                .containsExactly(new Detail.Aspect("use", "behind a pointer", "by value", Impact.BREAKS_LOADING));
        // The ring comes by value where it was behind a pointer; what is behind a pointer now may have any size.
        assertThat(lines(backwards.needs()))
                .containsExactly("struct module removed, compatible", "struct ring changed, breaking for loading");
    }

    @Test
    void aNeedBehindAPointerMayHaveAnotherSize() throws IOException {
        Btf next = BtfLoader.standalone(SAMPLE.resolve("vmlinux-next"));
        copy(DISTILLED, before, "driver.ko");
        Path relocated = SAMPLE.resolve("expected/driver-relocated-next.ko");
        copy(relocated, after, "driver.ko");

        ModuleDiff diff = only(new DiffRun(side(before, null), side(after, next)), 1);

        assertThat(lines(diff.types())).isEmpty();
        assertThat(lines(diff.needs())).containsExactly("struct device changed, compatible");
        assertThat(differences(diff.needs()).get(0).details())
                .containsExactly(new Detail.Size(96, 128, Impact.COMPATIBLE));
        assertThat(diff.isUnchanged()).isFalse();
    }

    @Test
    void theSameModuleInAnotherFormIsUnchanged() throws IOException {
        copy(DRIVER, before, "a.ko");
        gzip(DISTILLED, after.resolve("a.ko.gz"));
        copy(DISTILLED, before, "raw.ko");
        copy(SAMPLE.resolve("expected/driver.base.btf"), temporary, "raw/raw.base.btf");
        copy(SAMPLE.resolve("expected/driver.split.btf"), temporary, "raw/raw.btf");

        DiffCounts counts = new DiffCounts();
        DiffRun run = new DiffRun(side(before, kernel()), side(after, null));
        List<ModuleDiff> all = run(run, 1);
        all.forEach(counts::add);

        assertThat(all).extracting(ModuleDiff::name).containsExactly("a.ko.gz", "raw.ko");
        assertThat(all.get(0).isUnchanged()).isTrue();
        assertThat(DiffWords.line(counts))
                .isEqualTo("Compared 1 of 2 modules: 1 unchanged, 0 compatible, 0 source-compatible, 0 breaking for"
                        + " tracing, 0 breaking for loading; 0 added, 1 removed, 0 not comparable");
        // Raw files have no .BTF_ids, but the declaration tags tell the same kfuncs.
        ModuleDiff raw = only(
                new DiffRun(file(before.resolve("raw.ko"), null), file(temporary.resolve("raw/raw.btf"), null)), 1);
        assertThat(raw.isUnchanged()).isTrue();
        assertThat(raw.name()).isEqualTo("raw.btf");
    }

    @Test
    void modulesArePairedByPathThenByNameAndTheRestIsTold() throws IOException {
        copy(DISTILLED, before, "net/moved.ko");
        copy(DISTILLED, after, "drivers/net/moved.ko");
        copy(DISTILLED, before, "one/twice.ko");
        copy(DISTILLED, after, "one/twice.ko");
        copy(DISTILLED, after, "two/twice.ko");
        copy(DISTILLED, before, "gone.ko");
        copy(DISTILLED, after, "new.ko");

        DiffRun run = new DiffRun(side(before, null), side(after, null));

        assertThat(run(run, 1))
                .extracting(diff -> diff.name() + " " + diff.state() + " " + diff.impact())
                .containsExactly(
                        "drivers/net/moved.ko compared compatible",
                        "gone.ko removed breaking for tracing",
                        "new.ko added compatible",
                        "one/twice.ko compared compatible",
                        "two/twice.ko added compatible");
        assertThat(run.removed()).extracting(entry -> entry.name().toString()).containsExactly("gone.ko");
    }

    @Test
    void whatCannotBeComparedSaysWhyAndWhatToDo() throws IOException {
        copy(SAMPLE.resolve("driver-no-btf.ko"), before, "a.ko");
        copy(DISTILLED, after, "a.ko");
        copy(DRIVER, before, "b.ko");
        copy(DISTILLED, after, "b.ko");
        copy(DISTILLED, before, "c.ko");
        Files.write(after.resolve("c.ko"), new byte[] {1, 2, 3, 4});

        List<ModuleDiff> diffs = run(new DiffRun(side(before, null), side(after, null)), 1);

        assertThat(diffs).extracting(ModuleDiff::state).containsOnly(State.NOT_COMPARABLE);
        assertThat(diffs)
                .extracting(ModuleDiff::problem)
                .containsExactly(
                        "cannot be compared: the old a.ko has no section .BTF; build it with"
                                + " CONFIG_DEBUG_INFO_BTF_MODULES=y and do not strip that section",
                        "cannot be compared: the old b.ko is not distilled (it has no section .BTF.base), and no kernel is"
                                + " given to distil it over; distil it with btf:distill, or give the kernel that it was"
                                + " built for",
                        "cannot be compared: the new c.ko is broken: c.ko: found a file that starts with 0x01020304,"
                                + " expected an ELF file (0x7f454c46) or raw BTF (0x9feb or 0xeb9f)");
    }

    @Test
    void aModuleOverAnotherKernelIsNotCompared() throws IOException {
        copy(DRIVER, before, "driver.ko");
        copy(DISTILLED, after, "driver.ko");
        Btf changed = BtfLoader.standalone(SAMPLE.resolve("vmlinux-changed"));

        ModuleDiff diff = only(new DiffRun(side(before, changed), side(after, null)), 1);

        assertThat(diff.problem())
                .startsWith(
                        "cannot be compared: the old driver.ko cannot be distilled over the kernel that is given for it:"
                                + " driver.ko, ")
                .doesNotContain(temporary.toString());
    }

    @Test
    void severalThreadsTellTheSameInTheSameOrder() throws IOException {
        for (int i = 0; i < 40; i++) {
            copy(DISTILLED, before, i + ".ko");
            copy(i % 3 == 0 ? NEWER : DISTILLED, after, i + ".ko");
        }

        List<ModuleDiff> one = run(1);

        assertThat(run(4)).isEqualTo(one);
        assertThat(one).filteredOn(diff -> !diff.isUnchanged()).hasSize(14);
    }

    @Test
    void kernelsHaveNoNameAndNoNeeds() throws IOException {
        ModuleDiff diff = DiffRun.kernels(kernel(), BtfLoader.standalone(SAMPLE.resolve("vmlinux-changed")));
        DiffCounts counts = new DiffCounts();
        counts.add(diff);

        assertThat(diff.name()).isEmpty();
        assertThat(diff.needs()).isNull();
        assertThat(lines(diff.types()))
                .containsExactly(
                        "struct ring removed, breaking for loading",
                        "struct timer changed, breaking for loading",
                        "typedef u8 removed, breaking for tracing",
                        "function ring_put removed, breaking for tracing");
        assertThat(DiffWords.line(counts))
                .isEqualTo("Compared 2 kernels: types 0 added, 3 removed, 1 changed; 0 compatible, 0 source-compatible,"
                        + " 2 breaking for tracing, 2 breaking for loading");
    }

    @Test
    void whatAFileIsItsContentsTell() throws IOException {
        Path stripped = copy(DISTILLED, temporary, "vmlinux");

        assertThat(DiffSide.Sort.of(stripped)).isEqualTo(DiffSide.Sort.MODULE);
        assertThat(DiffSide.Sort.of(DRIVER)).isEqualTo(DiffSide.Sort.MODULE);
        assertThat(DiffSide.Sort.of(SAMPLE.resolve("vmlinux"))).isEqualTo(DiffSide.Sort.OTHER);
        assertThat(DiffSide.Sort.of(SAMPLE.resolve("vmlinux.btf"))).isEqualTo(DiffSide.Sort.RAW);
    }

    private static List<String> lines(@Nullable BtfDiff diff) {
        return differences(diff).stream().map(DiffRunTest::line).toList();
    }

    private static List<TypeDifference> differences(@Nullable BtfDiff diff) {
        return Objects.requireNonNull(diff).differences();
    }

    private static String line(TypeDifference type) {
        return type.title() + " " + type.change() + ", " + type.impact();
    }

    private List<ModuleDiff> run(int threads) throws IOException {
        return run(new DiffRun(side(before, kernel()), side(after, kernel())), threads);
    }

    private static List<ModuleDiff> run(DiffRun run, int threads) {
        List<ModuleDiff> told = new ArrayList<>();
        run.run(threads, told::add);
        return told;
    }

    private static ModuleDiff only(DiffRun run, int threads) {
        return only(run(run, threads));
    }

    private static ModuleDiff only(List<ModuleDiff> all) {
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static Btf kernel() throws IOException {
        return BtfLoader.standalone(SAMPLE.resolve("vmlinux"));
    }

    private static DiffSide side(Path folder, @Nullable Btf kernel) throws IOException {
        return new DiffSide(ModuleSet.findDistilled(folder), kernel);
    }

    private static DiffSide file(Path file, @Nullable Btf kernel) throws IOException {
        return side(file, kernel);
    }

    private static Path copy(Path file, Path folder, String name) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.resolveSibling("."));
        return Files.copy(file, target);
    }

    private static void gzip(Path file, Path target) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(target))) {
            Files.copy(file, out);
        }
    }
}
