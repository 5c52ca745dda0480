// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.btf4j.batch.CheckCell;
import org.btf4j.batch.CheckTarget;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.batch.ModuleFacts;
import org.btf4j.text.RawDump;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;

/** Reports made of values. */
final class Reports {

    static final CheckTarget OLD = kernel("6.1");
    static final CheckTarget NEW = kernel("6.12");

    private Reports() {}

    /** A kernel that has hardly any types. */
    private static CheckTarget kernel(String name) {
        return CheckTarget.of(
                name,
                CheckTarget.Policy.REQUIRED,
                RawDump.parse("[1] FWD 'nothing' fwd_kind=struct"),
                Layout.DISTILLED,
                RuleSet.KERNEL);
    }

    /** A report of both kernels. */
    static ReportData of(ReportData.Module... modules) {
        return new ReportData(
                new ReportData.Provenance("test 1", "17", "distilled", "kernel", List.of()),
                Stream.of(OLD, NEW)
                        .map(kernel -> new ReportData.Kernel(kernel, Map.of(), 0))
                        .toList(),
                List.of(modules),
                List.of(),
                List.of());
    }

    /** A module with a cell for each of the two kernels. */
    static ReportData.Module module(String name, CheckCell before, CheckCell after) {
        return new ReportData.Module(
                new ModuleCheck(name, ModuleCheck.State.CHECKED, "", "", "", List.of(before, after)), null, null);
    }

    /** A module that has the same verdict on both kernels. */
    static ReportData.Module module(String name, CheckVerdict verdict) {
        return module(
                name,
                new CheckCell(OLD, verdict, List.of(), List.of()),
                new CheckCell(NEW, verdict, List.of(), List.of()));
    }

    /** A module that could not be checked. */
    static ReportData.Module unchecked(String name) {
        return new ReportData.Module(
                new ModuleCheck(name, ModuleCheck.State.NO_BTF, "has no section .BTF", "", "", List.of()), null, null);
    }

    /** What a module needs, {@code =} before the types that it embeds. */
    static ModuleFacts needing(String... types) {
        List<ModuleFacts.Need> needs = Arrays.stream(types)
                .map(type -> type.startsWith("=")
                        ? new ModuleFacts.Need(type.substring(1), 8, true)
                        : new ModuleFacts.Need(type, 0, false))
                .toList();
        return new ModuleFacts(100, 50, 20, "", "", needs, List.of());
    }
}
