// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.btf4j.it.Sections;
import org.btf4j.it.Sections.Section;
import org.btf4j.reference.Reference.Kernel;
import org.btf4j.reference.ReferenceRun.GoalOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the goals write is a sound ELF file, and nothing in it has changed but BTF. */
@ExtendWith(ReferenceExtension.class)
class EditedModuleTest {

    private static final Set<String> CHANGED_BY_DISTIL = Set.of(".BTF", ".BTF_ids");
    /** Relocation to the kernel that a module was built for gives the types that it has ids for their first ids again. */
    private static final Set<String> CHANGED_BY_BOTH = Set.of(".BTF");

    private static final String NAMES = ".shstrtab";
    private static final int PROGBITS = 1;
    private static final int MODULES_FOR_READELF = 300;

    /** Symbols, relocations and section names are sections too, so that this covers them. */
    @Test
    void hasTheInputsOtherSectionsUnchanged(ReferenceRun run) throws IOException {
        List<String> differences = new ArrayList<>();
        for (Kernel kernel : run.reference().kernels()) {
            GoalOutput distilled = run.distilled(kernel);
            GoalOutput relocated = run.relocated(kernel, kernel);
            Tally tally = new Tally();
            for (String module : kernel.moduleNames()) {
                List<Section> input = Sections.list(kernel.module(module));
                String afterDistil = difference(input, Sections.list(distilled.module(module)), CHANGED_BY_DISTIL, 1);
                String afterRelocate = difference(input, Sections.list(relocated.module(module)), CHANGED_BY_BOTH, 0);
                tally.count("distilled", afterDistil.isEmpty());
                tally.count("distilled and relocated", afterRelocate.isEmpty());
                if (!afterDistil.isEmpty() || !afterRelocate.isEmpty()) {
                    differences.add(kernel.name() + " " + module + ": " + afterDistil + afterRelocate);
                }
            }
            run.figure("edited " + kernel.name() + ", other sections unchanged: " + tally);
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void isReadByReadelfWithoutComplaint(ReferenceRun run) throws IOException, InterruptedException {
        List<String> complaints = new ArrayList<>();
        for (Kernel kernel : run.reference().kernels()) {
            Tally tally = new Tally();
            for (String module : Reference.spread(kernel.moduleNames(), MODULES_FOR_READELF)) {
                Path distilled = run.distilled(kernel).module(module);
                Path relocated = run.relocated(kernel, kernel).module(module);
                for (Path file : List.of(distilled, relocated)) {
                    List<String> found = complaintsOfReadelf(file);
                    tally.count(file.equals(distilled) ? "distilled" : "relocated", found.isEmpty());
                    complaints.addAll(found);
                }
            }
            run.figure("edited " + kernel.name() + ", readelf -aW without a warning: " + tally);
        }
        assertThat(complaints).isEmpty();
    }

    private static List<String> complaintsOfReadelf(Path file) throws IOException, InterruptedException {
        String output = new String(Command.output("readelf", "-aW", file.toString()), StandardCharsets.UTF_8);
        return output.lines()
                .filter(line -> line.startsWith("readelf:") || line.contains("Warning:") || line.contains("<corrupt"))
                .map(line -> file + ": " + line)
                .toList();
    }

    /**
     * Empty if there is no difference.
     *
     * @param changed names of sections whose contents are others now
     * @param added how many {@code .BTF.base} there are more
     */
    private static String difference(List<Section> input, List<Section> output, Set<String> changed, int added) {
        StringBuilder differences = new StringBuilder();
        for (int i = 0; i < Math.min(input.size(), output.size()); i++) {
            Section before = input.get(i);
            Section after = output.get(i);
            if (!sameHeader(before, after)) {
                differences.append("header of section [" + i + "] " + before.name() + "; ");
            }
            if (!changed.contains(before.name()) && !sameContents(before, after)) {
                differences.append("contents of section [" + i + "] " + before.name() + "; ");
            }
        }
        List<Section> more = output.subList(Math.min(input.size(), output.size()), output.size());
        if (output.size() != input.size() + added || !more.stream().allMatch(EditedModuleTest::isBtfBase)) {
            differences.append(input.size() + " sections became " + output.size() + "; ");
        }
        return differences.toString();
    }

    private static boolean sameHeader(Section a, Section b) {
        boolean maySizeDiffer = a.name().equals(".BTF") || a.name().equals(NAMES);
        return a.name().equals(b.name())
                && a.type() == b.type()
                && a.flags() == b.flags()
                && a.address() == b.address()
                && (maySizeDiffer || a.size() == b.size())
                && a.link() == b.link()
                && a.info() == b.info()
                && a.alignment() == b.alignment()
                && a.entrySize() == b.entrySize();
    }

    private static boolean sameContents(Section before, Section after) {
        if (before.name().equals(NAMES)) {
            // One name is added at the end.
            byte[] start = Arrays.copyOf(after.contents(), before.contents().length);
            return Arrays.equals(start, before.contents());
        }
        return Arrays.equals(before.contents(), after.contents());
    }

    private static boolean isBtfBase(Section section) {
        return section.name().equals(".BTF.base")
                && section.type() == PROGBITS
                && section.flags() == 0
                && section.address() == 0
                && section.link() == 0
                && section.info() == 0
                && section.entrySize() == 0;
    }
}
