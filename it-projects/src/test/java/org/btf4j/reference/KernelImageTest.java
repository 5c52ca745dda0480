// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.btf4j.batch.BtfLoader;
import org.btf4j.it.Sections;
import org.btf4j.reference.Reference.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The BTF of kernels as a distribution ships them is that of the ELF file inside, which the set-up got out with other tools. */
@ExtendWith(ReferenceExtension.class)
class KernelImageTest {

    @Test
    void aBootableImageHasTheBtfOfItsKernel(ReferenceRun run) throws IOException {
        for (Image image : images(run)) {
            byte[] expected = btf(image.vmlinux());

            long start = System.nanoTime();
            byte[] found = BtfLoader.standalone(image.vmlinuz()).toBytes();
            long milliseconds = (System.nanoTime() - start) / 1_000_000;

            assertThat(Bytes.difference(".BTF of " + image.vmlinuz(), found, expected))
                    .isEmpty();
            run.figure("image " + image.name() + ": " + found.length + " bytes of BTF, equal, read in " + milliseconds
                    + " ms");
        }
    }

    @Test
    void anImageThatIsPackedOnceMoreHasItToo(ReferenceRun run) throws IOException {
        Image image = images(run).get(0);
        Path packed = run.newFolder("images").resolve("vmlinuz.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(image.vmlinuz(), out);
        }

        byte[] found = BtfLoader.standalone(packed).toBytes();

        assertThat(Bytes.difference(".BTF of " + packed, found, btf(image.vmlinux())))
                .isEmpty();
    }

    @Test
    void theVmlinuxOfKernelHeadersHasIt(ReferenceRun run) throws IOException {
        List<Image> withStub =
                images(run).stream().filter(image -> Files.exists(image.stub())).toList();
        Reference.require(
                !withStub.isEmpty(),
                "no kernel in " + run.reference().directory()
                        + " has a headers-vmlinux: they are older than Linux 6.12, or an"
                        + " older setup.sh made the folder");
        for (Image image : withStub) {
            byte[] found = BtfLoader.standalone(image.stub()).toBytes();

            assertThat(Bytes.difference(".BTF of " + image.stub(), found, btf(image.vmlinux())))
                    .isEmpty();
            run.figure("headers " + image.name() + ": the BTF in " + Files.size(image.stub())
                    + " bytes of vmlinux equals the kernel's");
        }
    }

    @Test
    void theGoalsTakeAnImageForAVmlinux(ReferenceRun run) throws IOException {
        Image image = images(run).get(images(run).size() - 1);
        Path folder = run.newFolder("images");

        for (Path file : List.of(image.vmlinux(), image.vmlinuz())) {
            run.maven()
                    .goal(
                            "dump",
                            Map.of(
                                    "btf.file", file.toString(),
                                    "btf.outputFile",
                                            folder.resolve(file.getFileName() + ".txt")
                                                    .toString()));
        }

        assertThat(folder.resolve("vmlinuz.txt"))
                .isNotEmptyFile()
                .hasSameBinaryContentAs(folder.resolve("vmlinux.txt"));
    }

    private static List<Image> images(ReferenceRun run) {
        List<Image> images = run.reference().images();
        for (Image image : images) {
            Reference.require(
                    Files.exists(image.vmlinuz()),
                    "there is no " + image.vmlinuz() + ": an older setup.sh made the folder, so set up another one");
        }
        return images;
    }

    private static byte[] btf(Path vmlinux) throws IOException {
        return Objects.requireNonNull(Sections.of(vmlinux).get(".BTF"), () -> "no .BTF in " + vmlinux);
    }
}
