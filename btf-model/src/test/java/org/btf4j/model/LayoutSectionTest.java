// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The layout section of 2026 tells how long types are whose kind is unknown here. */
class LayoutSectionTest {

    private static final int KIND_20 = 20 << 24;
    private static final int KIND_21 = 21 << 24;

    @Test
    void typesOfUnknownKindsAreSkipped() {
        byte[] bytes = withUnknownKinds().bytes();

        Btf btf = Btf.read(bytes);

        assertThat(btf.ownTypes())
                .containsExactly(
                        new BtfType.Ptr(0),
                        new BtfType.Unknown(20, "new", 2),
                        new BtfType.Unknown(21, "", 0),
                        new BtfType.Const(1));
        assertThat(btf.kind(2)).isEqualTo(Kind.UNKNOWN);
        assertThat(btf.wordCount(2)).isEqualTo(3 + 1 + 2 * 2);
        assertThat(btf.describe(2)).isEqualTo("[2] kind 20 'new'");
        assertThat(btf.toBytes()).isEqualTo(bytes);
    }

    @Test
    void splitBtfWithoutLayoutUsesThatOfItsBase() {
        Btf base = Btf.read(withUnknownKinds().bytes());
        byte[] bytes = new Blob().types(0, KIND_20, 0, 77).strings("").bytes();

        Btf split = Btf.read(bytes, base);

        assertThat(split.ownTypes()).containsExactly(new BtfType.Unknown(20, "", 0));
        assertThat(split.toBytes()).isEqualTo(bytes);
    }

    @Test
    void splitBtfWithLayoutUsesItsOwn() {
        Btf base = Btf.read(withUnknownKinds().bytes());
        byte[] bytes = new Blob()
                .headerLength(32)
                .types(0, KIND_20, 0)
                .layout(entries(21, 20, 0, 0))
                .strings("")
                .bytes();

        assertThat(Btf.read(bytes, base).ownTypes()).containsExactly(new BtfType.Unknown(20, "", 0));
    }

    @Test
    void kindsThatAreKnownHereDoNotAskTheLayout() {
        byte[] bytes = new Blob().headerLength(32).layout(entries(20, 2, 4, 4)).bytes();

        assertThat(Btf.read(bytes).ownTypes()).containsExactly(new BtfType.Ptr(0));
    }

    @Test
    void nobodyCanWalkOverTheIdsOfAnUnknownKind() {
        Btf btf = Btf.read(withUnknownKinds().bytes());

        assertThatThrownBy(() -> WordCursor.ids().at(btf, 2))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("type [2] kind 20 'new': found kind 20, whose type ids are unknown here, "
                        + "expected a kind from 1 to 19. "
                        + "Such BTF can be read and written, but not distilled, relocated or dumped.");
    }

    @Test
    void aKindThatNoLayoutDescribesIsRefused() {
        assertThatThrownBy(() -> Btf.read(new Blob().types(0, KIND_20, 0).bytes()))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("offset 24, type [1]: found kind 20, "
                        + "expected a kind from 1 to 19, or one that a layout section describes");
        assertThatThrownBy(() -> Btf.read(new Blob()
                        .headerLength(32)
                        .types(0, KIND_21, 0)
                        .layout(entries(21, 20, 4, 0))
                        .bytes()))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("offset 32, type [1]: found kind 21, "
                        + "expected a kind from 1 to 19, or one that a layout section describes");
    }

    @Test
    void aTypeThatIsShorterThanItsLayoutSaysIsRefused() {
        assertThatThrownBy(() -> Btf.read(new Blob()
                        .headerLength(32)
                        .types(0, KIND_20 | 0xff_ffff, 0)
                        .layout(entries(21, 20, 4, 252))
                        .bytes()))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "offset 32, type [1] UNKNOWN: found 12 bytes, expected 4227858196 for its vlen of 16777215");
    }

    @Test
    void aLayoutWithOddBytesIsRefused() {
        assertThatThrownBy(() -> Btf.read(new Blob()
                        .headerLength(32)
                        .types(0, KIND_20 | 1, 0)
                        .layout(entries(21, 20, 4, 3))
                        .bytes()))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("offset 32, type [1]: found kind 20 with 7 bytes after its head, "
                        + "expected a multiple of 4, by the layout section");
    }

    @Test
    void aLayoutSectionLiesBetweenTypesAndStrings() {
        assertThatThrownBy(() -> Btf.read(new Blob()
                        .headerLength(32)
                        .layout(entries(21, 20, 4, 0))
                        .headerField(24, 8)
                        .bytes()))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "offset 24: found a layout section at 8 after the header, expected 12, where the types end");
        assertThatThrownBy(() ->
                        Btf.read(new Blob().headerLength(32).layout(1, 2, 3).bytes()))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("offset 28: found a layout section of 3 bytes, expected a multiple of 4");
    }

    @Test
    void anErrorInSplitBtfIsWhereItSaysAlthoughTheBaseHasALayout() {
        Btf base = Btf.read(withUnknownKinds().bytes());
        byte[] bytes = new Blob().strings("x").bytes();

        assertThatThrownBy(() -> Btf.read(bytes, base))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("offset 36: found a last string without end, expected a NUL as the last byte");
        assertThat(bytes[36]).isEqualTo((byte) 'x');
    }

    /** {@code [1] PTR}, {@code [2]} of kind 20 with a tail and two elements, {@code [3]} of kind 21, {@code [4] CONST}. */
    private static Blob withUnknownKinds() {
        int[] layout = entries(22, 20, 4, 8);
        return new Blob()
                .headerLength(32)
                .types(concatenated(
                        new int[] {0, Blob.info(Kind.PTR, 0), 0},
                        new int[] {1, KIND_20 | 2, 9, 8, 7, 6, 5, 4},
                        new int[] {0, KIND_21, 0},
                        new int[] {0, Blob.info(Kind.CONST, 0), 1}))
                .layout(layout)
                .strings("|new|");
    }

    private static int[] concatenated(int[]... types) {
        return Arrays.stream(types).flatMapToInt(Arrays::stream).toArray();
    }

    /** Entries for so many kinds, all zero but for one. */
    private static int[] entries(int count, int kind, int tailBytes, int elementBytes) {
        int[] bytes = new int[count * 4];
        bytes[kind * 4] = tailBytes;
        bytes[kind * 4 + 1] = elementBytes;
        return bytes;
    }
}
