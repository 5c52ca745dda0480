// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.btf4j.model.BtfBuilder.bitfield;
import static org.btf4j.model.BtfBuilder.enumerator;
import static org.btf4j.model.BtfBuilder.member;
import static org.btf4j.model.BtfBuilder.parameter;

import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.btf4j.model.BtfType.SectionVariable;
import org.junit.jupiter.api.Test;

/** The builder has a method for each kind, and refuses what BTF cannot hold. */
class BtfBuilderTest {

    @Test
    void hasAMethodForEachKind() {
        BtfBuilder builder = BtfBuilder.standalone();

        assertThat(builder.nextId()).isEqualTo(1);
        assertThat(builder.integer("int", 4, BtfType.Int.SIGNED)).isEqualTo(1);
        assertThat(builder.pointer(1)).isEqualTo(2);
        builder.array(1, 1, 3);
        builder.struct("s", 4, member("a", 1, 0));
        builder.struct("t", 4, member("a", 1, 0), bitfield("b", 1, 32, 3));
        builder.union("u", 4, member("a", 1, 0));
        builder.union("v", 4, bitfield("a", 1, 0, 3));
        builder.enumeration("e", enumerator("A", 0xffff_ffffL));
        builder.enumeration("f", enumerator("A", 1), enumerator("B", -1));
        builder.forwardStruct("g");
        builder.forwardUnion("h");
        builder.typedef("i", 1);
        builder.volatileOf(1);
        builder.constOf(1);
        builder.restrictOf(1);
        builder.prototype(1, parameter("p", 1));
        builder.function("j", 16, BtfType.Func.GLOBAL);
        builder.variable("k", 1, BtfType.Var.STATIC);
        builder.section(".l", 4, new SectionVariable(18, 0, 4));
        builder.floating("double", 8);
        builder.declarationTag("m", 4, -1);
        builder.typeTag("n", 1);
        assertThat(builder.enumeration64("o", true, enumerator("A", -1))).isEqualTo(23);
        assertThat(builder.nextId()).isEqualTo(24);

        assertThat(builder.build().ownTypes())
                .containsExactly(
                        new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32),
                        new BtfType.Ptr(1),
                        new BtfType.Array(1, 1, 3),
                        new BtfType.Struct("s", 4, false, List.of(member("a", 1, 0))),
                        new BtfType.Struct("t", 4, true, List.of(member("a", 1, 0), bitfield("b", 1, 32, 3))),
                        new BtfType.Union("u", 4, false, List.of(member("a", 1, 0))),
                        new BtfType.Union("v", 4, true, List.of(bitfield("a", 1, 0, 3))),
                        new BtfType.Enum("e", 4, false, List.of(enumerator("A", 0xffff_ffffL))),
                        new BtfType.Enum("f", 4, true, List.of(enumerator("A", 1), enumerator("B", -1))),
                        new BtfType.Fwd("g", false),
                        new BtfType.Fwd("h", true),
                        new BtfType.Typedef("i", 1),
                        new BtfType.Volatile(1),
                        new BtfType.Const(1),
                        new BtfType.Restrict(1),
                        new BtfType.FuncProto(1, List.of(parameter("p", 1))),
                        new BtfType.Func("j", 16, BtfType.Func.GLOBAL),
                        new BtfType.Var("k", 1, BtfType.Var.STATIC),
                        new BtfType.Datasec(".l", 4, List.of(new SectionVariable(18, 0, 4))),
                        new BtfType.Float("double", 8),
                        new BtfType.DeclTag("m", 4, -1, false),
                        new BtfType.TypeTag("n", 1, false),
                        new BtfType.Enum64("o", 8, true, List.of(enumerator("A", -1))));
    }

    @Test
    void typesMayNameOnesThatComeLater() {
        BtfBuilder builder = BtfBuilder.standalone();
        builder.pointer(2);
        builder.forwardStruct("later");

        assertThat(builder.build().ownTypes()).containsExactly(new BtfType.Ptr(2), new BtfType.Fwd("later", false));
    }

    @Test
    void idsThatDoNotExistAreRefusedWhenItBuilds() {
        BtfBuilder builder = BtfBuilder.standalone();
        builder.pointer(2);

        assertThatThrownBy(builder::build)
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("offset 32, type [1] PTR '(anon)': found type id 2, expected an id from 0 to 1. "
                        + "If this is split BTF, read it over the base that it was encoded against.");
    }

    @Test
    void buildsAgainAfterMoreTypes() {
        BtfBuilder builder = BtfBuilder.standalone();
        builder.forwardStruct("a");
        Btf first = builder.build();
        builder.forwardStruct("b");
        Btf second = builder.build();

        assertThat(first.ownTypes()).containsExactly(new BtfType.Fwd("a", false));
        assertThat(second.ownTypes()).containsExactly(new BtfType.Fwd("a", false), new BtfType.Fwd("b", false));
    }

    @Test
    void numbersThatDoNotFitAreRefused() {
        assertRefused(new BtfType.Int("x", 1L << 32, 0, 0, 8)).hasMessage("size is 4294967296, not in 0..4294967295");
        assertRefused(new BtfType.Int("x", -1, 0, 0, 8)).hasMessage("size is -1, not in 0..4294967295");
        assertRefused(new BtfType.Int("x", 4, 16, 0, 8)).hasMessage("encoding is 16, not in 0..15");
        assertRefused(new BtfType.Int("x", 4, 0, 256, 8)).hasMessage("bit offset is 256, not in 0..255");
        assertRefused(new BtfType.Int("x", 4, 0, 0, 256)).hasMessage("bits is 256, not in 0..255");
        assertRefused(new BtfType.Array(0, 0, 1L << 32))
                .hasMessage("number of elements is 4294967296, not in 0..4294967295");
        assertRefused(new BtfType.Struct("x", 4, true, List.of(member("a", 0, 1 << 24))))
                .hasMessage("bit offset is 16777216, not in 0..16777215");
        assertRefused(new BtfType.Struct("x", 4, true, List.of(bitfield("a", 0, 0, 256))))
                .hasMessage("bit-field size is 256, not in 0..255");
        assertRefused(new BtfType.Union("x", 4, false, List.of(bitfield("a", 0, 0, 1))))
                .hasMessage("bit-field size without the kind flag is 1, not in 0..0");
        assertRefused(new BtfType.Enum("x", 4, false, List.of(enumerator("a", -1))))
                .hasMessage("value is -1, not in 0..4294967295");
        assertRefused(new BtfType.Enum("x", 4, true, List.of(enumerator("a", 1L << 31))))
                .hasMessage("value is 2147483648, not in -2147483648..2147483647");
        assertRefused(new BtfType.Func("x", 0, 1 << 24)).hasMessage("vlen is 16777216, not in 0..16777215");
        assertRefused(new BtfType.Datasec("x", 4, List.of(new SectionVariable(0, -1, 0))))
                .hasMessage("offset is -1, not in 0..4294967295");
    }

    @Test
    void namesThatNoStringSectionCanHoldAreRefused() {
        assertRefused(new BtfType.Fwd("\u20ac", false))
                .hasMessage("the name '\u20ac' has a character that is not Latin-1, or NUL");
        assertRefused(new BtfType.Fwd("a\0b", false))
                .hasMessage("the name 'a\0b' has a character that is not Latin-1, or NUL");
    }

    @Test
    void whatHasNoBytesIsRefused() {
        assertRefused(new BtfType.Void()).hasMessage("Void[] cannot be encoded");
        assertRefused(new BtfType.Unknown(20, "x", 0)).hasMessage("Unknown[code=20, name=x, vlen=0] cannot be encoded");
    }

    @Test
    void aRefusedTypeIsNotThereInPart() {
        BtfBuilder builder = BtfBuilder.standalone();
        builder.integer("int", 4, 0);
        assertThatThrownBy(() -> builder.enumeration("e", enumerator("A", 1), enumerator("B", 1L << 40)))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(builder.nextId()).isEqualTo(2);
        assertThat(builder.pointer(1)).isEqualTo(2);
        assertThat(builder.build().ownTypes()).containsExactly(new BtfType.Int("int", 4, 0, 0, 32), new BtfType.Ptr(1));
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(BtfType type) {
        return assertThatThrownBy(() -> BtfBuilder.standalone().add(type)).isInstanceOf(IllegalArgumentException.class);
    }
}
