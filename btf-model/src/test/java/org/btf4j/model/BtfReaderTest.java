// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, whatever its header, its byte order and its info words look like, is written back byte for byte. */
class BtfReaderTest {

    @Test
    void readsTypesAndTheirNames() {
        byte[] bytes = new Blob()
                .types(1, Blob.info(Kind.FLOAT, 0), 8, 7, Blob.info(Kind.TYPEDEF, 0), 1)
                .strings("|float|real|")
                .bytes();

        Btf btf = Btf.read(bytes);

        assertThat(btf.ownTypes()).containsExactly(new BtfType.Float("float", 8), new BtfType.Typedef("real", 1));
        assertThat(btf.firstId()).isEqualTo(1);
        assertThat(btf.typeCount()).isEqualTo(3);
        assertThat(btf.base()).isNull();
        assertThat(btf.size()).isEqualTo(bytes.length);
        assertThat(btf.toBytes()).isEqualTo(bytes);
    }

    @Test
    void typeZeroIsVoid() {
        Btf btf = Btf.read(new Blob().bytes());

        assertThat(btf.type(0)).isEqualTo(new BtfType.Void());
        assertThat(btf.kind(0)).isEqualTo(Kind.VOID);
        assertThat(btf.name(0)).isEmpty();
        assertThat(btf.isNamed(0)).isFalse();
        assertThat(btf.describe(0)).isEqualTo("[0] VOID");
    }

    @Test
    void aBlobMayHaveNoTypes() {
        byte[] bytes = new Blob().types().bytes();

        assertThat(Btf.read(bytes).ownTypes()).isEmpty();
        assertThat(Btf.read(bytes).toBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 25, 28, 31, 32, 33, 40, 100})
    void aLongerHeaderIsReadIfWhatIsUnknownInItIsZero(int headerLength) {
        byte[] bytes = new Blob().headerLength(headerLength).bytes();

        Btf btf = Btf.read(bytes);

        assertThat(btf.headerLength()).isEqualTo(headerLength);
        assertThat(btf.ownTypes()).containsExactly(new BtfType.Ptr(0));
        assertThat(btf.toBytes()).isEqualTo(bytes);
    }

    @Test
    void bigEndianBlobsAreReadAndWrittenBack() {
        byte[] bytes = new Blob()
                .byteOrder(ByteOrder.BIG_ENDIAN)
                .types(1, Blob.info(Kind.FLOAT, 0), 8)
                .strings("|float|")
                .bytes();

        Btf btf = Btf.read(bytes);

        assertThat(Arrays.copyOf(bytes, 2)).containsExactly(0xeb, 0x9f);
        assertThat(btf.byteOrder()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(btf.ownTypes()).containsExactly(new BtfType.Float("float", 8));
        assertThat(btf.toBytes()).isEqualTo(bytes);
    }

    @Test
    void newInfoWordsCountMoreThan65535Elements() {
        int vlen = 70_000;
        BtfType.Enumerator[] enumerators = new BtfType.Enumerator[vlen];
        Arrays.setAll(enumerators, i -> BtfBuilder.enumerator("", i));
        BtfBuilder builder = BtfBuilder.standalone();
        builder.enumeration("many", enumerators);

        Btf btf = Btf.read(builder.build().toBytes());

        assertThat(btf.vlen(1)).isEqualTo(vlen);
        assertThat(((BtfType.Enum) btf.type(1)).enumerators().get(vlen - 1)).isEqualTo(enumerators[vlen - 1]);
    }

    @Test
    void oldInfoWordsAreTheSameAsNewOnesWithSmallNumbers() {
        BtfBuilder builder = BtfBuilder.standalone();
        builder.struct("s", 4, BtfBuilder.bitfield("a", 0, 0, 1));

        int info = builder.build().copyTypeWords()[1];

        assertThat(Integer.toHexString(info)).isEqualTo("84000001");
    }

    @Test
    void unsortedStringsUnusedStringsAndNamesInsideOtherNamesAreKept() {
        byte[] bytes = new Blob()
                .types(3, Blob.info(Kind.FLOAT, 0), 8)
                .strings("|xfloat|unused||float|")
                .bytes();

        Btf btf = Btf.read(bytes);

        assertThat(btf.name(1)).isEqualTo("loat");
        assertThat(btf.isStringStart(3)).isFalse();
        assertThat(btf.isStringStart(1)).isTrue();
        assertThat(btf.toBytes()).isEqualTo(bytes);
    }

    @Test
    void aNameOffsetOtherThanZeroMayBeAnEmptyString() {
        Btf btf = Btf.read(
                new Blob().types(2, Blob.info(Kind.FLOAT, 0), 8).strings("|x||").bytes());

        assertThat(btf.nameOffset(1)).isEqualTo(2);
        assertThat(btf.name(1)).isEmpty();
        assertThat(btf.isNamed(1)).isFalse();
        assertThat(btf.describe(1)).isEqualTo("[1] FLOAT '(anon)'");
    }

    @Test
    void namesAreLatin1() {
        Btf btf = Btf.read(new Blob()
                .types(1, Blob.info(Kind.FLOAT, 0), 8)
                .strings("|\u00e9\u00ff\u0001|")
                .bytes());

        assertThat(btf.name(1)).isEqualTo("\u00e9\u00ff\u0001");
    }

    @Test
    void whatCallersDoWithTheirArraysDoesNotMatter() {
        byte[] bytes =
                new Blob().types(1, Blob.info(Kind.FLOAT, 0), 8).strings("|x|").bytes();
        byte[] before = bytes.clone();
        Btf btf = Btf.read(bytes);

        Arrays.fill(bytes, (byte) -1);
        Arrays.fill(btf.toBytes(), (byte) -1);
        Arrays.fill(btf.copyStrings(), (byte) -1);
        Arrays.fill(btf.copyTypeWords(), -1);

        assertThat(btf.toBytes()).isEqualTo(before);
    }

    @Test
    void wordsAndStringsMakeABlobWithASmallHeader() {
        int[] words = {1, Blob.info(Kind.FLOAT, 0), 8};
        byte[] strings = {0, 'x', 0};

        Btf btf = Btf.of(ByteOrder.LITTLE_ENDIAN, null, words, strings);

        assertThat(btf.toBytes())
                .isEqualTo(new Blob()
                        .types(1, Blob.info(Kind.FLOAT, 0), 8)
                        .strings("|x|")
                        .bytes());
        assertThat(btf.copyTypeWords()).isEqualTo(words).isNotSameAs(words);
        assertThat(btf.copyStrings()).isEqualTo(strings).isNotSameAs(strings);
    }
}
