// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.btf4j.model.BtfBuilder.member;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Split BTF goes on, with its ids and with its string offsets, where its base ends; a base may itself be split. */
class SplitBtfTest {

    private final Btf base = base();

    private static Btf base() {
        BtfBuilder builder = BtfBuilder.standalone();
        int integer = builder.integer("int", 4, BtfType.Int.SIGNED);
        builder.struct("device", 4, member("id", integer, 0));
        return builder.build();
    }

    private static Btf over(Btf base) {
        BtfBuilder builder = BtfBuilder.over(base);
        int pointer = builder.pointer(2);
        builder.struct("driver", 8, member("device", pointer, 0));
        return builder.build();
    }

    @Test
    void idsGoOnWhereThoseOfTheBaseEnd() {
        Btf split = over(base);

        assertThat(base.typeCount()).isEqualTo(3);
        assertThat(split.firstId()).isEqualTo(3);
        assertThat(split.typeCount()).isEqualTo(5);
        assertThat(split.base()).isSameAs(base);
        assertThat(split.ownTypes())
                .containsExactly(
                        new BtfType.Ptr(2), new BtfType.Struct("driver", 8, false, List.of(member("device", 3, 0))));
    }

    @Test
    void typesOfTheBaseAreSeenThroughTheSplit() {
        Btf split = over(base);

        assertThat(split.type(2)).isEqualTo(base.type(2));
        assertThat(split.kind(1)).isEqualTo(Kind.INT);
        assertThat(split.name(2)).isEqualTo("device");
        assertThat(split.vlen(2)).isEqualTo(1);
        assertThat(split.kindFlag(2)).isFalse();
        assertThat(split.sizeOrTypeId(2)).isEqualTo(4);
        assertThat(split.tailWord(1)).isEqualTo(0x0100_0020);
        assertThat(split.wordCount(2)).isEqualTo(6);
        assertThat(split.describe(2)).isEqualTo("[2] STRUCT 'device'");
    }

    @Test
    void stringsOfTheBaseAreUsedWhereTheyAre() {
        Btf split = over(base);

        assertThat(split.copyStrings()).isEqualTo("driver\0".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(split.stringsStart()).isEqualTo(base.stringsEnd());
        assertThat(split.nameOffset(4)).isEqualTo(base.stringsEnd());
        assertThat(split.string(base.nameOffset(2))).isEqualTo("device");
    }

    @Test
    void bytesOfSplitBtfAreReadOverTheBaseAndWrittenBack() {
        byte[] bytes = over(base).toBytes();

        Btf read = Btf.read(bytes, base);

        assertThat(read.hasSameTypes(over(base))).isTrue();
        assertThat(read.toBytes()).isEqualTo(bytes);
    }

    @Test
    void aSplitMayHaveNoStringsAndNoTypes() {
        byte[] bytes = new Blob().types().strings("").bytes();

        Btf read = Btf.read(bytes, base);

        assertThat(read.typeCount()).isEqualTo(3);
        assertThat(read.stringsEnd()).isEqualTo(base.stringsEnd());
        assertThat(read.isNamed(0)).isFalse();
        assertThat(read.toBytes()).isEqualTo(bytes);
    }

    @Test
    void aSplitMayBeTheBaseOfASplit() {
        Btf first = over(base);
        BtfBuilder builder = BtfBuilder.over(first);
        builder.pointer(4);
        builder.typedef("driver", 2);
        builder.typedef("device", 3);
        builder.typedef("third", 5);
        Btf built = builder.build();

        Btf second = Btf.read(built.toBytes(), first);

        assertThat(second.firstId()).isEqualTo(5);
        assertThat(second.ownTypes())
                .containsExactly(
                        new BtfType.Ptr(4),
                        new BtfType.Typedef("driver", 2),
                        new BtfType.Typedef("device", 3),
                        new BtfType.Typedef("third", 5));
        assertThat(second.copyStrings()).isEqualTo("third\0".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(second.type(4)).isEqualTo(first.type(4));
        assertThat(second.type(2)).isEqualTo(base.type(2));
        assertThat(second.nameOffset(6)).isEqualTo(first.nameOffset(4));
        assertThat(second.nameOffset(7)).isEqualTo(base.nameOffset(2));
        assertThat(second.toBytes()).isEqualTo(built.toBytes());
    }

    @Test
    void anEmptyStringInASplitDoesNotStandForAnonymousTypesOfTheNextOne() {
        Btf first = Btf.read(
                new Blob()
                        .types(0, Blob.info(Kind.PTR, 0), 1)
                        .strings("|device|own|")
                        .bytes(),
                base);
        BtfBuilder builder = BtfBuilder.over(first);
        builder.pointer(1);
        builder.forwardStruct("device");
        builder.forwardStruct("own");

        Btf second = builder.build();

        assertThat(second.nameOffset(4)).isZero();
        assertThat(second.nameOffset(5)).isEqualTo(base.nameOffset(2));
        assertThat(second.name(6)).isEqualTo("own");
        assertThat(second.copyStrings()).isEmpty();
    }

    @Test
    void typesAreFoundInBaseAndSplitInAscendingOrder() {
        BtfBuilder builder = BtfBuilder.over(over(base));
        builder.struct("device", 8);
        builder.union("device", 8);
        builder.struct("device", 12);
        Btf split = builder.build();

        assertThat(split.find("device", Kind.STRUCT)).containsExactly(2, 5, 7);
        assertThat(split.find("device", Kind.UNION)).containsExactly(6);
        assertThat(split.find("driver", Kind.STRUCT)).containsExactly(4);
        assertThat(split.find("device", Kind.FWD)).isEmpty();
        assertThat(split.find("nothing", Kind.STRUCT)).isEmpty();
        assertThat(base.find("device", Kind.STRUCT)).containsExactly(2);
    }

    @Test
    void splitBtfWithoutItsBaseIsRefusedWithThatAdvice() {
        assertThatThrownBy(() -> Btf.read(over(base).toBytes()))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("offset 60: found a first string of its own, expected the empty string first. "
                        + "If this is split BTF, read it over the base that it was encoded against.");
    }

    @Test
    void splitBtfOverAShorterBaseIsRefusedWithThatAdvice() {
        Btf shorter = Btf.of(ByteOrder.LITTLE_ENDIAN, null, new int[0], new byte[] {0});

        assertThatThrownBy(() -> Btf.read(over(base).toBytes(), shorter))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("offset 36, type [2] STRUCT: found string offset 15, "
                        + "expected an offset below 8, where the strings end. "
                        + "If the base is not the one that this split BTF was encoded against, give that one.");
    }

    @Test
    void sameTypesOverAnotherNumberOfTypesAreNotTheSame() {
        Btf other = Btf.read(new Blob().bytes());

        assertThat(BtfBuilder.over(base)
                        .build()
                        .hasSameTypes(BtfBuilder.over(base).build()))
                .isTrue();
        assertThat(BtfBuilder.over(base)
                        .build()
                        .hasSameTypes(BtfBuilder.over(other).build()))
                .isFalse();
        assertThat(over(base).hasSameTypes(base)).isFalse();
    }
}
