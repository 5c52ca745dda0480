// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.btf4j.it.Sections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An out-of-tree module that pahole and resolve_btfids made twice: with split BTF only, and distilled. */
@ExtendWith(ReferenceExtension.class)
class OutOfTreeModuleTest {

    @Test
    void distilsToTheThreeSectionsThatPaholeAndResolveBtfidsMake(ReferenceRun run) throws IOException {
        Path modules = run.reference().outOfTreeModule();
        Path output = run.newFolder("ootbtf-distilled");

        run.maven()
                .goal(
                        "distill",
                        Map.of(
                                "btf.modules",
                                        modules.resolve("ootbtf-split.ko").toString(),
                                "btf.base", modules.resolve("vmlinux").toString(),
                                "btf.outputDirectory", output.toString()));

        Map<String, byte[]> distilled = Sections.of(output.resolve("ootbtf-split.ko"));
        Map<String, byte[]> expected = Sections.of(modules.resolve("ootbtf-distilled.ko"));
        assertThat(distilled.get(".BTF.base"))
                .isEqualTo(expected.get(".BTF.base"))
                .isNotEmpty();
        assertThat(distilled.get(".BTF")).isEqualTo(expected.get(".BTF")).isNotEmpty();
        assertThat(distilled.get(".BTF_ids"))
                .isEqualTo(expected.get(".BTF_ids"))
                .isNotEmpty();
        run.figure("ootbtf: distilled as by pahole and resolve_btfids, .BTF.base, .BTF and .BTF_ids byte-identical");
    }

    /** Relocation to the kernel that a module was built for gives its own types their first ids again. */
    @Test
    void relocatesBackToTheIdsThatResolveBtfidsFilledIn(ReferenceRun run) throws IOException {
        Path modules = run.reference().outOfTreeModule();
        Path output = run.newFolder("ootbtf-relocated");

        run.maven()
                .goal(
                        "relocate",
                        Map.of(
                                "btf.modules",
                                        modules.resolve("ootbtf-distilled.ko").toString(),
                                "btf.target", modules.resolve("vmlinux").toString(),
                                "btf.outputDirectory", output.toString()));

        assertThat(Sections.of(output.resolve("ootbtf-distilled.ko")).get(".BTF_ids"))
                .isEqualTo(Sections.of(modules.resolve("ootbtf-split.ko")).get(".BTF_ids"))
                .isNotEmpty();
        run.figure("ootbtf: relocated back, .BTF_ids as filled in by resolve_btfids");
    }

    /** The kernel's BTF is given for both; the distilled module stands over its own base all the same. */
    @Test
    void getsTheIdsByNameThatResolveBtfidsFillsIn(ReferenceRun run) throws IOException {
        Path modules = run.reference().outOfTreeModule();
        Path output = run.newFolder("ootbtf-resolved");

        for (String form : List.of("split", "distilled")) {
            run.maven()
                    .goal(
                            "resolve-ids",
                            Map.of(
                                    "btf.modules",
                                            run.reference()
                                                    .outOfTreeFile("ootbtf-" + form + "-noids.ko")
                                                    .toString(),
                                    "btf.base", modules.resolve("vmlinux").toString(),
                                    "btf.outputDirectory", output.toString()));

            assertThat(output.resolve("ootbtf-" + form + "-noids.ko"))
                    .hasSameBinaryContentAs(modules.resolve("ootbtf-" + form + ".ko"));
        }
        run.figure("ootbtf: ids filled in by name, split and distilled, byte-identical to resolve_btfids");
    }
}
