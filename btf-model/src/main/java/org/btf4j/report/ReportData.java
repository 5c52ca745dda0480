// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.btf4j.batch.CheckTarget;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.batch.ModuleDiff;
import org.btf4j.batch.ModuleFacts;
import org.jspecify.annotations.Nullable;

/**
 * All that a report tells: which modules there are, what they need, on which kernels they keep their BTF, and what changed in them.
 *
 * <p>The pages of the Maven site and the JSON file are both made of it. It has no time stamp, so equal inputs give equal reports.
 * Immutable.
 *
 * @param provenance of what and by what the report was made
 * @param kernels in the order in which the user named them
 * @param modules in the order of their names
 * @param removed modules that only the old side has
 * @param mostNeeded the structs, unions and enums of kernels on which most modules depend, those first; of as many, in the order of
 *     their names
 */
public record ReportData(
        Provenance provenance,
        List<Kernel> kernels,
        List<Module> modules,
        List<String> removed,
        List<NeededType> mostNeeded) {

    /** Keeps its own copies of the lists. */
    public ReportData {
        kernels = List.copyOf(kernels);
        modules = List.copyOf(modules);
        removed = List.copyOf(removed);
        mostNeeded = List.copyOf(mostNeeded);
    }

    /**
     * Of what and by what a report was made.
     *
     * @param tool name and version of what made it
     * @param java version of the Java that it ran on
     * @param layout that of the modules' small bases
     * @param rules by whose rules the verdicts are
     */
    public record Provenance(String tool, String java, String layout, String rules, List<Input> inputs) {
        /** Keeps its own copy of the list. */
        public Provenance {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * A file that was read, besides the modules, whose sums stand with them.
     *
     * @param role what it was read as, a word for the user's parameter: {@code target}, {@code baseline}, {@code old},
     *     {@code oldBase}, {@code base}
     * @param name as the user wrote it
     * @param sha256 that of a kernel's BTF, or of the file, or of the modules as {@link org.btf4j.batch.Fingerprint} tells
     */
    public record Input(String role, String name, String sha256) {}

    /**
     * A kernel.
     *
     * @param counts how many modules have which verdict; all verdicts are there
     * @param notChecked how many modules could not be checked
     */
    public record Kernel(CheckTarget target, Map<CheckVerdict, Integer> counts, int notChecked) {
        /** Keeps its own copy of the counts, with 0 for verdicts that are not there. */
        public Kernel {
            counts = withAllVerdicts(counts);
        }

        /** How many modules have a verdict. */
        public int count(CheckVerdict verdict) {
            return counts.getOrDefault(verdict, 0);
        }

        /** Bytes of the kernel's BTF. */
        public long btfSize() {
            return target.relocator().target().size();
        }
    }

    static Map<CheckVerdict, Integer> withAllVerdicts(Map<CheckVerdict, Integer> counts) {
        Map<CheckVerdict, Integer> all = new EnumMap<>(CheckVerdict.class);
        for (CheckVerdict verdict : CheckVerdict.values()) {
            all.put(verdict, counts.getOrDefault(verdict, 0));
        }
        return Collections.unmodifiableMap(all);
    }

    /**
     * A module.
     *
     * @param facts null if it is broken or could not be read
     * @param changes since the old version; null where no old side was given
     */
    public record Module(
            ModuleCheck check,
            @Nullable ModuleFacts facts,
            @Nullable ModuleDiff changes) {}

    /**
     * A type of the kernel.
     *
     * @param type as C calls it
     * @param modules how many modules need it
     * @param embedding how many of them have it by value
     */
    public record NeededType(String type, int modules, int embedding) {}
}
