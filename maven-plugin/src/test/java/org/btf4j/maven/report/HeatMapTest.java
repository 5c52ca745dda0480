// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.batch.CheckVerdict.FITS;
import static org.btf4j.batch.CheckVerdict.REFUSED;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeatMapTest {

    @ParameterizedTest(name = "{0} of {1}: step {2}")
    @CsvSource({
        "0, 100, 0",
        "1, 4228, 1",
        "5, 100, 1",
        "6, 100, 2",
        "20, 100, 2",
        "21, 100, 3",
        "50, 100, 3",
        "51, 100, 4",
        "99, 100, 4",
        "100, 100, 5",
        "1, 1, 5",
        "0, 0, -1"
    })
    void theColourIsAStepOfTheShareThatIsRefused(int refused, int checked, int expected) {
        // Modules that could not be checked say nothing about a kernel.
        HeatMap.Cell cell = new HeatMap.Cell(Map.of(REFUSED, refused, FITS, checked - refused), 7, null);

        assertThat(cell.heat()).isEqualTo(expected);
    }
}
