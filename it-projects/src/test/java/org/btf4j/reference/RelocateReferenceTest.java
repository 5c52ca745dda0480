// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.btf4j.it.Sections;
import org.btf4j.reference.Reference.Kernel;
import org.btf4j.reference.ReferenceRun.GoalOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code btf:relocate} of all distilled modules onto each kernel relocates and refuses the modules that libbpf does. */
@ExtendWith(ReferenceExtension.class)
class RelocateReferenceTest {

    @Test
    void makesTheSectionOrRefusesTheModuleAsLibbpfDoes(ReferenceRun run) throws IOException {
        List<String> differences = new ArrayList<>();
        for (Kernel from : run.reference().kernels()) {
            for (Kernel onto : run.reference().kernels()) {
                compare(run, from, onto, differences);
            }
        }
        assertThat(differences).isEmpty();
    }

    private static void compare(ReferenceRun run, Kernel from, Kernel onto, List<String> differences)
            throws IOException {
        Expected expected = run.reference().relocated(from, onto);
        GoalOutput relocated = run.relocated(from, onto);
        assertThat(expected.verdicts().keySet())
                .as("modules that libbpf was asked about")
                .containsExactlyElementsOf(from.moduleNames());
        Map<String, List<String>> reasons =
                reasonsByModule(relocated.log(), run.distilled(from).folder());
        int same = 0;
        int refusedAlike = 0;
        for (Map.Entry<String, Expected.Verdict> entry : expected.verdicts().entrySet()) {
            String module = entry.getKey();
            Expected.Verdict verdict = entry.getValue();
            Path output = relocated.module(module);
            String difference = verdict.refused()
                    ? differenceOfRefusal(output, verdict, reasons.getOrDefault(module, List.of()))
                    : differenceOfOutput(output, expected.bytes(module, ".split"));
            if (!difference.isEmpty()) {
                differences.add(from.name() + " onto " + onto.name() + " " + module + ": " + difference);
            } else if (verdict.refused()) {
                refusedAlike++;
            } else {
                same++;
            }
        }
        long refused = expected.refused();
        run.figure("relocate " + from.name() + " onto " + onto.name() + ": " + same + " of "
                + (expected.verdicts().size() - refused) + " byte-identical"
                + (refused == 0 ? "" : ", " + refusedAlike + " of " + refused + " refused as libbpf does"));
    }

    private static String differenceOfOutput(Path output, byte[] expected) throws IOException {
        if (!Files.exists(output)) {
            return "no output";
        }
        Map<String, byte[]> sections = Sections.of(output);
        return (sections.containsKey(".BTF.base") ? ".BTF.base is still there; " : "")
                + Bytes.difference(".BTF", sections.get(".BTF"), expected);
    }

    /** libbpf stops at the first type that it does not find; the goal names all, and that one first. */
    private static String differenceOfRefusal(Path output, Expected.Verdict verdict, List<String> reasons) {
        if (Files.exists(output)) {
            return "libbpf refuses it (" + verdict.warning() + "), the goal does not";
        }
        String named = " '" + verdict.blamedType() + "' ";
        return !reasons.isEmpty() && reasons.get(0).contains(named)
                ? ""
                : "libbpf refuses it (" + verdict.warning() + "), the goal for other reasons: " + reasons;
    }

    /** The goal's warnings start with the module's file. */
    private static Map<String, List<String>> reasonsByModule(List<String> log, Path modules) {
        String start = "[WARNING] " + modules + "/";
        return log.stream()
                .filter(line -> line.startsWith(start))
                .collect(Collectors.groupingBy(line -> line.substring(start.length(), line.indexOf(".ko: "))));
    }
}
