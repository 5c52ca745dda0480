// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KfuncTagsTest {

    private final BtfBuilder types = BtfBuilder.standalone();
    private final int prototype = types.prototype(0);

    @Test
    void functionsWithTheTagInTheOrderOfTheirNames() {
        types.declarationTag("bpf_kfunc", function("second"), -1);
        types.declarationTag("bpf_kfunc", function("first"), -1);
        types.declarationTag("bpf_fastcall", function("other"), -1);

        assertThat(KfuncTags.of(types.build())).containsExactly("first", "second");
    }

    @Test
    void notTypesThatAreNoFunctionsNorParameters() {
        types.declarationTag("bpf_kfunc", types.struct("device", 0), -1);
        types.declarationTag("bpf_kfunc", function("probe"), 0);

        assertThat(KfuncTags.of(types.build())).isEmpty();
    }

    private int function(String name) {
        return types.function(name, prototype, BtfType.Func.STATIC);
    }
}
