// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ids that are filled in by name. What is expected where resolve_btfids of Linux 6.12 fills them in is what it made of such files. */
class BtfIdsResolveTest {

    private static final TestElf.Flavour FLAVOUR = TestElf.Flavour.LITTLE_64;

    /** Ids 1 to 9. */
    private static final Btf KERNEL = kernel();

    /** Ids 10 to 13. */
    private static final Btf MODULE = module();

    private static Btf kernel() {
        BtfBuilder kernel = BtfBuilder.standalone();
        int number = kernel.integer("int", 4, 1);
        kernel.struct("device", 4, BtfBuilder.member("id", number, 0));
        kernel.union("value", 4, BtfBuilder.member("number", number, 0));
        kernel.typedef("u32", number);
        int prototype = kernel.prototype(number);
        kernel.function("shared", prototype, 1);
        kernel.struct("device", 8);
        kernel.struct("___odd__name_", 0);
        kernel.typedef("device", number);
        return kernel.build();
    }

    private static Btf module() {
        BtfBuilder module = BtfBuilder.over(KERNEL);
        module.function("put", 5, 1);
        module.function("get", 5, 1);
        module.function("add", 5, 1);
        module.function("shared", 5, 1);
        return module.build();
    }

    @ParameterizedTest
    @EnumSource
    void fillsInIdsByKindAndName(TestElf.Flavour flavour) {
        TestElf elf = new TestElf(flavour)
                .words(".BTF_ids", 2, new int[5])
                .symbol("types", ".BTF_ids", 0, 0)
                .symbol("__BTF_ID__struct__device__0", ".BTF_ids", 0, 4)
                .symbol("__BTF_ID__union__value__1", ".BTF_ids", 4, 4)
                .symbol("__BTF_ID__typedef__u32__2", ".BTF_ids", 8, 4)
                .symbol("__BTF_ID__func__add__3", ".BTF_ids", 16, 4);

        ResolvedIds resolved = resolve(elf);

        assertThat(words(resolved, flavour.order)).containsExactly(2, 3, 4, 0, 12);
        assertThat(resolved.isChanged()).isTrue();
        assertThat(resolved.ids())
                .extracting(BtfId::toString)
                .containsExactly(
                        "list 'types' [2] STRUCT 'device'",
                        "list 'types' [3] UNION 'value'",
                        "list 'types' [4] TYPEDEF 'u32'",
                        "list 'types' [12] FUNC 'add'");
    }

    @ParameterizedTest
    @EnumSource
    void writesTheCountsOfSetsAndSortsTheirMembersWithTheirFlags(TestElf.Flavour flavour) {
        TestElf elf = new TestElf(flavour)
                .words(".BTF_ids", 2, 0, 0, 0, 0, 1, 0, 5, 0, 2, 0, 0)
                .symbol("__BTF_ID__set__hooks", ".BTF_ids", 0, 12)
                .symbol("__BTF_ID__func__get__0", ".BTF_ids", 4, 4)
                .symbol("__BTF_ID__func__put__1", ".BTF_ids", 8, 4)
                .symbol("__BTF_ID__set8__kfuncs", ".BTF_ids", 12, 32)
                .symbol("__BTF_ID__func__add__2", ".BTF_ids", 20, 4)
                .symbol("__BTF_ID__func__get__3", ".BTF_ids", 28, 4)
                .symbol("__BTF_ID__func__put__4", ".BTF_ids", 36, 4);

        ResolvedIds resolved = resolve(elf);

        assertThat(words(resolved, flavour.order)).containsExactly(2, 10, 11, 3, 1, 10, 0, 11, 2, 12, 5);
        assertThat(resolved.ids())
                .extracting(BtfId::toString)
                .containsExactly(
                        "set 'hooks' [10] FUNC 'put'",
                        "set 'hooks' [11] FUNC 'get'",
                        "set8 'kfuncs' [10] FUNC 'put' flags 0x0",
                        "set8 'kfuncs' [11] FUNC 'get' flags 0x2",
                        "set8 'kfuncs' [12] FUNC 'add' flags 0x5");
        assertThat(resolved.ids().get(4)).isEqualTo(new BtfId("set8 'kfuncs'", 36, 12, "[12] FUNC 'add'", 5));
    }

