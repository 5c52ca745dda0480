// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.btf4j.model.Btf;
import org.btf4j.model.WordCursor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdMapTest {

    /** Of a base of nine types, 3 became 1 and 8 became 7; the split's 10 to 12 became 4 to 6. */
    private static IdMap map() {
        IdTable baseIds = new IdTable();
        baseIds.put(3, 1);
        baseIds.put(8, 7);
        return new IdMap(baseIds, 10, 4, 3);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 1", "8, 7", "10, 4", "11, 5", "12, 6"})
    void tellsTheNewId(int oldId, int newId) {
        assertThat(map().contains(oldId)).isTrue();
        assertThat(map().newId(oldId)).isEqualTo(newId);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 13, Integer.MAX_VALUE})
    void hasNoNewIdForWhatTheSplitDoesNotNeed(int oldId) {
        assertThat(map().contains(oldId)).isFalse();
        assertThatThrownBy(() -> map().newId(oldId))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("type id " + oldId + " has no new id: it was left out");
    }

    @Test
    void renumbersEveryIdThatTypesName() {
        Btf btf = Dumps.btf("""
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] ARRAY '(anon)' type_id=3 index_type_id=10 nr_elems=5
                [3] FUNC_PROTO '(anon)' ret_type_id=8 vlen=2
                    'a' type_id=12
                    'b' type_id=0
                [4] STRUCT 's' size=4 vlen=1
                    'm' type_id=11 bits_offset=3
                [5] PTR '(anon)' type_id=0
                [6] PTR '(anon)' type_id=0
                [7] PTR '(anon)' type_id=0
                [8] PTR '(anon)' type_id=0
                [9] PTR '(anon)' type_id=0
                [10] PTR '(anon)' type_id=0
                [11] PTR '(anon)' type_id=0
                [12] PTR '(anon)' type_id=0
                """);
        int[] words = btf.copyTypeWords();

        map().renumber(words, words.length, WordCursor.ids());

        Dumps.assertTypes(Btf.of(btf.byteOrder(), null, words, btf.copyStrings()), """
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] ARRAY '(anon)' type_id=1 index_type_id=4 nr_elems=5
                [3] FUNC_PROTO '(anon)' ret_type_id=7 vlen=2
                    'a' type_id=6
                    'b' type_id=0
                [4] STRUCT 's' size=4 vlen=1
                    'm' type_id=5 bits_offset=3
                [5] PTR '(anon)' type_id=0
                [6] PTR '(anon)' type_id=0
                [7] PTR '(anon)' type_id=0
                [8] PTR '(anon)' type_id=0
                [9] PTR '(anon)' type_id=0
                [10] PTR '(anon)' type_id=0
                [11] PTR '(anon)' type_id=0
                [12] PTR '(anon)' type_id=0
                """);
    }
}
