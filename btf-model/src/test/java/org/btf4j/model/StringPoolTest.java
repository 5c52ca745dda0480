// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A pool writes a string section: every string once, in the order of first use. */
class StringPoolTest {

    /** Strings at 1 (int), 5 (integer), 13 (empty), 14 (int once more) and 18 (a). */
    private final Btf source =
            Btf.read(new Blob().strings("|int|integer||int|a|").bytes());

    @Test
    void beginsWithTheEmptyString() {
        StringPool pool = StringPool.standalone();

        assertThat(pool.toBytes()).containsExactly(0);
        assertThat(pool.end()).isEqualTo(1);
        assertThat(pool.add(source, 0)).isZero();
        assertThat(pool.add(source, 13)).isZero();
    }

    @Test
    void storesEachStringOnceInTheOrderOfFirstUse() {
        StringPool pool = StringPool.standalone();

        assertThat(pool.add(source, 18)).isEqualTo(1);
        assertThat(pool.add(source, 1)).isEqualTo(3);
        assertThat(pool.add(source, 14)).isEqualTo(3);
        assertThat(pool.add(source, 18)).isEqualTo(1);
        assertThat(text(pool)).isEqualTo("|a|int|");
    }

    @Test
    void doesNotShareTheEndOfALongerString() {
        StringPool pool = StringPool.standalone();
        pool.add(source, 5);

        assertThat(source.string(6)).isEqualTo("nteger");
        assertThat(pool.add(source, 6)).isEqualTo(9);
        assertThat(text(pool)).isEqualTo("|integer|nteger|");
    }

    @Test
    void aSplitPoolUsesStringsOfItsParentAndCountsOnFromThere() {
        StringPool parent = StringPool.standalone();
        parent.add(source, 1);
        StringPool split = parent.split();

        assertThat(split.end()).isEqualTo(5);
        assertThat(split.add(source, 0)).isZero();
        assertThat(split.add(source, 14)).isEqualTo(1);
        assertThat(split.add(source, 18)).isEqualTo(5);
        assertThat(split.end()).isEqualTo(7);
        assertThat(text(split)).isEqualTo("a|");
        assertThat(text(parent)).isEqualTo("|int|");
    }

    @Test
    void aPoolOverABaseFindsTheFirstOfEqualStrings() {
        StringPool split = StringPool.over(source).split();

        assertThat(split.add(source, 14)).isEqualTo(1);
        assertThat(split.add(source, 13)).isZero();
        assertThat(split.toBytes()).isEmpty();
    }

    @Test
    void manyStringsKeepTheirOffsets() {
        StringPool pool = StringPool.standalone();
        int count = 5_000;
        int[] offsets = new int[count];
        for (int i = 0; i < count; i++) {
            offsets[i] = add(pool, "string " + i);
        }
        for (int i = 0; i < count; i++) {
            assertThat(add(pool, "string " + i)).isEqualTo(offsets[i]);
        }
        assertThat(text(pool)).startsWith("|string 0|string 1|").endsWith("|string 4999|");
    }

    private static int add(StringPool pool, String string) {
        byte[] bytes = string.getBytes(StandardCharsets.ISO_8859_1);
        return pool.add(bytes, 0, bytes.length);
    }

    private static String text(StringPool pool) {
        return new String(pool.toBytes(), StandardCharsets.ISO_8859_1).replace('\0', '|');
    }
}
