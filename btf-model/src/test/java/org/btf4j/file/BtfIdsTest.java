// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BtfIdsTest {

    private static final TestElf.Flavour FLAVOUR = TestElf.Flavour.LITTLE_64;

    @ParameterizedTest
    @EnumSource
    void mapsIdsAndSortsSetsAgain(TestElf.Flavour flavour) throws IOException {
        TestElf elf = new TestElf(flavour)
                .words(".BTF_ids", 2, 100, 0, 2, 10, 20, 3, 1, 7, 70, 8, 80, 9, 90, 0, 300)
                .symbol("some_list", ".BTF_ids", 0, 0)
                .symbol("__BTF_ID__struct__task_struct__0", ".BTF_ids", 0, 4)
                .symbol("__BTF_ID__union__not_found__1", ".BTF_ids", 4, 4)
                .symbol("__BTF_ID__set__hooks", ".BTF_ids", 8, 12)
                .symbol("__BTF_ID__func__second__2", ".BTF_ids", 16, 4)
                .symbol("__BTF_ID__set8__kfuncs", ".BTF_ids", 20, 32)
                .symbol("__BTF_ID__func__add__3", ".BTF_ids", 44, 4)
                .symbol("__BTF_ID__typedef__u32__4", ".BTF_ids", 56, 4);

        assertThat(renumber(elf, BtfIdsTest::reverse))
                .isEqualTo(TestElf.words(flavour.order, 900, 0, 2, 980, 990, 3, 1, 991, 90, 992, 80, 993, 70, 0, 700));
    }

    @Test
    void trustsTheCountWhereTheSymbolHasNoSize() throws IOException {
        TestElf elf = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 2, 10, 20, 30)
                .symbol("__BTF_ID__set__hooks", ".BTF_ids", 0, 0)
                .symbol("__BTF_ID__func__add__0", ".BTF_ids", 12, 4);

        assertThat(renumber(elf, BtfIdsTest::reverse)).isEqualTo(TestElf.words(FLAVOUR.order, 2, 980, 990, 970));
    }

    /** Ids of types that were not found are 0 and the first of their set; equal ids keep their order. */
    @Test
    void keepsZerosAndTheOrderOfEqualIds() throws IOException {
        TestElf elf = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 4, 0, 0, 5, 7, 1, 8, 2, 9, 3)
                .symbol("__BTF_ID__set8__kfuncs", ".BTF_ids", 0, 40);

        assertThat(renumber(elf, id -> 6)).isEqualTo(TestElf.words(FLAVOUR.order, 4, 0, 0, 5, 6, 1, 6, 2, 6, 3));
    }

    @Test
    void leavesSetsAloneThatAreNotFilledInYet() throws IOException {
        TestElf elf = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 0, 1, 0, 5, 0, 2)
                .symbol("__BTF_ID__set8__kfuncs", ".BTF_ids", 0, 24)
                .symbol("__BTF_ID__func__add__0", ".BTF_ids", 8, 4);

        assertThat(renumber(elf, BtfIdsTest::reverse)).isEqualTo(TestElf.words(FLAVOUR.order, 0, 1, 0, 5, 0, 2));
    }

    @Test
    void acceptsAnEmptySection() throws IOException {
        assertThat(renumber(new TestElf(FLAVOUR).words(".BTF_ids", 2), BtfIdsTest::reverse))
                .isEmpty();
    }

    @Test
    void refusesAModuleWithoutTheSymbols() {
        String message =
                "section .BTF_ids: found no symbol that starts with __BTF_ID__, expected one for each type id in this"
                        + " section. The module was stripped of them, so its type ids cannot be found and would become wrong. Take it"
                        + " as it was before, or strip it with 'strip --strip-debug'.";

        assertRefused(new TestElf(FLAVOUR).words(".BTF_ids", 2, 1, 10), BtfIdsTest::reverse, message);
        assertRefused(
                new TestElf(FLAVOUR).words(".BTF_ids", 2, 1, 10).withoutSymbolTable(), BtfIdsTest::reverse, message);
        assertRefused(
                new TestElf(FLAVOUR)
                        .words(".BTF_ids", 2, 1, 10)
                        .section(".data", new byte[8])
                        .symbol("__BTF_ID__set__elsewhere", ".data", 0, 8),
                BtfIdsTest::reverse,
                message);
    }

    @Test
    void refusesIdsThatTheMapDoesNotKnow() {
        TestElf elf =
                new TestElf(FLAVOUR).words(".BTF_ids", 2, 0, 77).symbol("__BTF_ID__struct__gone__0", ".BTF_ids", 4, 4);

        assertRefused(
                elf,
                id -> -1,
                "section .BTF_ids, offset 4: found type id 77 at symbol '__BTF_ID__struct__gone__0', expected the id of a type"
                        + " of the module or of a type that it uses");
        assertRefused(
                elf,
                id -> 0,
                "section .BTF_ids, offset 4: found type id 77 at symbol '__BTF_ID__struct__gone__0', expected the id of a type"
                        + " of the module or of a type that it uses");
    }

    @Test
    void refusesIdsThatNoTypeCanHaveWithoutAskingTheMap() {
        assertRefused(
                new TestElf(FLAVOUR).words(".BTF_ids", 2, 1, -2).symbol("__BTF_ID__set__hooks", ".BTF_ids", 0, 8),
                id -> 5,
                "section .BTF_ids, offset 4: found type id 4294967294 at symbol '__BTF_ID__set__hooks', expected the id of a"
                        + " type of the module or of a type that it uses");
    }

    @Test
    void refusesWordsThatNoSymbolExplains() {
        assertRefused(
                new TestElf(FLAVOUR).words(".BTF_ids", 2, 10, 0, 20).symbol("__BTF_ID__func__add__0", ".BTF_ids", 0, 4),
                BtfIdsTest::reverse,
                "section .BTF_ids, offset 8: found the word 20, expected 0 where no symbol says what it is");
    }

    @Test
    void refusesSymbolsThatMarkNoWord() {
        assertRefused(
                new TestElf(FLAVOUR).words(".BTF_ids", 2, 10).symbol("__BTF_ID__func__add__0", ".BTF_ids", 2, 4),
                BtfIdsTest::reverse,
                "section .BTF_ids: found symbol '__BTF_ID__func__add__0' at 2, expected a word of the section");
        assertRefused(
                new TestElf(FLAVOUR).words(".BTF_ids", 2, 10).symbol("__BTF_ID__func__add__0", ".BTF_ids", 4, 4),
                BtfIdsTest::reverse,
                "section .BTF_ids: found symbol '__BTF_ID__func__add__0' at 4, expected a word of the section");
        assertRefused(
                new TestElf(FLAVOUR).words(".BTF_ids", 2, 10).symbol("__BTF_ID__enum__state__0", ".BTF_ids", 0, 4),
                BtfIdsTest::reverse,
                "section .BTF_ids: found symbol '__BTF_ID__enum__state__0', expected __BTF_ID__ and struct, union, typedef,"
                        + " func, set or set8");
    }

    @Test
    void refusesSetsThatDoNotFit() {
        assertRefused(
                new TestElf(FLAVOUR).words(".BTF_ids", 2, 0, 3).symbol("__BTF_ID__set8__kfuncs", ".BTF_ids", 4, 0),
                BtfIdsTest::reverse,
                "section .BTF_ids, offset 4: found symbol '__BTF_ID__set8__kfuncs' in the last 4 bytes, expected room for the"
                        + " set's head");
        assertRefused(
                new TestElf(FLAVOUR).words(".BTF_ids", 2, 2, 10).symbol("__BTF_ID__set__hooks", ".BTF_ids", 0, 0),
                BtfIdsTest::reverse,
                "section .BTF_ids, offset 0: found set '__BTF_ID__set__hooks' of 12 bytes, expected whole members within the 8"
                        + " bytes up to the end of the section");
        assertRefused(
                new TestElf(FLAVOUR).words(".BTF_ids", 2, -1, 0).symbol("__BTF_ID__set8__kfuncs", ".BTF_ids", 0, 0),
                BtfIdsTest::reverse,
                "section .BTF_ids, offset 0: found set '__BTF_ID__set8__kfuncs' of 34359738368 bytes, expected whole members"
                        + " within the 8 bytes up to the end of the section");
        assertRefused(
                new TestElf(FLAVOUR).words(".BTF_ids", 2, 1, 10, 20).symbol("__BTF_ID__set__hooks", ".BTF_ids", 0, 12),
                BtfIdsTest::reverse,
                "section .BTF_ids, offset 0: found count 1 in set '__BTF_ID__set__hooks' of 12 bytes, expected a count that fits"
                        + " the size");
        assertRefused(
                new TestElf(FLAVOUR).words(".BTF_ids", 2, 0, 0, 0).symbol("__BTF_ID__set8__kfuncs", ".BTF_ids", 0, 12),
                BtfIdsTest::reverse,
                "section .BTF_ids, offset 0: found set '__BTF_ID__set8__kfuncs' of 12 bytes, expected whole members within the"
                        + " 12 bytes up to the end of the section");
        assertRefused(
                new TestElf(FLAVOUR).words(".BTF_ids", 2, 0, 0, 20).symbol("__BTF_ID__set__hooks", ".BTF_ids", 0, 12),
                BtfIdsTest::reverse,
                "section .BTF_ids, offset 8: found type id 20 in set '__BTF_ID__set__hooks' of count 0, expected 0");
    }

    @Test
    void refusesSymbolsThatContradictEachOther() {
        assertRefused(
                new TestElf(FLAVOUR)
                        .words(".BTF_ids", 2, 2, 1, 20)
                        .symbol("__BTF_ID__set__outer", ".BTF_ids", 0, 12)
                        .symbol("__BTF_ID__set__inner", ".BTF_ids", 4, 8),
                BtfIdsTest::reverse,
                "section .BTF_ids, offset 4: found set '__BTF_ID__set__inner' on words of set '__BTF_ID__set__outer', expected"
                        + " sets that share no words");
        assertRefused(
                new TestElf(FLAVOUR)
                        .words(".BTF_ids", 2, 1, 0, 20, 5)
                        .symbol("__BTF_ID__set8__kfuncs", ".BTF_ids", 0, 16)
                        .symbol("__BTF_ID__func__add__0", ".BTF_ids", 12, 4),
                BtfIdsTest::reverse,
                "section .BTF_ids, offset 12: found symbol '__BTF_ID__func__add__0' on a word of '__BTF_ID__set8__kfuncs' that"
                        + " holds no id, expected it on a member");
    }

    @Test
    void refusesTwoTypesOnOneWord() {
        assertRefused(
                new TestElf(FLAVOUR)
                        .words(".BTF_ids", 2, 20)
                        .symbol("__BTF_ID__func__add__0", ".BTF_ids", 0, 4)
                        .symbol("__BTF_ID__func__add__1", ".BTF_ids", 0, 4)
                        .symbol("__BTF_ID__func__put__2", ".BTF_ids", 0, 4),
                BtfIdsTest::reverse,
                "section .BTF_ids, offset 0: found symbols '__BTF_ID__func__add__1' and '__BTF_ID__func__put__2' on one word,"
                        + " expected one type");
    }

    @Test
    void refusesSymbolsWithoutANameInThem() {
        for (String symbol : List.of("__BTF_ID__func__", "__BTF_ID__func__add", "__BTF_ID__func____1")) {
            assertRefused(
                    new TestElf(FLAVOUR).words(".BTF_ids", 2, 20).symbol(symbol, ".BTF_ids", 0, 4),
                    BtfIdsTest::reverse,
                    "section .BTF_ids: found symbol '" + symbol + "', expected __BTF_ID__func__NAME__N");
        }
        assertRefused(
                new TestElf(FLAVOUR).words(".BTF_ids", 2, 0).symbol("__BTF_ID__set__", ".BTF_ids", 0, 4),
                BtfIdsTest::reverse,
                "section .BTF_ids: found symbol '__BTF_ID__set__', expected __BTF_ID__set__NAME");
    }

    @Test
    void refusesMoreNamesThanAnyKernelHas() {
        String name = "n".repeat(1000);
        TestElf elf = new TestElf(FLAVOUR).words(".BTF_ids", 2, 0);
        for (int i = 0; i < 17_000; i++) {
            elf.symbol("__BTF_ID__func__" + name + "__0", ".BTF_ids", 0, 4);
        }

        assertRefused(
                elf,
                BtfIdsTest::reverse,
                "section .BTF_ids: found symbols whose names have more than 16777216 bytes together, expected fewer");
    }

    @Test
    void refusesHalfAWord() {
        assertRefused(
                new TestElf(FLAVOUR).section(".BTF_ids", 1, 2, 4, new byte[6]),
                BtfIdsTest::reverse,
                "section .BTF_ids: found 6 bytes, expected a multiple of 4");
    }

    private static int reverse(int id) {
        return 1000 - id;
    }

    private static byte[] renumber(TestElf elf, IntUnaryOperator idMap) throws IOException {
        ElfImage image = Images.open(elf.toBytes());
        return BtfIds.read(image, Images.section(image, ".BTF_ids")).renumber(idMap);
    }

    private static void assertRefused(TestElf elf, IntUnaryOperator idMap, String message) {
        assertThatThrownBy(() -> renumber(elf, idMap))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(message);
    }
}
