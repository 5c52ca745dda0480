// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IdTableTest {

    @Test
    void hasAnIdOnce() {
        IdTable table = new IdTable();

        assertThat(table.add(7)).isTrue();
        assertThat(table.add(7)).isFalse();
        assertThat(table.ascendingIds()).containsExactly(7);
    }

    @Test
    void givesNoNumberToAnIdThatHasNone() {
        IdTable table = new IdTable();
        table.add(7);

        assertThat(table.get(7)).isZero();
        assertThat(table.get(8)).isZero();
    }

    @Test
    void replacesANumberAndKeepsItWhenTheIdIsAddedAgain() {
        IdTable table = new IdTable();
        table.put(7, 1);
        table.put(7, 2);
        table.add(7);

        assertThat(table.get(7)).isEqualTo(2);
    }

    @Test
    void growsWithWhatIsInIt() {
        SplittableRandom random = new SplittableRandom(1);
        IdTable table = new IdTable();
        TreeMap<Integer, Integer> expected = new TreeMap<>();
        for (int i = 0; i < 100_000; i++) {
            // Neighbours and multiples of a power of two are what ids are like, and what a bad hash stumbles over.
            int id = 1 + random.nextInt(1_000) * (1 << random.nextInt(20));
            int number = random.nextInt(1, Integer.MAX_VALUE);
            assertThat(table.add(id)).isEqualTo(!expected.containsKey(id));
            table.put(id, number);
            expected.put(id, number);
        }

        assertThat(table.ascendingIds())
                .containsExactly(expected.keySet().stream().mapToInt(id -> id).toArray());
        expected.forEach((id, number) -> assertThat(table.get(id)).isEqualTo(number));
    }

    @Test
    void takesTheHighestId() {
        IdTable table = new IdTable();
        table.put(Integer.MAX_VALUE, 3);

        assertThat(table.get(Integer.MAX_VALUE)).isEqualTo(3);
        assertThat(table.ascendingIds()).containsExactly(Integer.MAX_VALUE);
    }
}
