// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.List;
import org.btf4j.transform.Explanation;
import org.btf4j.transform.TypeOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of one module on one kernel.
 *
 * @param reasons why the module is refused, one a type, in the order of the types' ids; empty if it fits
 * @param findings sentences on what the verdict rests on; those that the rules refuse are reasons instead
 */
public record CheckCell(CheckTarget target, CheckVerdict verdict, List<Reason> reasons, List<String> findings) {

    /** Keeps its own copies of the lists. */
    public CheckCell {
        reasons = List.copyOf(reasons);
        findings = List.copyOf(findings);
    }

    /**
     * Why a module is refused.
     *
     * @param type the name of the type that does not fit, {@code (anon)} if it has none
     * @param sentence in a packager's words, on one line; {@code there} is the kernel
     * @param acceptedBy the first entry of the baseline that accepts it, or null
     * @param verdict what became of the type; null for a finding that the rules refuse
     */
    public record Reason(
            String type, String sentence, Baseline.@Nullable Entry acceptedBy, TypeOutcome.@Nullable Verdict verdict) {
        /** The sentence as far as it is about type and kernel, and so is the same for many modules. */
        public String gist() {
            return CheckCell.gist(sentence);
        }
    }

    /**
     * A sentence of a reason or a finding without the way by which the module depends on the type.
     *
     * <p>A semicolon is between the two, and nowhere else in it; see {@link Explanation.Failure#sentence()}.
     */
    public static String gist(String sentence) {
        int end = sentence.indexOf("; ");
        return end < 0 ? sentence : sentence.substring(0, end);
    }
}
