// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import org.btf4j.batch.BtfLoader;
import org.btf4j.file.ModuleFile;
import org.btf4j.model.Btf;
import org.btf4j.reference.Reference.Kernel;
import org.btf4j.transform.Distillation;
import org.btf4j.transform.Distiller;
import org.btf4j.transform.Layout;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.Relocator;
import org.btf4j.transform.RuleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** In the layout base-ref, which libbpf does not know, every module comes back to its kernel as what it was. */
@ExtendWith(ReferenceExtension.class)
class BaseRefReferenceTest {

    @Test
    void distillingAndRelocatingOntoTheOwnKernelKeepsTheMeaning(ReferenceRun run) throws IOException {
        List<String> differences = new ArrayList<>();
        for (Kernel kernel : run.reference().kernels()) {
            Btf base = BtfLoader.standalone(kernel.vmlinux());
            Relocator relocator = new Relocator(base, Layout.BASE_REF, RuleSet.KERNEL);
            List<Long> sizes = new ArrayList<>();
            int same = 0;
            for (String name : kernel.moduleNames()) {
                Btf split = ModuleFile.read(kernel.module(name)).btf(base);
                Distillation distilled = Distiller.distill(split, Layout.BASE_REF);
                sizes.add((long) distilled.base().size());
                Relocation relocation = relocator.relocate(distilled.split());
                String difference = relocation.succeeded()
                        ? new SameMeaning(split, relocation.split()).difference()
                        : relocation.reasons().toString();
                if (difference.isEmpty()) {
                    same++;
                } else {
                    differences.add(kernel.name() + " " + name + ": " + difference);
                }
            }
            run.figure("base-ref " + kernel.name() + ": " + same + " of " + sizes.size()
                    + " come back with the same meaning; bases " + describe(sizes));
        }
        assertThat(differences).isEmpty();
    }

    private static String describe(List<Long> sizes) {
        LongSummaryStatistics statistics =
                sizes.stream().mapToLong(Long::longValue).summaryStatistics();
        double mean = statistics.getAverage();
        double variance = sizes.stream()
                .mapToDouble(size -> (size - mean) * (size - mean))
                .average()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "of %.0f bytes in the mean, standard deviation %.0f, largest %d",
                mean,
                Math.sqrt(variance),
                statistics.getMax());
    }
}
