// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.btf4j.transform.Dumps.assertTypes;
import static org.btf4j.transform.Dumps.btf;
import static org.btf4j.transform.Dumps.over;
import static org.btf4j.transform.Dumps.strings;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.Kind;
import org.btf4j.model.TypeWords;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelocatorTest {

    private static final Btf DEVICE = btf("[1] STRUCT 'device' size=16 vlen=0");

    @Nested
    class Moves {

        @Test
        void idsOfTheBaseToTheirCounterpartsAndOwnIdsBehindTheTarget() {
            Btf base = btf("""
                    [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    [2] STRUCT 'device' size=16 vlen=0
                    """);
            Btf split = over(base, """
                    [3] FUNC_PROTO '(anon)' ret_type_id=1 vlen=1
                        'device' type_id=4
                    [4] PTR '(anon)' type_id=2
                    [5] FUNC 'probe' type_id=3 linkage=static
                    """);
            Btf target = btf("""
                    [1] STRUCT 'unrelated' size=8 vlen=0
                    [2] STRUCT 'device' size=24 vlen=1
                        'count' type_id=4 bits_offset=0
                    [3] FLOAT 'double' size=8
                    [4] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    """);

            Relocation relocation = new Relocator(target).relocate(split);

            assertThat(relocation.succeeded()).isTrue();
            assertThat(relocation.split().base()).isSameAs(target);
            assertTypes(relocation.split(), """
                    [5] FUNC_PROTO '(anon)' ret_type_id=4 vlen=1
                        'device' type_id=6
                    [6] PTR '(anon)' type_id=2
                    [7] FUNC 'probe' type_id=5 linkage=static
                    """);
        }

        @Test
        void tellsTheNewIdOfEveryType() {
            Btf split = over(DEVICE, """
                    [2] PTR '(anon)' type_id=1
                    [3] CONST '(anon)' type_id=2
                    """);
            Btf target = btf("""
                    [1] PTR '(anon)' type_id=0
                    [2] PTR '(anon)' type_id=1
                    [3] STRUCT 'device' size=16 vlen=0
                    """);

            IdMap ids = new Relocator(target).relocate(split).ids();

            assertThat(ids.newId(0)).isZero();
            assertThat(ids.newId(1)).isEqualTo(3);
            assertThat(ids.newId(2)).isEqualTo(4);
            assertThat(ids.newId(3)).isEqualTo(5);
            assertThat(ids.contains(4)).isFalse();
        }

        @Test
        void namesSharedWithTheBaseToTheTargetAndLeavesTheSplitsOwnStrings() {
            Btf split = over(DEVICE, """
                    [2] TYPEDEF 'device' type_id=1
                    [3] TYPEDEF 'own' type_id=2
                    """);
            Btf target = btf("""
                    [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    [2] STRUCT 'device' size=16 vlen=0
                    """);

            Btf moved = new Relocator(target).relocate(split).split();

            assertThat(strings(split)).isEqualTo("own|");
            assertThat(strings(moved)).isEqualTo("own|");
            assertThat(moved.nameOffset(3)).isEqualTo(target.nameOffset(2));
            assertThat(moved.nameOffset(4)).isEqualTo(target.stringsEnd());
        }

        @Test
        void severalTypesOfTheBaseToOneOfTheTarget() {
            Btf base = btf("""
                    [1] STRUCT 'value' size=8 vlen=0
                    [2] UNION 'value' size=4 vlen=0
                    """);
            Btf split = over(base, """
                    [3] PTR '(anon)' type_id=1
                    [4] PTR '(anon)' type_id=2
                    """);
            Btf target = btf("[1] STRUCT 'value' size=8 vlen=0");

            assertTypes(new Relocator(target).relocate(split).split(), """
                    [2] PTR '(anon)' type_id=1
                    [3] PTR '(anon)' type_id=1
                    """);
        }

        @Test
        void aNameThatSeveralTypesShareToWhereTheLastInTargetOrderHasIt() {
            Btf base = btf("""
                    [1] STRUCT 'x' size=8 vlen=0
                    [2] INT 'x' size=4 bits_offset=0 nr_bits=32 encoding=(none)
                    """);
            Btf split = over(base, "[3] TYPEDEF 'x' type_id=2");
            TypeWords words = new TypeWords(16);
            words.head(3, Kind.INT, false, 0, 4);
            words.word(32);
            words.head(1, Kind.STRUCT, false, 0, 8);
            Btf target = withStrings(words, "\0x\0x\0");

            Btf moved = new Relocator(target).relocate(split).split();

            assertTypes(moved, "[3] TYPEDEF 'x' type_id=1\n");
            assertThat(moved.nameOffset(3)).isEqualTo(1);
        }

        @ParameterizedTest
        @CsvSource({"BIG, LITTLE", "LITTLE, BIG", "BIG, BIG"})
        void inTheByteOrderOfTheSplitWhateverTheTargets(String module, String kernel) {
            BtfBuilder base = BtfBuilder.standalone(byteOrder(module));
            base.struct("device", 16);
            BtfBuilder own = BtfBuilder.over(base.build());
            own.pointer(1);
            BtfBuilder target = BtfBuilder.standalone(byteOrder(kernel));
            target.struct("device", 16);

            Btf moved = new Relocator(target.build()).relocate(own.build()).split();

            assertThat(moved.byteOrder()).isEqualTo(byteOrder(module));
            assertTypes(moved, "[2] PTR '(anon)' type_id=1\n");
        }

        private static ByteOrder byteOrder(String name) {
            return name.equals("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        }
    }

    @Nested
    class Fails {

        @Test
        void whereATypeThatNothingRefersToHasNoCounterpart() {
            Btf split = over(DEVICE, "[2] PTR '(anon)' type_id=0");
            Btf target = btf("[1] STRUCT 'gadget' size=16 vlen=0");

            Relocation relocation = new Relocator(target).relocate(split);

            assertThat(relocation.succeeded()).isFalse();
            assertThat(relocation.failures())
                    .extracting(TypeOutcome::reason)
                    .containsExactly("STRUCT 'device' size=16 in the module, nothing of that name in the target");
        }

        @Test
        void withAllReasonsAndNoSplit() {
            Btf base = btf("""
                    [1] FLOAT 'double' size=8
                    [2] STRUCT 'device' size=16 vlen=0
                    [3] STRUCT 'gadget' size=16 vlen=0
                    """);
            Btf split = over(base, "[4] PTR '(anon)' type_id=2");
            Btf target = btf("[1] STRUCT 'device' size=16 vlen=0");

            Relocation relocation = new Relocator(target).relocate(split);

            assertThat(relocation.outcomes())
                    .extracting(TypeOutcome::id, TypeOutcome::isMapped)
                    .containsExactly(tuple(1, false), tuple(2, true), tuple(3, false));
            assertThatThrownBy(relocation::split)
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("cannot relocate:"
                            + " FLOAT 'double' size=8 in the module, nothing of that name in the target;"
                            + " STRUCT 'gadget' size=16 in the module, nothing of that name in the target");
            assertThatThrownBy(relocation::ids).isExactlyInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class Refuses {

        private static final String EXPECTED = ", expected a distilled base, which has only named INT, FLOAT, ENUM,"
                + " STRUCT, UNION and FWD. Distil the module first.";

        private final Relocator relocator = new Relocator(DEVICE);

        @Test
        void btfThatStandsAlone() {
            assertThatThrownBy(() -> relocator.relocate(DEVICE))
                    .isExactlyInstanceOf(BtfFormatException.class)
                    .hasMessage(
                            "found BTF that stands alone, expected split BTF over its distilled base. Distil the module first.");
        }

        @Test
        void aBaseThatIsSplitItself() {
            Btf split = over(over(DEVICE, "[2] FLOAT 'double' size=8"), "[3] PTR '(anon)' type_id=2");

            assertThatThrownBy(() -> relocator.relocate(split))
                    .isExactlyInstanceOf(BtfFormatException.class)
                    .hasMessage("found a base that is split itself, expected split BTF over its distilled base."
                            + " Distil the module first.");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "PTR '(anon)' type_id=0",
                    "ARRAY '(anon)' type_id=0 index_type_id=0 nr_elems=1",
                    "ENUM64 'e' encoding=UNSIGNED size=8 vlen=0",
                    "TYPEDEF 't' type_id=0",
                    "CONST '(anon)' type_id=0",
                    "VOLATILE '(anon)' type_id=0",
                    "RESTRICT '(anon)' type_id=0",
                    "FUNC_PROTO '(anon)' ret_type_id=0 vlen=0",
                    "VAR 'v' type_id=0, linkage=static",
                    "DATASEC 'd' size=0 vlen=0",
                    "DECL_TAG 't' type_id=0 component_idx=-1",
                    "TYPE_TAG 't' type_id=0",
                    "STRUCT '(anon)' size=4 vlen=0",
                    "INT '(anon)' size=4 bits_offset=0 nr_bits=32 encoding=(none)"
                })
        void aBaseWithATypeThatDistillingNeverPutsThere(String type) {
            String[] words = type.split(" ", -1);
            Btf split = over(btf("[1] " + type), "[2] PTR '(anon)' type_id=0");

            assertThatThrownBy(() -> relocator.relocate(split))
                    .isExactlyInstanceOf(BtfFormatException.class)
                    .hasMessage("found [1] " + words[0] + " " + words[1] + " in the base" + EXPECTED);
        }

        /** Nobody asks a base for shells; what it has is compared by name, kind and size only. */
        @Test
        void noBaseWithMembers() {
            Btf base = btf("""
                    [1] STRUCT 'device' size=16 vlen=1
                        'name' type_id=0 bits_offset=0
                    """);

            assertThat(relocator
                            .relocate(over(base, "[2] PTR '(anon)' type_id=1"))
                            .succeeded())
                    .isTrue();
        }

        @Test
        void aStringOfTheBaseThatNamesNoType() {
            Btf base = btf("""
                    [1] STRUCT 'device' size=16 vlen=1
                        'name' type_id=0 bits_offset=0
                    """);
            Btf split = over(base, "[2] TYPEDEF 'name' type_id=1");

            assertThatThrownBy(() -> relocator.relocate(split))
                    .isExactlyInstanceOf(BtfFormatException.class)
                    .hasMessage(
                            "found a use of string 'name' at offset 8 of the distilled base, which names none of its"
                                    + " types, expected the name of one of its types, or a string of the split");
        }

        /** The same text is not enough: kernels look at the offset. */
        @Test
        void theEndOfAStringOfTheBaseThatNamesAType() {
            TypeWords words = new TypeWords(3);
            words.head(2, Kind.TYPEDEF, false, 0, 1);
            Btf split = Btf.of(ByteOrder.LITTLE_ENDIAN, DEVICE, words.toArray(), new byte[0]);

            assertThatThrownBy(() -> relocator.relocate(split))
                    .isExactlyInstanceOf(BtfFormatException.class)
                    .hasMessage(
                            "found a use of string 'evice' at offset 2 of the distilled base, which names none of its"
                                    + " types, expected the name of one of its types, or a string of the split");
        }
    }

    static Btf withStrings(TypeWords words, String strings) {
        return Btf.of(ByteOrder.LITTLE_ENDIAN, null, words.toArray(), strings.getBytes(StandardCharsets.ISO_8859_1));
    }
}
