// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.btf4j.batch.CheckCell;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.batch.ModuleFacts;

/**
 * Keeps equal values once: thousands of modules need the same types and are refused for the same reasons.
 *
 * <p>Lists are shared as {@link List#copyOf}, which the records take as they are.
 *
 * <p>Not thread-safe.
 */
final class SharedValues {

    private final Map<Object, Object> values = new HashMap<>();

    /** An equal check. */
    ModuleCheck share(ModuleCheck check) {
        List<CheckCell> cells = check.cells().stream().map(this::share).toList();
        return new ModuleCheck(check.name(), check.state(), check.problem(), check.sha256(), check.baseSha256(), cells);
    }

    private CheckCell share(CheckCell cell) {
        List<CheckCell.Reason> reasons =
                cell.reasons().stream().map(this::share).toList();
        List<CheckCell.Finding> findings =
                cell.findings().stream().map(this::share).toList();
        return new CheckCell(cell.target(), cell.verdict(), one(List.copyOf(reasons)), one(List.copyOf(findings)));
    }

    private CheckCell.Reason share(CheckCell.Reason reason) {
        return one(new CheckCell.Reason(
                one(reason.type()), one(reason.gist()), one(reason.way()), reason.acceptedBy(), reason.verdict()));
    }

    private CheckCell.Finding share(CheckCell.Finding finding) {
        return one(new CheckCell.Finding(one(finding.type()), one(finding.gist()), one(finding.way())));
    }

    /** Equal facts. */
    ModuleFacts share(ModuleFacts facts) {
        List<ModuleFacts.Need> needs = facts.needs().stream().map(this::share).toList();
        return new ModuleFacts(
                facts.fileSize(),
                facts.btfSize(),
                facts.baseSize(),
                one(facts.version()),
                one(facts.vermagic()),
                needs,
                facts.kfuncs(),
                facts.problem());
    }

    private ModuleFacts.Need share(ModuleFacts.Need need) {
        return one(new ModuleFacts.Need(one(need.type()), need.size(), need.embedded()));
    }

    /** The first of all values that equal this one. */
    @SuppressWarnings("unchecked") // a value is stored under itself, and equals only values of its class
    private <T> T one(T value) {
        T first = (T) values.putIfAbsent(value, value);
        return first == null ? value : first;
    }
}
