// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.util.List;
import java.util.stream.Collectors;
import org.btf4j.model.Btf;
import org.btf4j.transform.Finding;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.TypeOutcome;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Checks what became of a relocation, and tells it in full where it became something else.
 *
 * @param what starts the messages
 * @param originalBase the base that the split was encoded against, which lets messages tell how members differ; or null
 */
record RelocationChecks(
        String what, Relocation relocation, @Nullable Btf originalBase) {

    void succeeds() {
        if (!relocation.succeeded()) {
            throw new AssertionFailedError(what + ": cannot relocate:" + explanation());
        }
    }

    void failsOn(String type) {
        if (named(type).stream().allMatch(TypeOutcome::isMapped)) {
            throw new AssertionFailedError(what + ": expected to fail on '" + type + "', but " + became(type));
        }
    }

    void failsOn(String type, TypeOutcome.Verdict reason) {
        List<TypeOutcome> outcomes = named(type);
        if (outcomes.stream().noneMatch(outcome -> outcome.verdict() == reason)) {
            String verdicts =
                    outcomes.stream().map(outcome -> outcome.verdict().name()).collect(Collectors.joining(", "));
            throw new AssertionFailedError(
                    what + ": expected to fail on '" + type + "' because " + reason + ", but " + became(type),
                    reason.name(),
                    verdicts);
        }
    }

    void hasFinding(String type, Finding.Cause cause) {
        List<Integer> ids = named(type).stream().map(TypeOutcome::id).toList();
        if (relocation.findings().stream()
                .noneMatch(finding -> finding.cause() == cause && ids.contains(finding.id()))) {
            throw new AssertionFailedError(
                    what + ": expected the finding " + cause + " on '" + type + "', but " + findings());
        }
    }

    void hasNoFindings() {
        if (!relocation.findings().isEmpty()) {
            throw new AssertionFailedError(what + ": expected no findings, but " + findings());
        }
    }

    private List<TypeOutcome> named(String type) {
        return relocation.outcomes().stream()
                .filter(outcome -> outcome.type().name().equals(type))
                .toList();
    }

    private String became(String type) {
        List<TypeOutcome> outcomes = named(type);
        return (outcomes.isEmpty()
                        ? "the small base has no type of that name"
                        : outcomes.stream()
                                .map(outcome -> outcome.verdict() + ": " + outcome.reason())
                                .collect(Collectors.joining("\n  and ")))
                + (relocation.succeeded()
                        ? ".\nThe relocation succeeded."
                        : ".\nThe relocation failed:" + explanation());
    }

    private String explanation() {
        return relocation.explain(originalBase).lines().stream()
                .map(line -> "\n  " + line)
                .collect(Collectors.joining());
    }

    private String findings() {
        return relocation.findings().isEmpty()
                ? "there are none."
                : "there are:"
                        + relocation.findings().stream()
                                .map(finding -> "\n  " + finding.cause() + ": " + finding.message())
                                .collect(Collectors.joining());
    }
}
