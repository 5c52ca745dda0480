// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.btf4j.batch.Fingerprint;

/** By what a result of a module is known again in another check. Not thread-safe. */
final class SarifFingerprints {

    private static final int DIGITS = 32;

    private final String module;
    private final Map<String, Integer> seen = new HashMap<>();

    SarifFingerprints(String module) {
        this.module = module;
    }

    /** The fingerprint of the next result of that kernel, rule and type; types without a name are counted. */
    String next(String kernel, String rule, String type) {
        String text = String.join("\n", module, kernel, rule, type);
        int ordinal = seen.merge(text, 1, Integer::sum);
        return Fingerprint.of((text + "\n" + ordinal).getBytes(StandardCharsets.UTF_8))
                .substring(0, DIGITS);
    }
}
