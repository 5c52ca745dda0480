// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.btf4j.it.Sections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An out-of-tree module as the compiler left it, which pahole encoded in place in another copy. */
@ExtendWith(ReferenceExtension.class)
class EncodeReferenceTest {

    @ParameterizedTest
    @CsvSource({"pahole-1.24, ootbtf-split-1.24.ko", "pahole-1.30, ootbtf-split.ko"})
    void getsTheBtfThatPaholePutsIn(String pahole, String encodedInPlace, ReferenceRun run) throws IOException {
        Path modules = run.reference().outOfTreeModule();
        Path before = run.reference().outOfTreeFile("ootbtf-dwarf.ko");
        Path output = encode(run, pahole);

        Map<String, byte[]> encoded = Sections.of(output.resolve("ootbtf-dwarf.ko"));
        Map<String, byte[]> expected = Sections.of(modules.resolve(encodedInPlace));
        assertThat(encoded.remove(".BTF")).isEqualTo(expected.get(".BTF")).isNotEmpty();
        Map<String, byte[]> unchanged = Sections.of(before);
        assertThat(encoded.keySet()).isEqualTo(unchanged.keySet());
        assertThat(encoded.remove(".BTF_ids"))
                .isEqualTo(expected.get(".BTF_ids"))
                .isNotEqualTo(unchanged.get(".BTF_ids"));
        encoded.remove(".shstrtab");
        encoded.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(unchanged.get(name)));
        run.figure("ootbtf: encoded as by " + pahole
                + " -J and resolve_btfids, .BTF and .BTF_ids byte-identical, all else unchanged");
    }

    @Test
    void distilsThenToWhatPaholeDistils(ReferenceRun run) throws IOException {
        Path modules = run.reference().outOfTreeModule();
        Path output = run.newFolder("ootbtf-encoded-distilled");

        run.maven()
                .goal(
                        "distill",
                        Map.of(
                                "btf.modules", encode(run, "pahole-1.30").toString(),
                                "btf.base", modules.resolve("vmlinux").toString(),
                                "btf.outputDirectory", output.toString()));

        Map<String, byte[]> distilled = Sections.of(output.resolve("ootbtf-dwarf.ko"));
        Map<String, byte[]> expected = Sections.of(modules.resolve("ootbtf-distilled.ko"));
        assertThat(distilled.get(".BTF.base"))
                .isEqualTo(expected.get(".BTF.base"))
                .isNotEmpty();
        assertThat(distilled.get(".BTF")).isEqualTo(expected.get(".BTF")).isNotEmpty();
        assertThat(distilled.get(".BTF_ids"))
                .isEqualTo(expected.get(".BTF_ids"))
                .isNotEmpty();
        run.figure("ootbtf: encoded and distilled as by pahole-1.30, .BTF.base, .BTF and .BTF_ids byte-identical");
    }

    private static Path encode(ReferenceRun run, String pahole) throws IOException {
        Path modules = run.reference().outOfTreeModule();
        Path output = run.newFolder("ootbtf-encoded-" + pahole);
        run.maven()
                .goal(
                        "encode",
                        Map.of(
                                "btf.modules",
                                        run.reference()
                                                .outOfTreeFile("ootbtf-dwarf.ko")
                                                .toString(),
                                "btf.base", modules.resolve("vmlinux").toString(),
                                "btf.pahole", run.reference().tool(pahole).toString(),
                                "btf.outputDirectory", output.toString()));
        return output;
    }
}