    @Test
    void leaves0WhereThereIsNoSuchTypeAndCountsItAsAMember() {
        TestElf elf = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 0, 0, 0, 7, 0, 8, 77)
                .symbol("__BTF_ID__set8__kfuncs", ".BTF_ids", 0, 24)
                .symbol("__BTF_ID__func__put__0", ".BTF_ids", 8, 4)
                .symbol("__BTF_ID__func__gone__1", ".BTF_ids", 16, 4)
                .symbol("__BTF_ID__struct__put__2", ".BTF_ids", 24, 4);

        ResolvedIds resolved = resolve(elf);

        assertThat(words(resolved, FLAVOUR.order)).containsExactly(2, 0, 0, 8, 10, 7, 0);
        assertThat(resolved.lookups())
                .extracting(IdLookup::toString)
                .containsExactly(
                        "set8 'kfuncs': FUNC 'put' is [10]",
                        "set8 'kfuncs': FUNC 'gone' is neither in the module's BTF nor in its base",
                        "offset 24: STRUCT 'put' is neither in the module's BTF nor in its base");
        assertThat(resolved.lookups()).extracting(IdLookup::isMissing).containsExactly(false, true, true);
        assertThat(resolved.ids())
                .extracting(BtfId::toString)
                .containsExactly(
                        "set8 'kfuncs' [0] no id flags 0x8",
                        "set8 'kfuncs' [10] FUNC 'put' flags 0x7",
                        "offset 24 [0] no id for STRUCT 'put'");
    }

    @Test
    void takesTheFirstOfSeveralAndTellsOfTheOthers() {
        TestElf elf = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 0, 0, 0)
                .symbol("__BTF_ID__struct__device__0", ".BTF_ids", 0, 4)
                .symbol("__BTF_ID__func__shared__1", ".BTF_ids", 4, 4)
                .symbol("__BTF_ID__typedef__device__2", ".BTF_ids", 8, 4);

        ResolvedIds resolved = resolve(elf);

        assertThat(words(resolved, FLAVOUR.order)).containsExactly(2, 6, 9);
        assertThat(resolved.lookups())
                .containsExactly(
                        new IdLookup("offset 0", Kind.STRUCT, "device", List.of(2, 7)),
                        new IdLookup("offset 4", Kind.FUNC, "shared", List.of(6, 13)),
                        new IdLookup("offset 8", Kind.TYPEDEF, "device", List.of(9)));
        assertThat(resolved.lookups().get(1))
                .hasToString(
                        "offset 4: FUNC 'shared' is there 2 times, [6], [13]; the first is taken, as resolve_btfids"
                                + " takes it");
        assertThat(resolved.lookups()).extracting(IdLookup::isAmbiguous).containsExactly(true, true, false);
    }

    @Test
    void theNameEndsAtTheLastTwoUnderscores() {
        TestElf elf = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 0)
                .symbol("__BTF_ID__struct_____odd__name___751190", ".BTF_ids", 0, 4);

        assertThat(words(resolve(elf), FLAVOUR.order)).containsExactly(8);
    }

    @Test
    void refillsIdsOutsideOfSetsAndSetsWithoutDifferentFlagsWhateverTheyHeld() {
        TestElf elf = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 77, 2, 5, 6, 2, 0, 8, 4, 9, 4)
                .symbol("__BTF_ID__func__put__0", ".BTF_ids", 0, 4)
                .symbol("__BTF_ID__set__hooks", ".BTF_ids", 4, 12)
                .symbol("__BTF_ID__func__add__1", ".BTF_ids", 8, 4)
                .symbol("__BTF_ID__func__get__2", ".BTF_ids", 12, 4)
                .symbol("__BTF_ID__set8__kfuncs", ".BTF_ids", 16, 24)
                .symbol("__BTF_ID__func__get__3", ".BTF_ids", 24, 4)
                .symbol("__BTF_ID__func__put__4", ".BTF_ids", 32, 4);

        assertThat(words(resolve(elf), FLAVOUR.order)).containsExactly(10, 2, 11, 12, 2, 0, 10, 4, 11, 4);
    }

    /** Where resolve_btfids would give {@code add}, beside whose symbol {@code put} is now, the flags of {@code put}. */
    @Test
    void aSetThatIsFilledInKeepsItsPairs() {
        TestElf elf = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 3, 1, 10, 0, 11, 2, 12, 5)
                .symbol("__BTF_ID__set8__kfuncs", ".BTF_ids", 0, 32)
                .symbol("__BTF_ID__func__add__0", ".BTF_ids", 8, 4)
                .symbol("__BTF_ID__func__get__1", ".BTF_ids", 16, 4)
                .symbol("__BTF_ID__func__put__2", ".BTF_ids", 24, 4);

        ResolvedIds resolved = resolve(elf);

        assertThat(resolved.isChanged()).isFalse();
        assertThat(resolved.toBytes()).isEqualTo(elf.toBytes());
        assertThat(resolved.ids()).hasSize(3);
    }

    @Test
    void aSetThatIsFilledInButNotSortedIsSortedWithItsFlags() {
        TestElf elf = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 2, 1, 12, 5, 10, 0)
                .symbol("__BTF_ID__set8__kfuncs", ".BTF_ids", 0, 24)
                .symbol("__BTF_ID__func__put__0", ".BTF_ids", 8, 4)
                .symbol("__BTF_ID__func__add__1", ".BTF_ids", 16, 4);

        assertThat(words(resolve(elf), FLAVOUR.order)).containsExactly(2, 1, 10, 0, 12, 5);
    }

    /** A module that resolve_btfids went over without finding anything has counts, but its flags are where they were. */
    @Test
    void aSetWithACountButWithoutIdsIsFilledIn() {
        TestElf elf = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 2, 1, 0, 5, 0, 6)
                .symbol("__BTF_ID__set8__kfuncs", ".BTF_ids", 0, 24)
                .symbol("__BTF_ID__func__put__0", ".BTF_ids", 8, 4)
                .symbol("__BTF_ID__func__add__1", ".BTF_ids", 16, 4);

        assertThat(words(resolve(elf), FLAVOUR.order)).containsExactly(2, 1, 10, 5, 12, 6);
    }

    @Test
    void refusesASetThatIsFilledInWithOtherIdsWhereItsFlagsDiffer() {
        TestElf elf = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 0, 2, 1, 110, 0, 112, 5)
                .symbol("__BTF_ID__set8__kfuncs", ".BTF_ids", 4, 24)
                .symbol("__BTF_ID__func__put__0", ".BTF_ids", 12, 4)
                .symbol("__BTF_ID__func__add__1", ".BTF_ids", 20, 4);

        assertThatThrownBy(() -> resolve(elf))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("test.ko, section .BTF_ids, offset 4: found a filled-in set8 'kfuncs' with ids that are not"
                        + " those of its names, expected ids of 0, or those of its names in this BTF. It is sorted, so"
                        + " that nothing says any more which flags belong to which name. Take the module as it was before"
                        + " its ids were filled in.");
    }

    @Test
    void refusesASetOfUnknownSize() {
        TestElf elf = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 0, 0)
                .symbol("__BTF_ID__set__hooks", ".BTF_ids", 0, 0)
                .symbol("__BTF_ID__func__put__0", ".BTF_ids", 4, 4);

        assertThatThrownBy(() -> resolve(elf))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("test.ko, section .BTF_ids, offset 0: found symbol '__BTF_ID__set__hooks' without a size,"
                        + " expected the size of the set, which says how many members it has");
    }

    @Test
    void acceptsAnEmptySetAndMembersWithoutASymbol() {
        TestElf elf = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 0, 0, 0, 0)
                .symbol("__BTF_ID__set__none", ".BTF_ids", 0, 4)
                .symbol("__BTF_ID__set__hooks", ".BTF_ids", 4, 12)
                .symbol("__BTF_ID__func__put__0", ".BTF_ids", 8, 4);

        assertThat(words(resolve(elf), FLAVOUR.order)).containsExactly(0, 2, 0, 10);
    }

    /** resolve_btfids refuses sets of one name, which two files of a module may well have. */
    @Test
    void acceptsTwoSetsOfOneName() {
        TestElf elf = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 0, 0, 0, 0)
                .symbol("__BTF_ID__set__hooks", ".BTF_ids", 0, 8)
                .symbol("__BTF_ID__func__put__0", ".BTF_ids", 4, 4)
                .symbol("__BTF_ID__set__hooks", ".BTF_ids", 8, 8)
                .symbol("__BTF_ID__func__put__0", ".BTF_ids", 12, 4);

        ResolvedIds resolved = resolve(elf);

        assertThat(words(resolved, FLAVOUR.order)).containsExactly(1, 10, 1, 10);
        assertThat(resolved.lookups())
                .extracting(IdLookup::toString)
                .as("one for equal ones")
                .containsExactly("set 'hooks': FUNC 'put' is [10]");
    }

    @Test
    void aModuleWithoutTheSectionIsLeftAsItIs() {
        byte[] signed = ModuleSignatureTest.sign(
                new TestElf(FLAVOUR).section(".BTF", MODULE.toBytes()).toBytes());

        ResolvedIds resolved = ModuleFile.of(signed, "test.ko").withResolvedIds(MODULE);

        assertThat(resolved.isChanged()).isFalse();
        assertThat(resolved.toBytes()).isEqualTo(signed);
        assertThat(resolved.ids()).isEmpty();
        assertThat(ModuleFile.of(signed, "test.ko").btfIds(MODULE)).isEmpty();
    }

    @Test
    void keepsTheSignatureOnlyWhereNoIdChanges() {
        byte[] before = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 0)
                .symbol("__BTF_ID__func__put__0", ".BTF_ids", 0, 4)
                .toBytes();

        ResolvedIds once =
                ModuleFile.of(ModuleSignatureTest.sign(before), "test.ko").withResolvedIds(MODULE);
        byte[] signedAgain = ModuleSignatureTest.sign(once.toBytes());

        assertThat(once.toBytes()).hasSameSizeAs(before);
        assertThat(ModuleFile.of(signedAgain, "test.ko").withResolvedIds(MODULE).toBytes())
                .isEqualTo(signedAgain);
    }

    @Test
    void showsWhatIdsMeanBeforeTheyAreFilledIn() {
        TestElf elf = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 0, 99, 0, 1, 0, 4)
                .symbol("__BTF_ID__struct__device__0", ".BTF_ids", 0, 4)
                .symbol("__BTF_ID__struct__value__1", ".BTF_ids", 4, 4)
                .symbol("__BTF_ID__set8__kfuncs", ".BTF_ids", 8, 16)
                .symbol("__BTF_ID__func__add__2", ".BTF_ids", 16, 4);

        assertThat(ModuleFile.of(elf.toBytes(), "test.ko").btfIds(MODULE))
                .extracting(BtfId::toString)
                .containsExactly(
                        "offset 0 [0] no id for STRUCT 'device'",
                        "offset 4 [99] no type of this BTF",
                        "set8 'kfuncs' [0] no id for FUNC 'add' flags 0x4");
    }

    @Test
    void aNameOfAnArrayCountsUpToTheNextSet() {
        TestElf elf = new TestElf(FLAVOUR)
                .words(".BTF_ids", 2, 12, 0, 12, 1, 12, 12)
                .sectionSymbol(".BTF_ids")
                .symbol("first", ".BTF_ids", 0, 0)
                .symbol("__BTF_ID__func__add__0", ".BTF_ids", 0, 4)
                .symbol("__BTF_ID__func__add__1", ".BTF_ids", 8, 4)
                .symbol("second", ".BTF_ids", 12, 0)
                .symbol("__BTF_ID__set__second", ".BTF_ids", 12, 8)
                .symbol("__BTF_ID__func__add__2", ".BTF_ids", 20, 4);

        assertThat(ModuleFile.of(elf.toBytes(), "test.ko").btfIds(MODULE))
                .extracting(BtfId::toString)
                .containsExactly(
                        "list 'first' [12] FUNC 'add'",
                        "list 'first' [12] FUNC 'add'",
                        "set 'second' [12] FUNC 'add'",
                        "offset 20 [12] FUNC 'add'");
    }

    /** What was filled in once is right, so that nothing is left to do; whatever else comes out is a {@link BtfFormatException}. */
    @Test
    void aDamagedModuleIsFilledInOrRefused() throws IOException {
        byte[] module = Sample.bytes("driver-noids.ko");
        Btf kernel = BtfSource.read(Sample.path("vmlinux"));
        Random random = new Random(0xb7f1d5);
        int filledIn = 0;
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = module.clone();
            for (int bytes = 1 + random.nextInt(5); bytes > 0; bytes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                ModuleFile file = ModuleFile.of(damaged, "damaged.ko");
                Btf btf = file.btf(kernel);
                ResolvedIds once = file.withResolvedIds(btf);
                assertThat(ModuleFile.of(once.toBytes(), "again.ko")
                                .withResolvedIds(btf)
                                .isChanged())
                        .as("variant %d", i)
                        .isFalse();
                filledIn++;
            } catch (BtfFormatException e) {
                refused++;
            }
        }
        assertThat(filledIn).isGreaterThan(300);
        assertThat(refused).isGreaterThan(300);
    }

    private static ResolvedIds resolve(TestElf elf) {
        return ModuleFile.of(elf.toBytes(), "test.ko").withResolvedIds(MODULE);
    }

    private static int[] words(ResolvedIds resolved, ByteOrder order) {
        return Sample.words(ModuleFile.of(resolved.toBytes(), "test.ko"), ".BTF_ids", order);
    }
}
