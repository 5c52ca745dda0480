// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged blobs are refused as such, or are BTF after all; nothing else ever happens. */
class HostileBytesTest {

    @Test
    void aBlobThatIsCutAnywhereIsRefused() {
        byte[] whole = allKinds(ByteOrder.LITTLE_ENDIAN).toBytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Btf.read(cut)).as("%s bytes", length).isInstanceOf(BtfFormatException.class);
        }
    }

    @Test
    void splitBtfThatIsCutAnywhereIsRefused() {
        Btf base = allKinds(ByteOrder.BIG_ENDIAN);
        byte[] whole = split(base).toBytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Btf.read(cut, base)).as("%s bytes", length).isInstanceOf(BtfFormatException.class);
        }
    }

    /** A name is stored once, but each member would get a text of its own. */
    @Test
    void aTypeWhoseMembersAllHaveOneLongNameIsRefused() {
        BtfType.Member member = BtfBuilder.member("long".repeat(1_000), 0, 0);
        BtfBuilder builder = BtfBuilder.standalone();
        builder.struct("short", 4, member, member);
        assertThat(builder.build().type(1).name()).isEqualTo("short");

        builder.add(new BtfType.Struct("device", 4, false, Collections.nCopies(5_000, member)));
        assertThatThrownBy(builder::build)
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("offset 60, type [2] STRUCT: found names of more than 16777216 characters in one type, "
                        + "expected a type that a compiler made");
    }

    @Test
    void aBlobWithOneWrongBitIsRefusedOrReadAsAWhole() {
        byte[] sound = allKinds(ByteOrder.LITTLE_ENDIAN).toBytes();
        int read = 0;
        for (int bit = 0; bit < sound.length * 8; bit++) {
            byte[] flipped = sound.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            read += isReadAsAWhole(flipped, null) ? 1 : 0;
        }
        assertThat(read).isBetween(1, sound.length * 8 - 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aBlobWithSomeWrongBitsIsRefusedOrReadAsAWhole(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Btf base = allKinds(ByteOrder.LITTLE_ENDIAN);
        byte[] sound = split(base).toBytes();
        int read = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] flipped = sound.clone();
            for (int flips = random.nextInt(1, 9); flips > 0; flips--) {
                // Not in the magic and not in the version, or else nothing behind them would ever be looked at.
                flipped[random.nextInt(4, flipped.length)] ^= (byte) (1 << random.nextInt(8));
            }
            read += isReadAsAWhole(flipped, base) ? 1 : 0;
        }
        assertThat(read).isBetween(1, 4_999);
    }

    /** Reads the bytes and, if they are BTF, makes use of all that is in them. */
    private static boolean isReadAsAWhole(byte[] bytes, @Nullable Btf base) {
        Btf btf;
        try {
            btf = Btf.read(bytes, base);
        } catch (BtfFormatException e) {
            assertThat(e).hasMessageContaining("found ");
            return false;
        }
        assertThat(btf.toBytes()).isEqualTo(bytes);
        assertThat(btf.ownTypes()).hasSize(btf.typeCount() - btf.firstId());
        for (int id = btf.firstId(); id < btf.typeCount(); id++) {
            assertThat(btf.index().ids(btf.name(id)).length > 0).isEqualTo(btf.isNamed(id));
        }
        return true;
    }

    private static Btf allKinds(ByteOrder byteOrder) {
        BtfBuilder builder = BtfBuilder.standalone(byteOrder);
        builder.integer("int", 4, BtfType.Int.SIGNED);
        KindsTest.records().forEach(each -> builder.add((BtfType) each.get()[0]));
        return builder.build();
    }

    private static Btf split(Btf base) {
        BtfBuilder builder = BtfBuilder.over(base);
        builder.pointer(1);
        KindsTest.records().forEach(each -> builder.add((BtfType) each.get()[0]));
        builder.typedef("only here", base.typeCount());
        return builder.build();
    }
}
