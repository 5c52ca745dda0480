// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.btf4j.batch.Batch;
import org.btf4j.batch.BatchOptions;
import org.btf4j.batch.BtfLoader;
import org.btf4j.batch.DistillTask;
import org.btf4j.batch.ModuleOutcome;
import org.btf4j.batch.ModuleOutcome.Status;
import org.btf4j.batch.ModuleProblem.Cause;
import org.btf4j.batch.ModuleSet;
import org.btf4j.batch.ModuleTask;
import org.btf4j.batch.RelocateTask;
import org.btf4j.batch.SignaturePolicy;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Subject;
import org.btf4j.it.Sections;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfFormatException;
import org.btf4j.reference.Reference.Kernel;
import org.btf4j.text.DumpFormat;
import org.btf4j.text.JsonDump;
import org.btf4j.text.RawDump;
import org.btf4j.text.TypeFilter;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Damaged, truncated and foreign files: each is taken or refused as malformed, within a second and 256 MB; nothing is half
 * written and the input stays as it was.
 *
 * <p>Which damage is done depends only on the seed and on the kernel's modules.
 */
@ExtendWith(ReferenceExtension.class)
class HostileFilesTest {

    private static final long SEED = 0xeb9f;
    private static final int VARIANTS = 10_000;
    private static final int KERNEL_VARIANTS = 200;
    private static final int DUMP_VARIANTS = 300;
    /** Of so many variants one of each form is also shown and compared. */
    private static final int MORE_EVERY = 100;

    /** The limits count what this thread asks for. */
    private static final BatchOptions IN_THIS_THREAD = new BatchOptions(1, null, false);

    /** How the corpus is offered: each module is damaged in each of these forms in turn. */
    private enum Form {
        MODULE,
        DISTILLED_MODULE,
        RAW_SPLIT,
        RAW_PAIR_SPLIT,
        RAW_PAIR_BASE
    }

    @Test
    void damagedModulesAreTakenOrRefused(ReferenceRun run) throws IOException {
        Kernel kernel = run.reference().lastKernel();
        List<String> modules = kernel.moduleNames();
        Path folder = run.newFolder("hostile");
        Workbench workbench = new Workbench(BtfLoader.standalone(kernel.vmlinux()), folder);
        Random random = new Random(SEED);
        Limits limits = new Limits();
        for (int i = 0; i < VARIANTS; i++) {
            Form form = Form.values()[i % Form.values().length];
            String module = modules.get((int) ((long) i * modules.size() / VARIANTS));
            Damage damage = damaged(run, kernel, module, form, random, folder);
            String file = form.name().startsWith("RAW") ? "variant.btf" : "variant.ko";
            String description = "variant " + i + ", " + form + " of " + module + ", " + damage.description();
            workbench.all(limits, description, file);
            if (i % MORE_EVERY < Form.values().length) {
                workbench.more(limits, description, file);
            }
        }
        run.figure("hostile " + kernel.name() + ", " + VARIANTS + " damaged files: " + limits);
        assertThat(limits.violations()).isEmpty();
        assertThat(limits.accepted()).isPositive();
        assertThat(limits.refused()).isPositive();
    }

    /** Writes the variant, and beside it, undamaged, what belongs to it. */
    private static Damage damaged(ReferenceRun run, Kernel kernel, String module, Form form, Random random, Path folder)
            throws IOException {
        Expected pair = run.reference().distilled(kernel);
        Path variant = folder.resolve("variant.btf");
        Path base = folder.resolve("variant.base.btf");
        switch (form) {
            case MODULE, DISTILLED_MODULE -> {
                Path original = form == Form.MODULE
                        ? kernel.module(module)
                        : run.distilled(kernel).module(module);
                byte[] bytes = Files.readAllBytes(original);
                Damage damage = Damage.of(bytes, Damage.regionsOfModule(bytes, Sections.list(original)), random);
                Files.write(folder.resolve("variant.ko"), damage.bytes());
                return damage;
            }
            case RAW_SPLIT -> {
                Files.write(base, pair.bytes(module, ".base"));
                return damagedBtf(btfOf(kernel.module(module)), random, variant);
            }
            case RAW_PAIR_SPLIT -> {
                Files.write(base, pair.bytes(module, ".base"));
                return damagedBtf(pair.bytes(module, ".split"), random, variant);
            }
            case RAW_PAIR_BASE -> {
                Files.write(variant, pair.bytes(module, ".split"));
                return damagedBtf(pair.bytes(module, ".base"), random, base);
            }
        }
        throw new AssertionError(form);
    }

