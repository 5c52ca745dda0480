// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.btf4j.batch.ModuleFacts;
import org.btf4j.report.ReportData.NeededType;
import org.junit.jupiter.api.Test;

class NeededTypesTest {

    private final NeededTypes types = new NeededTypes();

    @Test
    void thoseThatMostModulesNeedComeFirstThenTheOrderOfNames() {
        types.add(Reports.needing("struct device", "=struct list_head", "union u"));
        types.add(Reports.needing("enum e", "=struct device", "struct list_head"));

        assertThat(types.most())
                .containsExactly(
                        new NeededType("struct device", 2, 1),
                        new NeededType("struct list_head", 2, 1),
                        new NeededType("enum e", 1, 0),
                        new NeededType("union u", 1, 0));
    }

    @Test
    void aModuleCountsOnceForATypeThatItNeedsInTwoSizes() {
        types.add(Reports.needing("struct device", "=struct device"));

        assertThat(types.most()).containsExactly(new NeededType("struct device", 1, 1));
    }

    @Test
    void numbersDoNotCountSinceAllModulesNeedThem() {
        types.add(Reports.needing("int", "structure", "unsigned char"));

        assertThat(types.most()).isEmpty();
    }

    @Test
    void thereAreFiftyAtMost() {
        ModuleFacts facts = Reports.needing(
                IntStream.range(100, 160).mapToObj(i -> "struct s" + i).toArray(String[]::new));
        types.add(facts);

        assertThat(types.most())
                .hasSize(50)
                .startsWith(new NeededType("struct s100", 1, 0))
                .endsWith(new NeededType("struct s149", 1, 0));
    }
}
