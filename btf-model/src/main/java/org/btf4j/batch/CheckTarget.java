// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.transform.Layout;
import org.btf4j.transform.Relocator;
import org.btf4j.transform.RuleSet;

/**
 * A kernel that modules are checked against.
 *
 * <p>Its index is made once and serves all modules. Immutable and thread-safe.
 *
 * @param name how reports call it; no two targets of a check have the same
 * @param policy what a refusal means
 * @param sha256 that of its BTF, in lower-case hexadecimal digits
 * @param relocator tells by the rules of the check which modules fit
 */
public record CheckTarget(String name, Policy policy, String sha256, Relocator relocator) {

    /** What it means that a module does not fit. */
    public enum Policy {
        /** The modules have to fit. */
        REQUIRED("required"),
        /** It is good to know. */
        ADVISORY("advisory");

        private final String label;

        Policy(String label) {
            this.label = label;
        }

        /** The name by which users call the policy. */
        @Override
        public String toString() {
            return label;
        }
    }

    /**
     * Makes ready for a kernel.
     *
     * @throws BtfFormatException if its BTF is no target, see {@link Relocator#Relocator(Btf, Layout, RuleSet)}
     */
    public static CheckTarget of(String name, Policy policy, Btf kernel, Layout layout, RuleSet ruleSet) {
        return new CheckTarget(name, policy, Fingerprint.of(kernel), new Relocator(kernel, layout, ruleSet));
    }
}