    private static byte[] btfOf(Path file) throws IOException {
        return Objects.requireNonNull(Sections.of(file).get(".BTF"), () -> file + " has no .BTF");
    }

    private static Damage damagedBtf(byte[] btf, Random random, Path target) throws IOException {
        Damage damage = Damage.of(btf, Damage.regionsOfBtf(btf), random);
        Files.write(target, damage.bytes());
        return damage;
    }

    @Test
    void damagedKernelsAreTakenOrRefused(ReferenceRun run) throws IOException {
        Kernel kernel = run.reference().lastKernel();
        byte[] btf = btfOf(kernel.vmlinux());
        List<Damage.Region> regions = Damage.regionsOfBtf(btf);
        Path folder = run.newFolder("hostile-kernel");
        Path module = kernel.module(kernel.moduleNames().get(0));
        Path distilled = run.distilled(kernel).module(kernel.moduleNames().get(0));
        Random random = new Random(SEED);
        Limits limits = new Limits();
        for (int i = 0; i < KERNEL_VARIANTS; i++) {
            Damage damage = Damage.of(btf, regions, random);
            Path vmlinux = Files.write(folder.resolve("vmlinux.btf"), damage.bytes());
            String description = "kernel variant " + i + ", " + damage.description();
            AtomicReference<@Nullable Workbench> accepted = new AtomicReference<>();
            limits.run(description, () -> reads(vmlinux, folder, accepted));
            Workbench workbench = accepted.get();
            if (workbench != null) {
                limits.run(description + ", distill", () -> workbench.distil(module));
                limits.run(description + ", relocate", () -> workbench.relocate(distilled));
            }
        }
        run.figure("hostile " + kernel.name() + ", " + KERNEL_VARIANTS + " damaged kernels: " + limits);
        assertThat(limits.violations()).isEmpty();
        assertThat(limits.accepted()).isPositive();
        assertThat(limits.refused()).isPositive();
    }

    private static boolean reads(Path vmlinux, Path folder, AtomicReference<@Nullable Workbench> accepted)
            throws IOException {
        try {
            accepted.set(new Workbench(BtfLoader.standalone(vmlinux), folder));
            return true;
        } catch (BtfFormatException e) {
            return false;
        }
    }

