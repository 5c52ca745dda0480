// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.ArrayList;
import java.util.List;
import org.btf4j.batch.CheckTarget.Policy;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.ModuleCheck.State;
import org.btf4j.batch.ModuleDiff;
import org.btf4j.diff.Impact;
import org.btf4j.report.ReportData;
import org.btf4j.report.ReportData.Module;

/** The report in a few sentences, for whoever reads no further. */
record Headline(Texts texts, ReportData data) {

    /** Plain text; empty where there is neither a kernel nor an old version. */
    String text() {
        List<String> sentences = new ArrayList<>();
        if (checked() > 0 && has(Policy.REQUIRED)) {
            long refused = refusedOn(Policy.REQUIRED);
            sentences.add(
                    refused == 0
                            ? texts.text("headline.fits", Html.number(checked()))
                            : texts.text("headline.refused", Html.number(refused), Html.number(checked())));
        }
        if (checked() > 0 && has(Policy.ADVISORY)) {
            sentences.add(
                    texts.text("headline.advisory", Html.number(refusedOn(Policy.ADVISORY)), Html.number(checked())));
        }
        long unchecked = data.modules().size() - checked();
        if (unchecked > 0) {
            sentences.add(texts.text("headline.unchecked", Html.number(unchecked)));
        }
        List<ModuleDiff> changes = changes();
        if (!changes.isEmpty()) {
            Impact worst = changes.stream().map(ModuleDiff::impact).reduce(Impact.COMPATIBLE, Impact::and);
            sentences.add(
                    changes.stream().allMatch(ModuleDiff::isUnchanged)
                            ? texts.text("headline.unchanged")
                            : texts.text("headline.changed", texts.text("impact." + worst.name())));
        }
        return String.join(" ", sentences);
    }

    /** Of the modules on either side; none where there is no old side. */
    private List<ModuleDiff> changes() {
        List<ModuleDiff> changes = new ArrayList<>();
        for (Module module : data.modules()) {
            if (module.changes() != null) {
                changes.add(module.changes());
            }
        }
        data.removed().forEach(name -> changes.add(new ModuleDiff(name, ModuleDiff.State.REMOVED, "", null, null)));
        return changes;
    }

    private long checked() {
        return data.modules().stream()
                .filter(module -> module.check().state() == State.CHECKED)
                .count();
    }

    private boolean has(Policy policy) {
        return data.kernels().stream().anyMatch(kernel -> kernel.target().policy() == policy);
    }

    private long refusedOn(Policy policy) {
        return data.modules().stream()
                .filter(module -> module.check().cells().stream()
                        .anyMatch(cell -> cell.verdict() == CheckVerdict.REFUSED
                                && cell.target().policy() == policy))
                .count();
    }
}
