// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.model.BtfBuilder.bitfield;
import static org.btf4j.model.BtfBuilder.member;
import static org.btf4j.transform.Dumps.assertTypes;
import static org.btf4j.transform.Dumps.btf;
import static org.btf4j.transform.Dumps.over;
import static org.btf4j.transform.Dumps.strings;

import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;
import org.btf4j.model.TypeWords;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistillerTest {

    @Nested
    class TheDistilledBase {

        @Test
        void hasIntegersFloatsAndForwardDeclarationsAsTheyAre() {
            Btf base = btf("""
                    [1] INT 'bits' size=4 bits_offset=2 nr_bits=5 encoding=BOOL
                    [2] FLOAT 'double' size=8
                    [3] FWD 'device' fwd_kind=struct
                    [4] FWD 'value' fwd_kind=union
                    """);
            Btf split = over(base, """
                    [5] PTR '(anon)' type_id=1
                    [6] PTR '(anon)' type_id=2
                    [7] PTR '(anon)' type_id=3
                    [8] PTR '(anon)' type_id=4
                    """);

            Distillation distilled = Distiller.distill(split);

            assertTypes(distilled.base(), """
                    [1] INT 'bits' size=4 bits_offset=2 nr_bits=5 encoding=BOOL
                    [2] FLOAT 'double' size=8
                    [3] FWD 'device' fwd_kind=struct
                    [4] FWD 'value' fwd_kind=union
                    """);
        }

        @Test
        void hasOnlyTheShellOfANamedStructOrUnion() {
            BtfBuilder types = BtfBuilder.standalone();
            int integer = types.integer("int", 4, 0);
            int needed = types.struct("needed", 8, bitfield("flag", integer, 0, 1), member("count", integer, 32));
            int value = types.union("value", 4, bitfield("bits", integer, 0, 3));
            BtfBuilder own = BtfBuilder.over(types.build());
            own.pointer(needed);
            own.pointer(value);

            Distillation distilled = Distiller.distill(own.build());

            assertTypes(distilled.base(), """
                    [1] STRUCT 'needed' size=8 vlen=0
                    [2] UNION 'value' size=4 vlen=0
                    """);
            assertThat(distilled.base().kindFlag(1)).isFalse();
            assertThat(distilled.base().kindFlag(2)).isFalse();
        }

        @Test
        void hasEveryNamedEnumerationAsAnEmptyEnumOfItsSize() {
            Btf base = btf("""
                    [1] ENUM 'color' encoding=SIGNED size=4 vlen=1
                        'RED' val=-1
                    [2] ENUM64 'mask' encoding=UNSIGNED size=8 vlen=1
                        'ALL' val=18446744073709551615ULL
                    """);
            Btf split = over(base, """
                    [3] PTR '(anon)' type_id=1
                    [4] PTR '(anon)' type_id=2
                    """);

            Distillation distilled = Distiller.distill(split);

            assertTypes(distilled.base(), """
                    [1] ENUM 'color' encoding=UNSIGNED size=4 vlen=0
                    [2] ENUM 'mask' encoding=UNSIGNED size=8 vlen=0
                    """);
        }

        @Test
        void hasOnlyWhatIsNeededInTheOrderOfTheBase() {
            Btf base = btf("""
                    [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    [2] STRUCT 'unrelated' size=8 vlen=0
                    [3] FLOAT 'double' size=8
                    """);
            Btf split = over(base, """
                    [4] PTR '(anon)' type_id=3
                    [5] PTR '(anon)' type_id=1
                    """);

            assertTypes(Distiller.distill(split).base(), """
                    [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    [2] FLOAT 'double' size=8
                    """);
        }

        @Test
        void hasEachNameOnceInTheOrderOfFirstUse() {
            Btf base = btf("""
                    [1] STRUCT 'b' size=8 vlen=0
                    [2] STRUCT 'a' size=4 vlen=0
                    [3] FWD 'b' fwd_kind=struct
                    """);
            Btf split = over(base, """
                    [4] PTR '(anon)' type_id=3
                    [5] PTR '(anon)' type_id=2
                    [6] PTR '(anon)' type_id=1
                    """);

            assertThat(strings(Distiller.distill(split).base())).isEqualTo("|b|a|");
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 4, 8})
        void hasEnumerationsOfEverySizeThatCKnows(long size) {
            Btf base = btf("[1] ENUM64 'e' encoding=UNSIGNED size=" + size + " vlen=0");

            assertTypes(
                    Distiller.distill(over(base, "[2] CONST '(anon)' type_id=1"))
                            .base(),
                    "[1] ENUM 'e' encoding=UNSIGNED size=" + size + " vlen=0\n");
        }

        /** libbpf 1.7 writes the split without the types that should have moved to it. */
        @Test
        void mayBeEmptyWhereLibbpfLosesTypes() {
            Btf base = btf("""
                    [1] PTR '(anon)' type_id=0
                    [2] CONST '(anon)' type_id=1
                    """);
            Btf split = over(base, "[3] TYPEDEF 'handle' type_id=2");

            Distillation distilled = Distiller.distill(split);

            assertTypes(distilled.base(), "");
            assertTypes(distilled.split(), """
                    [1] TYPEDEF 'handle' type_id=3
                    [2] PTR '(anon)' type_id=0
                    [3] CONST '(anon)' type_id=2
                    """);
        }
    }

    @Nested
    class TheSplit {

        @Test
        void keepsItsTypesAndGetsTheOthersThatItNeedsBehindThem() {
            Btf base = btf("""
                    [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    [2] STRUCT '(anon)' size=4 vlen=1
                        'a' type_id=1 bits_offset=0
                    [3] UNION '(anon)' size=4 vlen=1
                        'b' type_id=2 bits_offset=0
                    [4] ENUM '(anon)' encoding=UNSIGNED size=4 vlen=1
                        'ONE' val=1
                    [5] ENUM64 '(anon)' encoding=UNSIGNED size=8 vlen=1
                        'BIG' val=4294967296ULL
                    [6] ARRAY '(anon)' type_id=3 index_type_id=1 nr_elems=2
                    [7] TYPEDEF 'list' type_id=6
                    [8] CONST '(anon)' type_id=7
                    [9] VOLATILE '(anon)' type_id=8
                    [10] TYPE_TAG 'user' type_id=9
                    [11] PTR '(anon)' type_id=10
                    [12] RESTRICT '(anon)' type_id=11
                    [13] FUNC_PROTO '(anon)' ret_type_id=4 vlen=2
                        'x' type_id=12
                        'y' type_id=5
                    """);
            Btf split = over(base, """
                    [14] FUNC 'call' type_id=13 linkage=static
                    [15] VAR 'seen' type_id=1, linkage=global
                    [16] DATASEC '.data' size=4 vlen=1
                        type_id=15 offset=0 size=4 (VAR 'seen')
                    [17] DECL_TAG 'kfunc' type_id=14 component_idx=-1
                    """);

            Distillation distilled = Distiller.distill(split);

            assertTypes(distilled.base(), "[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED\n");
            assertTypes(distilled.split(), """
                    [2] FUNC 'call' type_id=17 linkage=static
                    [3] VAR 'seen' type_id=1, linkage=global
                    [4] DATASEC '.data' size=4 vlen=1
                        type_id=3 offset=0 size=4 (VAR 'seen')
                    [5] DECL_TAG 'kfunc' type_id=2 component_idx=-1
                    [6] STRUCT '(anon)' size=4 vlen=1
                        'a' type_id=1 bits_offset=0
                    [7] UNION '(anon)' size=4 vlen=1
                        'b' type_id=6 bits_offset=0
                    [8] ENUM '(anon)' encoding=UNSIGNED size=4 vlen=1
                        'ONE' val=1
                    [9] ENUM64 '(anon)' encoding=UNSIGNED size=8 vlen=1
                        'BIG' val=4294967296ULL
                    [10] ARRAY '(anon)' type_id=7 index_type_id=1 nr_elems=2
                    [11] TYPEDEF 'list' type_id=10
                    [12] CONST '(anon)' type_id=11
                    [13] VOLATILE '(anon)' type_id=12
                    [14] TYPE_TAG 'user' type_id=13
                    [15] PTR '(anon)' type_id=14
                    [16] RESTRICT '(anon)' type_id=15
                    [17] FUNC_PROTO '(anon)' ret_type_id=8 vlen=2
                        'x' type_id=16
                        'y' type_id=9
                    """);
        }

        @Test
        void needsNothingThatOnlyANamedStructOfTheBaseNames() {
            Btf base = btf("""
                    [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    [2] PTR '(anon)' type_id=1
                    [3] STRUCT 'device' size=8 vlen=1
                        'count' type_id=2 bits_offset=0
                    """);
            Btf split = over(base, "[4] PTR '(anon)' type_id=3");

            Distillation distilled = Distiller.distill(split);

            assertTypes(distilled.base(), "[1] STRUCT 'device' size=8 vlen=0\n");
            assertTypes(distilled.split(), "[2] PTR '(anon)' type_id=1\n");
        }

        @Test
        void sharesItsNamesWithTheDistilledBaseAndHasTheOthersInOrderOfFirstUse() {
            Btf base = btf("""
                    [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    [2] STRUCT 'device' size=4 vlen=1
                        'unused' type_id=1 bits_offset=0
                    [3] TYPEDEF 'number' type_id=1
                    """);
            Btf split = over(base, """
                    [4] STRUCT 'own' size=8 vlen=2
                        'device' type_id=3 bits_offset=0
                        'number' type_id=2 bits_offset=32
                    [5] ENUM 'own' encoding=UNSIGNED size=4 vlen=1
                        'int' val=0
                    """);

            Distillation distilled = Distiller.distill(split);

            assertThat(strings(distilled.base())).isEqualTo("|int|device|");
            assertThat(strings(distilled.split())).isEqualTo("own|number|");
        }

        /** Only shells have to be of a size that a kernel takes. */
        @Test
        void getsAnAnonymousEnumerationOfAnySize() {
            Btf base = btf("[1] ENUM '(anon)' encoding=UNSIGNED size=3 vlen=0");

            assertTypes(
                    Distiller.distill(over(base, "[2] CONST '(anon)' type_id=1"))
                            .split(),
                    """
                    [1] CONST '(anon)' type_id=2
                    [2] ENUM '(anon)' encoding=UNSIGNED size=3 vlen=0
                    """);
        }

        @Test
        void overASplitGetsOneBaseForAllBelow() {
            Btf vmlinux = btf("""
                    [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    [2] STRUCT 'device' size=8 vlen=0
                    """);
            Btf bus = over(vmlinux, """
                    [3] STRUCT 'bus' size=16 vlen=1
                        'device' type_id=2 bits_offset=0
                    [4] PTR '(anon)' type_id=3
                    """);
            Btf driver = over(bus, """
                    [5] STRUCT 'driver' size=16 vlen=2
                        'bus' type_id=4 bits_offset=0
                        'count' type_id=1 bits_offset=64
                    """);

            Distillation distilled = Distiller.distill(driver);

            assertTypes(distilled.base(), """
                    [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    [2] STRUCT 'bus' size=16 vlen=0
                    """);
            assertThat(distilled.base().base()).isNull();
            assertTypes(distilled.split(), """
                    [3] STRUCT 'driver' size=16 vlen=2
                        'bus' type_id=4 bits_offset=0
                        'count' type_id=1 bits_offset=64
                    [4] PTR '(anon)' type_id=2
                    """);
        }

        /** The dump cannot tell, but only the one at offset 0 is how encoders write an anonymous type. */
        @Test
        void takesAStructWithAnEmptyNameAtAnOffsetForAnonymous() {
            TypeWords words = new TypeWords(3);
            words.head(1, Kind.STRUCT, false, 0, 4);
            Btf base = Btf.of(ByteOrder.LITTLE_ENDIAN, null, words.toArray(), new byte[2]);

            Distillation distilled = Distiller.distill(over(base, "[2] PTR '(anon)' type_id=1"));

            assertTypes(distilled.base(), "");
            assertTypes(distilled.split(), """
                    [1] PTR '(anon)' type_id=2
                    [2] STRUCT '(anon)' size=4 vlen=0
                    """);
        }

        @Test
        void mayComeBackToItselfThroughTheBase() {
            Btf base = btf("""
                    [1] STRUCT '(anon)' size=8 vlen=1
                        'next' type_id=2 bits_offset=0
                    [2] PTR '(anon)' type_id=1
                    """);

            assertTypes(
                    Distiller.distill(over(base, "[3] TYPEDEF 'list' type_id=1"))
                            .split(),
                    """
                    [1] TYPEDEF 'list' type_id=2
                    [2] STRUCT '(anon)' size=8 vlen=1
                        'next' type_id=3 bits_offset=0
                    [3] PTR '(anon)' type_id=2
                    """);
        }

        @Test
        void mayNeedManyTypesAtOnce() {
            int count = 1_000;
            BtfBuilder types = BtfBuilder.standalone();
            for (int i = 0; i < count; i++) {
                types.pointer(0);
            }
            BtfBuilder own = BtfBuilder.over(types.build());
            own.prototype(
                    0,
                    IntStream.rangeClosed(1, count)
                            .mapToObj(id -> BtfBuilder.parameter("", id))
                            .toArray(BtfType.Parameter[]::new));

            Btf split = Distiller.distill(own.build()).split();

            assertThat(split.typeCount()).isEqualTo(2 + count);
            assertThat(split.type(1 + count)).isEqualTo(new BtfType.Ptr(0));
        }

        /** libbpf 1.7 goes from reference to reference by recursion, and overflows its stack here. */
        @Test
        void mayLeadThroughAChainOfAnyLength() {
            int length = 200_000;
            BtfBuilder types = BtfBuilder.standalone();
            int last = types.integer("int", 4, 0);
            for (int i = 0; i < length; i++) {
                last = types.pointer(last);
            }
            BtfBuilder own = BtfBuilder.over(types.build());
            own.typedef("chain", last);

            Distillation distilled = Distiller.distill(own.build());

            assertTypes(distilled.base(), "[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=(none)\n");
            assertThat(distilled.split().typeCount()).isEqualTo(2 + 1 + length);
            assertThat(distilled.split().sizeOrTypeId(2)).isEqualTo(2 + length);
        }
    }

    @Test
    void tellsTheNewIdOfEveryTypeThatIsStillThere() {
        Btf base = btf("""
                [1] STRUCT 'unrelated' size=8 vlen=0
                [2] PTR '(anon)' type_id=3
                [3] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                """);
        Btf split = over(base, """
                [4] TYPEDEF 'a' type_id=2
                [5] TYPEDEF 'b' type_id=4
                """);

        IdMap ids = Distiller.distill(split).ids();

        assertThat(ids.newId(0)).isZero();
        assertThat(ids.contains(1)).isFalse();
        assertThat(ids.newId(2)).isEqualTo(4);
        assertThat(ids.newId(3)).isEqualTo(1);
        assertThat(ids.newId(4)).isEqualTo(2);
        assertThat(ids.newId(5)).isEqualTo(3);
        assertThat(ids.contains(6)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"BIG_ENDIAN", "LITTLE_ENDIAN"})
    void keepsTheByteOrder(String name) {
        ByteOrder byteOrder = name.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        BtfBuilder types = BtfBuilder.standalone(byteOrder);
        int device = types.struct("device", 0x01020304);
        BtfBuilder own = BtfBuilder.over(types.build());
        own.pointer(device);

        Distillation distilled = Distiller.distill(own.build());

        assertThat(distilled.base().byteOrder()).isEqualTo(byteOrder);
        assertThat(distilled.split().byteOrder()).isEqualTo(byteOrder);
        assertTypes(distilled.base(), "[1] STRUCT 'device' size=16909060 vlen=0\n");
    }
}