    @Test
    void filesThatAreSomethingElseAreRefused(ReferenceRun run) throws IOException {
        Kernel kernel = run.reference().lastKernel();
        Path folder = run.newFolder("foreign");
        Workbench workbench = new Workbench(BtfLoader.standalone(kernel.vmlinux()), folder);
        byte[] ones = new byte[1 << 20];
        Arrays.fill(ones, (byte) 0xff);
        byte[] elfHeader = Arrays.copyOf(
                Files.readAllBytes(kernel.module(kernel.moduleNames().get(0))), 0x40);
        List<byte[]> contents = List.of(
                new byte[0],
                new byte[1],
                new byte[1 << 20],
                ones,
                new byte[] {0x7f, 'E', 'L', 'F'},
                elfHeader,
                Arrays.copyOf(elfHeader, 1 << 20),
                new byte[] {(byte) 0x9f, (byte) 0xeb},
                new byte[] {(byte) 0x9f, (byte) 0xeb, 1, 0, 24, 0, 0, 0},
                Arrays.copyOf(new byte[] {(byte) 0x9f, (byte) 0xeb, 1, 0, 24}, 1 << 20),
                "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII),
                new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0, 0},
                new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0, 0, 0});
        Limits limits = new Limits();
        for (int i = 0; i < contents.size(); i++) {
            Files.write(folder.resolve("variant.ko"), contents.get(i));
            Files.write(folder.resolve("variant.ko.base.btf"), contents.get(i));
            workbench.all(limits, "foreign file " + i, "variant.ko");
        }
        run.figure("hostile, " + contents.size() + " foreign files: " + limits);
        assertThat(limits.violations()).isEmpty();
        assertThat(limits.accepted()).isZero();
    }

    @Test
    void damagedDumpsAreParsedOrRefused(ReferenceRun run) throws IOException {
        Kernel kernel = run.reference().lastKernel();
        Btf base = BtfLoader.standalone(kernel.vmlinux());
        List<String> modules = Reference.spread(kernel.moduleNames(), DUMP_VARIANTS);
        Random random = new Random(SEED);
        Limits limits = new Limits();
        for (int i = 0; i < DUMP_VARIANTS; i++) {
            String module = modules.get(i % modules.size());
            byte[] text = RawDump.print(BtfLoader.forDump(kernel.module(module), base, ".BTF"))
                    .getBytes(StandardCharsets.ISO_8859_1);
            Damage damage = Damage.of(text, List.of(new Damage.Region("text", 0, text.length)), random);
            String damaged = new String(damage.bytes(), StandardCharsets.ISO_8859_1);
            limits.run("dump variant " + i + " of " + module + ", " + damage.description(), () -> {
                try {
                    return RawDump.parse(damaged, base).typeCount() > 0;
                } catch (BtfFormatException e) {
                    return false;
                }
            });
        }
        run.figure("hostile " + kernel.name() + ", " + DUMP_VARIANTS + " damaged dumps: " + limits);
        assertThat(limits.violations()).isEmpty();
        assertThat(limits.accepted()).isPositive();
        assertThat(limits.refused()).isPositive();
    }

    /** Everything that can be done with a file, over one kernel. */
    private static final class Workbench {

        private final Btf kernel;
        private final ModuleTask distill;
        private final ModuleTask relocate;
        private final Path folder;
        private final Path output;
        /** The last BTF that could be compared. */
        private Btf last = BtfBuilder.standalone().build();

        Workbench(Btf kernel, Path folder) {
            this.kernel = kernel;
            this.distill = new DistillTask(kernel, Layout.DISTILLED, SignaturePolicy.STRIP);
            this.relocate = new RelocateTask(kernel, Layout.DISTILLED, RuleSet.KERNEL, SignaturePolicy.STRIP);
            this.folder = folder;
            this.output = folder.resolve("output");
        }

        void all(Limits limits, String description, String name) {
            Path file = folder.resolve(name);
            limits.run(description + ", distill", () -> distil(file));
            limits.run(description + ", relocate", () -> relocate(file));
            limits.run(description + ", dump with base", () -> dump(file, kernel));
            limits.run(description + ", dump without base", () -> dump(file, null));
        }

        /** In addition, what takes longer and is offered fewer variants. */
        void more(Limits limits, String description, String name) {
            Path file = folder.resolve(name);
            limits.run(description + ", JSON", () -> show(file, JsonDump::writeTo));
            limits.run(
                    description + ", C header",
                    () -> show(file, (btf, out) -> DumpFormat.C.writeTo(btf, TypeFilter.all(btf), out)));
            limits.run(description + ", diff", () -> show(file, (btf, out) -> compare(btf)));
        }

        boolean distil(Path file) throws IOException {
            return batch(distill, file);
        }

        boolean relocate(Path file) throws IOException {
            return batch(relocate, file);
        }

        private boolean batch(ModuleTask task, Path file) throws IOException {
            ReferenceRun.delete(output);
            byte[] before = Files.readAllBytes(file);
            ModuleOutcome outcome = new Batch(task, output, IN_THIS_THREAD)
                    .run(ModuleSet.find(file, output), done -> {})
                    .outcomes()
                    .get(0);
            assertThat(Files.readAllBytes(file)).as("the input afterwards").isEqualTo(before);
            if (outcome.status() == Status.FAILED) {
                assertThat(outcome.problems())
                        .isNotEmpty()
                        .allMatch(problem -> problem.cause() == Cause.FORMAT || problem.cause() == Cause.RELOCATION);
                assertThat(output).doesNotExist();
                return false;
            }
            assertThat(output.resolve(String.valueOf(file.getFileName()))).isNotEmptyFile();
            return true;
        }

        private interface Showing {
            void write(Btf btf, OutputStream out) throws IOException;
        }

        private boolean show(Path file, Showing showing) throws IOException {
            try {
                showing.write(BtfLoader.forDump(file, kernel, ".BTF"), OutputStream.nullOutputStream());
                return true;
            } catch (BtfFormatException e) {
                return false;
            }
        }

        /** With what came before it in the corpus, so that hardly a type is as it was. */
        private void compare(Btf btf) {
            BtfDiff.between(Subject.MODULE, last, Set.of(), btf, Set.of());
            BtfDiff.between(Subject.MODULE, btf, Set.of(), last, Set.of());
            last = btf;
        }

        private static boolean dump(Path file, @Nullable Btf base) throws IOException {
            try {
                RawDump.printTo(BtfLoader.forDump(file, base, ".BTF"), OutputStream.nullOutputStream());
                return true;
            } catch (BtfFormatException e) {
                return false;
            }
        }
    }
}
