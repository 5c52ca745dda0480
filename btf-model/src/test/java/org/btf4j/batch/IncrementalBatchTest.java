// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.btf4j.transform.Layout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run does only what the last one has not done already. */
class IncrementalBatchTest {

    private static final Path SAMPLE =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));
    private static final FileTime LONG_AGO = FileTime.fromMillis(0);

    @TempDir
    Path temporary;

    Path in;
    Path out;
    Path journal;

    @BeforeEach
    void distilTwoModules() throws IOException {
        in = Files.createDirectory(temporary.resolve("in"));
        out = temporary.resolve("out");
        journal = temporary.resolve("state/journal");
        Files.copy(SAMPLE.resolve("driver.ko"), in.resolve("a.ko"));
        Files.copy(SAMPLE.resolve("driver.ko"), in.resolve("b.ko"));
        assertThat(run()).containsExactly("a.ko CHANGED", "b.ko CHANGED");
        Files.setLastModifiedTime(out.resolve("a.ko"), LONG_AGO);
        Files.setLastModifiedTime(out.resolve("b.ko"), LONG_AGO);
    }

    @Test
    void whatHasNotChangedIsNotWrittenAgain() throws IOException {
        assertThat(run()).containsExactly("a.ko UP_TO_DATE", "b.ko UP_TO_DATE");
        assertThat(run()).containsExactly("a.ko UP_TO_DATE", "b.ko UP_TO_DATE");

        assertThat(Files.getLastModifiedTime(out.resolve("a.ko"))).isEqualTo(LONG_AGO);
    }

    @Test
    void aModuleWithOtherContentsIsDoneAgain() throws IOException {
        Files.copy(
                SAMPLE.resolve("expected/driver-distilled.ko"),
                Files.createDirectory(in.resolve("c")).resolve("c.ko"));
        Files.write(in.resolve("b.ko"), Files.readAllBytes(SAMPLE.resolve("expected/driver-distilled.ko")));

        assertThat(run()).containsExactly("a.ko UP_TO_DATE", "b.ko UNCHANGED", "c/c.ko UNCHANGED");
        assertThat(run()).containsExactly("a.ko UP_TO_DATE", "b.ko UP_TO_DATE", "c/c.ko UP_TO_DATE");
    }

    @Test
    void anOutputThatIsGoneOrWasChangedIsMadeAgain() throws IOException {
        byte[] distilled = Files.readAllBytes(out.resolve("a.ko"));
        Files.delete(out.resolve("a.ko"));
        Files.write(out.resolve("b.ko"), new byte[1], StandardOpenOption.APPEND);

        assertThat(run()).containsExactly("a.ko CHANGED", "b.ko CHANGED");
        assertThat(out.resolve("a.ko")).hasBinaryContent(distilled);
        assertThat(out.resolve("b.ko")).hasBinaryContent(distilled);
    }

    @Test
    void otherSettingsMakeAllAgain() throws IOException {
        assertThat(run(Layout.BASE_REF, false)).containsExactly("a.ko CHANGED", "b.ko CHANGED");
        assertThat(run(Layout.BASE_REF, false)).containsExactly("a.ko UP_TO_DATE", "b.ko UP_TO_DATE");
        assertThat(run()).containsExactly("a.ko CHANGED", "b.ko CHANGED");
    }

    @Test
    void forceMakesAllAgain() throws IOException {
        assertThat(run(Layout.DISTILLED, true)).containsExactly("a.ko CHANGED", "b.ko CHANGED");
    }

    @Test
    void theOutputOfAModuleThatIsGoneGoesToo() throws IOException {
        Files.delete(in.resolve("b.ko"));

        assertThat(run()).containsExactly("a.ko UP_TO_DATE");
        assertThat(out.resolve("a.ko")).exists();
        assertThat(out.resolve("b.ko")).doesNotExist();
    }

    @Test
    void anOutputThatSomebodyChangedStaysWhenItsModuleIsGone() throws IOException {
        Files.delete(in.resolve("b.ko"));
        Files.write(out.resolve("b.ko"), new byte[1], StandardOpenOption.APPEND);

        run();

        assertThat(out.resolve("b.ko")).exists();
    }

    @Test
    void theOutputOfAModuleThatIsRefusedNowGoesToo() throws IOException {
        Files.write(in.resolve("b.ko"), Files.readAllBytes(SAMPLE.resolve("driver-no-btf.ko")));

        assertThat(run()).containsExactly("a.ko UP_TO_DATE", "b.ko FAILED");
        assertThat(out.resolve("b.ko")).doesNotExist();
        assertThat(run()).containsExactly("a.ko UP_TO_DATE", "b.ko FAILED");
    }

    @Test
    void theOutputOfAModuleThatCannotBeReadStays() throws IOException {
        Files.delete(in.resolve("b.ko"));
        Files.createSymbolicLink(in.resolve("b.ko"), Path.of("b.ko"));
        ModuleSet modules = new ModuleSet(in, List.of(entry("a.ko"), entry("b.ko")));

        assertThat(run(modules, Layout.DISTILLED, false)).containsExactly("a.ko UP_TO_DATE", "b.ko FAILED");

        assertThat(out.resolve("b.ko")).exists();
    }

    @Test
    void theOutputOfARefusedModuleGoesEvenIfTheRunThatRefusedItWasKilled() throws IOException {
        Files.write(in.resolve("b.ko"), Files.readAllBytes(SAMPLE.resolve("driver-no-btf.ko")));
        assertThatThrownBy(this::runKilledBehindTheLastModule).hasMessage("killed");
        assertThat(out.resolve("b.ko")).exists();

        assertThat(run()).containsExactly("a.ko UP_TO_DATE", "b.ko FAILED");

        assertThat(out.resolve("b.ko")).doesNotExist();
    }

    private void runKilledBehindTheLastModule() throws IOException {
        new Batch(task(Layout.DISTILLED), out, new BatchOptions(2, journal, false))
                .run(ModuleSet.find(in, out), outcome -> {
                    if (outcome.module().name().endsWith("b.ko")) {
                        throw new IllegalStateException("killed");
                    }
                });
    }

    @Test
    void whatAKilledRunLeftBesideItsJournalGoesToo() throws IOException {
        Path leftOver = Files.write(journal.resolveSibling(".btf4j-1.tmp"), new byte[1]);

        run();

        assertThat(leftOver).doesNotExist();
        assertThat(journal).exists();
    }

    @Test
    void theJournalForgetsModulesThatAreGone() throws IOException {
        Files.delete(in.resolve("b.ko"));

        run();

        assertThat(Files.readAllLines(journal)).hasSize(2).element(1).asString().startsWith("[\"a.ko\",");
    }

    @Test
    void anOutputThatHasBecomeAnInputIsNotDeleted() throws IOException {
        byte[] distilled = Files.readAllBytes(out.resolve("a.ko"));
        ModuleSet modules = new ModuleSet(in, List.of(new ModuleSet.Entry(out.resolve("a.ko"), Path.of("new/a.ko"))));

        assertThat(run(modules, Layout.DISTILLED, false)).containsExactly("new/a.ko UNCHANGED");

        assertThat(out.resolve("a.ko")).hasBinaryContent(distilled);
        assertThat(out.resolve("new/a.ko")).hasBinaryContent(distilled);
        assertThat(out.resolve("b.ko")).doesNotExist();
    }

    @Test
    void anotherOutputDirectoryStartsAnew() throws IOException {
        out = temporary.resolve("elsewhere");

        assertThat(run()).containsExactly("a.ko CHANGED", "b.ko CHANGED");
        assertThat(temporary.resolve("out/a.ko")).exists();
    }

    @Test
    void modulesFromElsewhereLeaveWhatWasWrittenOfOthers() throws IOException {
        Path c = Files.copy(SAMPLE.resolve("driver.ko"), temporary.resolve("c.ko"));
        Path d = Files.copy(SAMPLE.resolve("driver.ko"), temporary.resolve("d.ko"));

        assertThat(run(ModuleSet.find(c, out), Layout.DISTILLED, false)).containsExactly("c.ko CHANGED");
        assertThat(run(ModuleSet.find(d, out), Layout.DISTILLED, false)).containsExactly("d.ko CHANGED");
        assertThat(run(ModuleSet.find(d, out), Layout.DISTILLED, false)).containsExactly("d.ko UP_TO_DATE");

        assertThat(out).isDirectoryContaining("glob:**/a.ko").isDirectoryContaining("glob:**/c.ko");
        assertThat(out).isDirectoryContaining("glob:**/b.ko").isDirectoryContaining("glob:**/d.ko");
    }

    @Test
    void theLastLineOfARunThatWasKilledMayBeIncomplete() throws IOException {
        List<String> lines = Files.readAllLines(journal);
        String last = lines.get(lines.size() - 1);
        Files.writeString(
                journal,
                String.join("\n", lines.subList(0, lines.size() - 1)) + "\n" + last.substring(0, last.length() / 2));

        assertThat(run()).containsExactly("a.ko UP_TO_DATE", "b.ko CHANGED");
    }

    @Test
    void aFileThatIsNoJournalCountsAsNone() throws IOException {
        List<byte[]> foreign = List.of(
                new byte[0],
                "{}\n".getBytes(StandardCharsets.UTF_8),
                "[\"btf4j-journal-0\",\"\",\"\"]\n".getBytes(StandardCharsets.UTF_8),
                new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
        for (byte[] bytes : foreign) {
            Files.write(journal, bytes);

            assertThat(run()).as(Arrays.toString(bytes)).containsExactly("a.ko CHANGED", "b.ko CHANGED");
        }
    }

    @Test
    void aJournalCannotMakeFilesOutsideTheOutputDirectoryGo() throws IOException {
        Path outside = Files.writeString(temporary.resolve("outside"), "x");
        String sum = Fingerprint.of(outside);
        List<String> lines = new ArrayList<>(Files.readAllLines(journal));
        lines.add(1, "[\"gone.ko\",\"\",\"../outside\",\"" + sum + "\"]");
        Files.write(journal, lines);

        run();

        assertThat(outside).exists();
    }

    @Test
    void rawBtfIsAlwaysDoneAgainForItsBaseMayHaveChanged() throws IOException {
        ModuleSet raw = ModuleSet.find(SAMPLE.resolve("driver.btf"), out);

        assertThat(run(raw, Layout.DISTILLED, false)).containsExactly("driver.btf CHANGED");
        assertThat(run(raw, Layout.DISTILLED, false)).containsExactly("driver.btf CHANGED");
    }

    private ModuleSet.Entry entry(String name) {
        return new ModuleSet.Entry(in.resolve(name), Path.of(name));
    }

    private List<String> run() throws IOException {
        return run(Layout.DISTILLED, false);
    }

    private List<String> run(Layout layout, boolean force) throws IOException {
        return run(ModuleSet.find(in, out), layout, force);
    }

    private List<String> run(ModuleSet modules, Layout layout, boolean force) throws IOException {
        List<String> heard = new ArrayList<>();
        new Batch(task(layout), out, new BatchOptions(2, journal, force))
                .run(modules, outcome -> heard.add(outcome.module().name() + " " + outcome.status()));
        return heard;
    }

    private static ModuleTask task(Layout layout) throws IOException {
        return new DistillTask(BtfLoader.standalone(SAMPLE.resolve("vmlinux")), layout, SignaturePolicy.FAIL);
    }
}
