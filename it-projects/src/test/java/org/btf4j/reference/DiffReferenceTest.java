// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.btf4j.batch.BtfLoader;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Detail;
import org.btf4j.diff.LayoutTable;
import org.btf4j.diff.Sort;
import org.btf4j.diff.Subject;
import org.btf4j.diff.TypeDifference;
import org.btf4j.diff.TypeDifference.Change;
import org.btf4j.model.Btf;
import org.btf4j.model.Kind;
import org.btf4j.reference.Reference.Kernel;
import org.btf4j.transform.Shuffler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What differs between kernels, and whether a C compiler sees the same in what bpftool prints of them. */
@ExtendWith(ReferenceExtension.class)
class DiffReferenceTest {

    private static final int STRUCTS = 20;

    @Test
    void kernelsDiffer(ReferenceRun run) throws IOException {
        List<Kernel> kernels = run.reference().kernels();
        Btf first = BtfLoader.standalone(kernels.get(0).vmlinux());
        for (Kernel kernel : kernels) {
            Btf other = BtfLoader.standalone(kernel.vmlinux());
            long start = System.nanoTime();
            BtfDiff diff = diff(first, other);
            long milliseconds = (System.nanoTime() - start) / 1_000_000;
            Map<String, Integer> counts = new TreeMap<>();
            diff.differences().forEach(each -> counts.merge(each.change() + " " + each.impact(), 1, Integer::sum));
            run.figure(
                    "diff " + kernels.get(0).name() + " to " + kernel.name() + ", " + milliseconds + " ms: " + counts);

            assertThat(diff.differences().isEmpty()).isEqualTo(kernel.equals(kernels.get(0)));
            assertThat(names(diff, Change.ADDED)).isEqualTo(names(diff(other, first), Change.REMOVED));
            assertThat(names(diff, Change.CHANGED)).isEqualTo(names(diff(other, first), Change.CHANGED));
        }
    }

    @Test
    void theSameKernelInAnotherOrderHasOnlyWhatWasAddedToIt(ReferenceRun run) throws IOException {
        Kernel kernel = run.reference().lastKernel();
        Btf vmlinux = BtfLoader.standalone(kernel.vmlinux());
        BtfDiff diff = diff(vmlinux, Shuffler.of(vmlinux).shuffle(1).btf());

        run.figure("diff " + kernel.name() + " to itself shuffled: "
                + diff.differences().size() + " types, all added");
        assertThat(diff.differences())
                .allMatch(each -> each.change() == Change.ADDED && each.name().startsWith("unrelated_"));
    }

    @Test
    void membersAreWhereTheCompilerPutsThem(ReferenceRun run) throws IOException, InterruptedException {
        CProbe.requireCompiler();
        List<Kernel> kernels = run.reference().kernels();
        Reference.require(kernels.size() > 1, "there is one kernel only, so none to compare it with");
        Kernel one = kernels.get(0);
        Kernel other = run.reference().lastKernel();
        Btf before = BtfLoader.standalone(one.vmlinux());
        Btf after = BtfLoader.standalone(other.vmlinux());
        List<TypeDifference> all = diff(before, after).differences().stream()
                .filter(each -> each.change() == Change.CHANGED)
                .filter(each -> each.sort() == Sort.STRUCT || each.sort() == Sort.UNION)
                .filter(each -> each.details().stream().anyMatch(Detail.Member.class::isInstance))
                // bpftool numbers the second type of a name, in an order of its own.
                .filter(each -> isSingle(before, each.name()) && isSingle(after, each.name()))
                .toList();
        List<TypeDifference> chosen = Reference.spread(all, STRUCTS);
        Path folder = run.newFolder("diff");

        CProbe old = probe(folder, one, before, chosen, false, run.reference().bpftool());
        CProbe now = probe(folder, other, after, chosen, true, run.reference().bpftool());

        long named = chosen.stream()
                .flatMap(each -> each.details().stream())
                .filter(Detail.Member.class::isInstance)
                .count();
        run.figure("diff " + one.name() + " to " + other.name() + ", " + chosen.size() + " of " + all.size()
                + " changed structs and unions, of which it names " + named + " members, as gcc lays out bpftool's C: "
                + old.count() + " members before, " + now.count() + " after");
        assertThat(chosen).hasSize(Math.min(STRUCTS, all.size()));
        assertThat(named).isGreaterThan(STRUCTS);
    }

    private static CProbe probe(
            Path folder, Kernel kernel, Btf btf, List<TypeDifference> chosen, boolean after, Path bpftool)
            throws IOException, InterruptedException {
        Path header = folder.resolve(kernel.name() + ".h");
        Files.write(
                header,
                Command.output(
                        bpftool.toString(),
                        "btf",
                        "dump",
                        "file",
                        kernel.vmlinux().toString(),
                        "format",
                        "c"));
        CProbe probe = new CProbe(btf);
        for (TypeDifference each : chosen) {
            LayoutTable layout = Objects.requireNonNull(each.layout(), each.name());
            probe.type(each.name(), after ? layout.sizeAfter() : layout.sizeBefore());
            for (LayoutTable.Row row : layout.rows()) {
                Detail.@Nullable Field field = after ? row.after() : row.before();
                if (field != null && !row.name().isEmpty()) {
                    probe.member(row.name(), field);
                }
            }
        }
        assertThat(probe.run(header)).as(kernel.name()).isEqualTo(probe.expected());
        return probe;
    }

    private static boolean isSingle(Btf btf, String name) {
        return btf.find(name, Kind.STRUCT).length + btf.find(name, Kind.UNION).length + btf.find(name, Kind.FWD).length
                == 1;
    }

    private static BtfDiff diff(Btf before, Btf after) {
        return BtfDiff.between(Subject.KERNEL, before, Set.of(), after, Set.of());
    }

    private static List<String> names(BtfDiff diff, Change change) {
        List<String> names = new ArrayList<>();
        for (TypeDifference each : diff.differences()) {
            if (each.change() == change) {
                names.add((each.sort() == Sort.UNION ? Sort.STRUCT : each.sort()) + " " + each.name());
            }
        }
        return names.stream().sorted().toList();
    }
}
