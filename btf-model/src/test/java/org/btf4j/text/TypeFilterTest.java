// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types are chosen by what people call them, and by what they depend on. */
class TypeFilterTest {

    private static final Btf BASE = RawDump.parse("""
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] INT 'unsigned int' size=4 bits_offset=0 nr_bits=32 encoding=(none)
            [3] STRUCT 'device' size=8 vlen=2
                'id' type_id=1 bits_offset=0
                'parent' type_id=4 bits_offset=64
            [4] PTR '(anon)' type_id=3
            """);

    private static final Btf MODULE = RawDump.parse("""
            [5] STRUCT 'usb_device' size=16 vlen=2
                'dev' type_id=4 bits_offset=0
                'mode' type_id=7 bits_offset=64
            [6] FWD 'usb_bus' fwd_kind=struct
            [7] ENUM 'usb_mode' encoding=UNSIGNED size=4 vlen=1
                'USB_IDLE' val=0
            [8] ENUM64 'usb_serial' encoding=UNSIGNED size=8 vlen=0
            [9] UNION 'usb_data' size=4 vlen=1
                'raw' type_id=2 bits_offset=0
            [10] FWD 'usb_key' fwd_kind=union
            [11] TYPEDEF 'usb_device' type_id=5
            [12] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                'device' type_id=13
            [13] PTR '(anon)' type_id=5
            [14] FUNC 'usb_probe' type_id=12 linkage=static
            [15] DATASEC '.data' size=4 vlen=1
                type_id=16 offset=0 size=4
            [16] VAR 'usb_count' type_id=1, linkage=static
            """, BASE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "usb_device         | 5, 11",
                "struct usb_device  | 5",
                "typedef usb_device | 11",
                "struct usb_bus     | 6",
                "FWD usb_bus        | 6",
                "enum usb_mode      | 7",
                "enum usb_serial    | 8",
                "ENUM64 *           | 8",
                "union usb_data     | 9",
                "union usb_key      | 10",
                "FUNC usb_probe     | 14",
                "DATASEC .data      | 15",
                "VAR *              | 16",
                "struct usb_*       | 5, 6",
                "usb_*i*            | 5, 8, 11",
                "*_d*               | 5, 9, 11",
                "usb_m?d?           | 7",
                "usb_???            | 6, 10",
                "*                  | 5, 6, 7, 8, 9, 10, 11, 14, 15, 16",
                "13                 | 13",
                "3                  | 3",
                "struct 3           | 3",
                "PTR 13             | 13",
                "' struct  usb_bus '| 6",
            })
    void aTypeIsCalledAsInCOrAsInTheRawDump(String pattern, String ids) throws TypeFilterException {
        assertThat(TypeFilter.matching(MODULE, List.of(pattern)))
                .containsExactly(List.of(ids.split(", ")).stream()
                        .mapToInt(Integer::parseInt)
                        .toArray());
    }

    @Test
    void namesOfIntegersMayHaveSeveralWords() throws TypeFilterException {
        assertThat(TypeFilter.matching(BASE, List.of("unsigned int"))).containsExactly(2);
        assertThat(TypeFilter.matching(BASE, List.of("INT unsigned int"))).containsExactly(2);
        assertThat(TypeFilter.matching(BASE, List.of("int"))).containsExactly(1);
    }

    @Test
    void severalGiveEachTypeOnceInTheOrderOfTheFile() throws TypeFilterException {
        assertThat(TypeFilter.matching(MODULE, List.of("usb_mode", "struct usb_*", "5")))
                .containsExactly(5, 6, 7);
        assertThat(TypeFilter.matching(MODULE, List.of())).isEmpty();
    }

    @Test
    void dependenciesAreThoseByValueAndBehindPointersInTheBaseToo() {
        assertThat(TypeFilter.withDependencies(MODULE, new int[] {5})).containsExactly(1, 3, 4, 5, 7);
        assertThat(TypeFilter.withDependencies(MODULE, new int[] {14})).containsExactly(1, 3, 4, 5, 7, 12, 13, 14);
        assertThat(TypeFilter.withDependencies(MODULE, new int[] {15, 9})).containsExactly(1, 2, 9, 15, 16);
        assertThat(TypeFilter.withDependencies(MODULE, new int[0])).isEmpty();
    }

    @Test
    void aChainOfAMillionTypesIsNoMatter() {
        BtfBuilder types = BtfBuilder.standalone();
        int count = 1_000_000;
        for (int id = 1; id < count; id++) {
            types.pointer(id + 1);
        }
        types.pointer(1);

        assertThat(TypeFilter.withDependencies(types.build(), new int[] {count / 2}))
                .hasSize(count);
    }

    @Test
    void manyStarsTakeNoTime() {
        BtfBuilder types = BtfBuilder.standalone();
        types.add(new BtfType.Fwd("a".repeat(5000), false));
        Btf btf = types.build();

        Assertions.assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> TypeFilter.matching(btf, List.of("*a".repeat(1000) + "b")))
                        .isInstanceOf(TypeFilterException.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "struct usb_devise | found no type 'struct usb_devise'; similar: struct usb_device, typedef usb_device",
                "USB_Mode          | found no type 'USB_Mode'; similar: enum usb_mode",
                "union usb_device  | found no type 'union usb_device'; similar: struct usb_device, typedef usb_device",
                "serial            | found no type 'serial'; similar: enum usb_serial",
                "usb_count1        | found no type 'usb_count1'; similar: VAR usb_count",
                "blk_*             | found no type 'blk_*'; there are 1 STRUCT, 1 UNION, 1 ENUM, 2 FWD, 1 TYPEDEF, 1 FUNC, 1 VAR,"
                        + " 1 DATASEC, 1 ENUM64 with names",
                "17                | found no type '17'; ids go from 1 to 16, those of the base included",
                "0                 | found no type '0'; ids go from 1 to 16, those of the base included",
                "99999999999999999 | found no type '99999999999999999'; ids go from 1 to 16, those of the base included",
                "union 5           | found no type 'union 5', for it is [5] STRUCT 'usb_device'",
                "struct device     | found no type 'struct device' in the file; its base has [3] STRUCT 'device': ask for it by its"
                        + " id, or show the base itself",
                "*int              | found no type '*int' in the file; its base has [1] INT 'int' and 1 more: ask for it by its"
                        + " id, or show the base itself",
                "'  '              | found an empty text, expected the name of a type, such as 'struct device'",
            })
    void whatIsNotThereIsAnErrorThatSaysWhatIs(String pattern, String message) {
        assertThatThrownBy(() -> TypeFilter.matching(MODULE, List.of("usb_mode", pattern)))
                .isInstanceOf(TypeFilterException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"struct", "typedef", "FUNC"})
    void aWordAloneIsAName(String word) {
        assertThatThrownBy(() -> TypeFilter.matching(BASE, List.of(word)))
                .isInstanceOf(TypeFilterException.class)
                .hasMessageStartingWith("found no type '" + word + "'; there are ");
    }

    @Test
    void atMostFiveNearNames() {
        BtfBuilder types = BtfBuilder.standalone();
        for (int i = 0; i < 10; i++) {
            types.add(new BtfType.Fwd("ring" + i, false));
        }

        TypeFilterException e = catchThrowableOfType(
                TypeFilterException.class, () -> TypeFilter.matching(types.build(), List.of("ring")));

        assertThat(e)
                .hasMessage("found no type 'ring'; similar: struct ring0, struct ring1, struct ring2, struct ring3,"
                        + " struct ring4");
    }

    @Test
    void noNamesAtAll() {
        assertThatThrownBy(() -> TypeFilter.matching(BtfBuilder.standalone().build(), List.of("a")))
                .isInstanceOf(TypeFilterException.class)
                .hasMessage("found no type 'a'; there are no types with names");
    }

    @Test
    void whatAnUnknownKindDependsOnNobodyKnows() {
        Btf btf = Btf.read(UnknownKind.blob());

        assertThatThrownBy(() -> TypeFilter.withDependencies(btf, new int[] {2}))
                .isInstanceOf(BtfFormatException.class)
                .hasMessageContaining("kind 20");
    }
}
