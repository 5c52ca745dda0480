// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Path;
import org.btf4j.batch.CheckTarget.Policy;
import org.btf4j.text.RawDump;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;

/** Kernels to check against. */
final class Targets {

    private Targets() {}

    /** A required kernel that has hardly any types. */
    static CheckTarget of(String name) {
        return CheckTarget.of(
                name,
                Policy.REQUIRED,
                RawDump.parse("[1] FWD 'nothing' fwd_kind=struct"),
                Layout.DISTILLED,
                RuleSet.KERNEL);
    }

    /** A kernel from a file. */
    static CheckTarget of(String name, Policy policy, Path file, RuleSet ruleSet) throws IOException {
        return CheckTarget.of(name, policy, BtfLoader.standalone(file), Layout.DISTILLED, ruleSet);
    }
}
