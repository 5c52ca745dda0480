// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.btf4j.file.ModuleFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The pahole of this machine, whichever it is, against itself: what it puts into a module is what we put there. */
class RealPaholeTest {

    private static final Path SAMPLE = Path.of(
                    System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"))
            .toAbsolutePath()
            .normalize();

    @TempDir
    Path folder;

    @Test
    void asManyCopiesOfAModuleAsThereAreGetWhatPaholePutsIntoOne() throws Exception {
        PaholeFeatures features = PaholeFeatures.choose(find(), List.of(), false);
        Path modules = Files.createDirectory(folder.resolve("modules"));
        for (int i = 0; i < 20; i++) {
            Files.copy(SAMPLE.resolve("driver-dwarf.ko"), modules.resolve(i + ".ko"));
        }
        Path out = folder.resolve("out");

        BatchSummary summary;
        try (EncodeTask task =
                new EncodeTask(BtfLoader.standalone(SAMPLE.resolve("vmlinux")), features, SignaturePolicy.FAIL)) {
            summary = new Batch(task, out, BatchOptions.DEFAULT).run(ModuleSet.find(modules, out), outcome -> {});
        }

        assertThat(summary.failures()).isEmpty();
        byte[] expected = inPlace(features).section(".BTF");
        assertThat(expected).isNotEmpty();
        for (int i = 0; i < 20; i++) {
            assertThat(ModuleFile.read(out.resolve(i + ".ko")).section(".BTF"))
                    .as(i + ".ko")
                    .isEqualTo(expected);
        }
    }

    private Pahole find() {
        try {
            return Pahole.find(Pahole.NAME, folder, FakePahole.AMPLE);
        } catch (PaholeException e) {
            throw new TestAbortedException("needs a pahole: " + e.getMessage(), e);
        }
    }

    private ModuleFile inPlace(PaholeFeatures features) throws IOException, InterruptedException {
        Path module = Files.copy(SAMPLE.resolve("driver-dwarf.ko"), folder.resolve("in-place.ko"));
        List<String> command =
                new ArrayList<>(List.of(features.pahole().program().toString(), "-J"));
        command.addAll(features.options());
        command.addAll(List.of("--btf_base=" + SAMPLE.resolve("vmlinux"), module.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // It runs llvm-objcopy unless told otherwise, which is missing on most machines.
        builder.environment().put("LLVM_OBJCOPY", "objcopy");
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        ModuleFile encoded = ModuleFile.read(module);
        Assumptions.assumeTrue(encoded.hasBtf(), () -> "needs an objcopy for pahole -J: " + said);
        return encoded;
    }
}
