// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.btf4j.it.Sections;
import org.btf4j.reference.Reference.Kernel;
import org.btf4j.reference.ReferenceRun.GoalOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code btf:distill} over all modules of each kernel makes the bytes that libbpf makes. */
@ExtendWith(ReferenceExtension.class)
class DistillReferenceTest {

    @Test
    void makesBothSectionsAsLibbpfDoes(ReferenceRun run) throws IOException {
        List<String> differences = new ArrayList<>();
        for (Kernel kernel : run.reference().kernels()) {
            Expected expected = run.reference().distilled(kernel);
            GoalOutput distilled = run.distilled(kernel);
            assertThat(expected.verdicts().keySet())
                    .as("modules that libbpf was asked about")
                    .containsExactlyElementsOf(kernel.moduleNames());
            int same = 0;
            for (Map.Entry<String, Expected.Verdict> entry : expected.verdicts().entrySet()) {
                String difference = difference(entry.getKey(), entry.getValue(), expected, distilled);
                if (difference.isEmpty()) {
                    same++;
                } else {
                    differences.add(kernel.name() + " " + entry.getKey() + ": " + difference);
                }
            }
            run.figure("distill " + kernel.name() + ": " + same + " of "
                    + expected.verdicts().size() + " byte-identical");
        }
        assertThat(differences).isEmpty();
    }

    private static String difference(String module, Expected.Verdict verdict, Expected expected, GoalOutput distilled)
            throws IOException {
        Path output = distilled.module(module);
        if (verdict.refused()) {
            return Files.exists(output) ? "libbpf refuses it (" + verdict.warning() + "), the goal does not" : "";
        }
        if (!Files.exists(output)) {
            return "no output";
        }
        Map<String, byte[]> sections = Sections.of(output);
        return Bytes.difference(".BTF.base", sections.get(".BTF.base"), expected.bytes(module, ".base"))
                + Bytes.difference(".BTF", sections.get(".BTF"), expected.bytes(module, ".split"));
    }
}
