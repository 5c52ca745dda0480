// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.List;
import org.btf4j.transform.TypeOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of one module on one kernel.
 *
 * @param reasons why the module is refused, one a type, in the order of the types' ids; empty if it fits
 * @param findings what the verdict rests on; those that the rules refuse are reasons instead
 */
public record CheckCell(CheckTarget target, CheckVerdict verdict, List<Reason> reasons, List<Finding> findings) {

    /** Keeps its own copies of the lists. */
    public CheckCell {
        reasons = List.copyOf(reasons);
        findings = List.copyOf(findings);
    }

    /**
     * Why a module is refused.
     *
     * @param type the name of the type that does not fit, {@code (anon)} if it has none
     * @param gist what is the matter, in a packager's words, the same for all modules; {@code there} is the kernel
     * @param way by which the module depends on the type, with what stands between that and the gist; may be empty
     * @param acceptedBy the first entry of the baseline that accepts it, or null
     * @param verdict what became of the type; null for a finding that the rules refuse
     */
    public record Reason(
            String type,
            String gist,
            String way,
            Baseline.@Nullable Entry acceptedBy,
            TypeOutcome.@Nullable Verdict verdict) {
        /** All of it, on one line. */
        public String sentence() {
            return gist + way;
        }
    }

    /**
     * What a verdict rests on though hardly anyone means it.
     *
     * @param type the name of the type, {@code (anon)} if it has none
     * @param gist what is the matter, in a packager's words, the same for all modules; {@code there} is the kernel
     * @param way by which the module depends on the type, with what stands between that and the gist; may be empty
     */
    public record Finding(String type, String gist, String way) {
        /** All of it, on one line. */
        public String sentence() {
            return gist + way;
        }
    }
}
