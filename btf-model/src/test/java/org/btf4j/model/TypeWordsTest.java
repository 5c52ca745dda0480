// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.model.BtfBuilder.member;

import org.junit.jupiter.api.Test;

/** A type section grows type by type, some copied and some new. */
class TypeWordsTest {

    @Test
    void copiesTypesOfBaseAndSplit() {
        BtfBuilder baseBuilder = BtfBuilder.standalone();
        baseBuilder.integer("int", 4, 0);
        Btf base = baseBuilder.build();
        BtfBuilder splitBuilder = BtfBuilder.over(base);
        splitBuilder.struct("s", 4, member("a", 1, 0));
        Btf split = splitBuilder.build();
        TypeWords words = new TypeWords(0);

        words.copy(split, 2);
        words.copy(split, 1);

        assertThat(words.length()).isEqualTo(10);
        assertThat(words.toArray()).startsWith(split.copyTypeWords()).endsWith(base.copyTypeWords());
        assertThat(words.array()).startsWith(words.toArray());
    }

    @Test
    void writesHeadsAndWords() {
        TypeWords words = new TypeWords(1);

        words.head(5, Kind.FWD, true, 0, 0);
        words.head(0, Kind.INT, false, 0, 4);
        words.word(32);

        assertThat(words.toArray()).containsExactly(5, 0x8700_0000, 0, 0, 0x0100_0000, 4, 32);
    }
}
