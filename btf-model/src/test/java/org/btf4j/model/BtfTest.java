// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.btf4j.model.BtfBuilder.member;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Types and strings of a blob are asked for one at a time, by id and by offset. */
class BtfTest {

    private final Btf btf = btf(ByteOrder.LITTLE_ENDIAN, "value");

    private static Btf btf(ByteOrder byteOrder, String memberName) {
        BtfBuilder builder = BtfBuilder.standalone(byteOrder);
        int integer = builder.integer("int", 4, BtfType.Int.SIGNED);
        builder.struct("holder", 4, member(memberName, integer, 0));
        builder.pointer(2);
        return builder.build();
    }

    @Test
    void aTypeIsDescribedAsADumpBegins() {
        assertThat(btf.describe(2)).isEqualTo("[2] STRUCT 'holder'");
        assertThat(btf.describe(3)).isEqualTo("[3] PTR '(anon)'");
    }

    @Test
    void theTailOfATypeIsItsFirstWordAfterTheHead() {
        assertThat(btf.tailWord(1)).isEqualTo(0x0100_0020);
        assertThatThrownBy(() -> btf.tailWord(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[2] STRUCT 'holder' has no tail");
    }

    @Test
    void wordsAreCountedByTypeAndInAll() {
        assertThat(btf.wordCount(1)).isEqualTo(4);
        assertThat(btf.wordCount(2)).isEqualTo(6);
        assertThat(btf.wordCount(3)).isEqualTo(3);
        assertThat(btf.wordCount()).isEqualTo(13);
    }

    @Test
    void anIdThatDoesNotExistIsTheCallersMistake() {
        assertThatThrownBy(() -> btf.type(4))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("type id 4, not in 1..3");
        assertThatThrownBy(() -> btf.kind(-1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("type id -1, not in 1..3");
    }

    @Test
    void aStringOffsetThatDoesNotExistIsTheCallersMistake() {
        int end = btf.stringsEnd();
        assertThat(btf.string(end - 1)).isEmpty();
        assertThatThrownBy(() -> btf.string(end))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("string offset " + end + ", not in 0.." + (end - 1));
        assertThatThrownBy(() -> btf.string(-1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("string offset -1, not in 0.." + (end - 1));
    }

    @Test
    void typesAreTheSameWhateverTheByteOrderAndTheStorageOfStrings() {
        byte[] otherStrings = btf.copyStrings();
        byte[] longer = new byte[otherStrings.length + 2];
        System.arraycopy(otherStrings, 0, longer, 0, otherStrings.length);
        longer[longer.length - 2] = 'x';

        assertThat(btf.hasSameTypes(btf(ByteOrder.BIG_ENDIAN, "value"))).isTrue();
        assertThat(btf.hasSameTypes(Btf.of(ByteOrder.LITTLE_ENDIAN, null, btf.copyTypeWords(), longer)))
                .isTrue();
        assertThat(btf.hasSameTypes(btf(ByteOrder.LITTLE_ENDIAN, "other"))).isFalse();
    }

    @Test
    void recordsKeepTheirOwnCopyOfWhatTheyWereGiven() {
        List<BtfType.Member> members = new ArrayList<>();
        members.add(member("a", 1, 0));
        BtfType.Struct struct = new BtfType.Struct("s", 4, false, members);

        members.clear();

        assertThat(struct.members()).containsExactly(member("a", 1, 0));
        assertThatThrownBy(() -> struct.members().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
