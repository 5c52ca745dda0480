// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.junit.BtfAssertions.assertRawDump;

import java.util.Objects;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Where the BTF of a fixture can come from. */
class SourcesTest {

    private static final String POINT = """
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] STRUCT 'point' size=8 vlen=2
                'x' type_id=1 bits_offset=0
                'y' type_id=1 bits_offset=32
            """;

    /** Methods that make BTF, in a class of their own. */
    static final class Types {
        private Types() {}

        static Btf point() {
            BtfBuilder types = BtfBuilder.standalone();
            int integer = types.integer("int", 4, BtfType.Int.SIGNED);
            types.struct("point", 8, BtfBuilder.member("x", integer, 0), BtfBuilder.member("y", integer, Integer.SIZE));
            return types.build();
        }

        static Btf pointer(Btf base) {
            BtfBuilder types = BtfBuilder.over(base);
            types.pointer(base.find("point", Kind.STRUCT)[0]);
            return types.build();
        }

        static Btf pointerWithBase() {
            return pointer(point());
        }
    }

    /** A class that tests inherit from. */
    abstract static class WithMethod {
        @SuppressWarnings("unused") // by name
        private static Btf inherited() {
            return Types.point();
        }
    }

    @SuppressWarnings("unused") // by name
    private static Btf outer() {
        return Types.point();
    }

    @Test
    @BtfFixture(base = "resource:dumps/point.txt", split = "[3] PTR '(anon)' type_id=2")
    void aDumpInAResourceUnderATypedOne(Btf split) {
        assertRawDump(POINT, Objects.requireNonNull(split.base()));
        assertRawDump("[3] PTR '(anon)' type_id=2", split);
    }

    @Test
    @BtfFixture(base = "file:src/test/resources/dumps/point.txt")
    void aDumpInAFile(Btf btf) {
        assertRawDump(POINT, btf);
    }

    @Test
    @BtfFixture(base = SampleModuleTest.SAMPLE + "vmlinux.btf")
    void rawBtfInAFile(Btf btf) {
        assertRawDump(SampleModuleTest.SAMPLE + "expected/vmlinux.txt", btf);
    }

    @Test
    @BtfFixture(base = SampleModuleTest.SAMPLE + "vmlinux", split = SampleModuleTest.SAMPLE + "driver.ko")
    void elfFiles(Btf split) {
        assertRawDump(SampleModuleTest.SAMPLE + "expected/driver.before.txt", split);
        assertRawDump(SampleModuleTest.SAMPLE + "expected/vmlinux.txt", Objects.requireNonNull(split.base()));
    }

    @Test
    @BtfFixture(
            base = SampleModuleTest.SAMPLE + "vmlinux-next",
            split = SampleModuleTest.SAMPLE + "expected/driver-distilled.ko")
    void aDistilledModuleIsRelocatedToTheBase(Btf split) {
        assertRawDump(SampleModuleTest.SAMPLE + "expected/driver.relocated-next.txt", split);
    }

    @Test
    @BtfFixture(split = SampleModuleTest.SAMPLE + "expected/driver-distilled.ko")
    void aDistilledModuleBringsItsOwnBase(Btf split) {
        assertRawDump(SampleModuleTest.SAMPLE + "expected/driver.distilled.txt", split);
        assertRawDump(SampleModuleTest.SAMPLE + "expected/driver.base.txt", Objects.requireNonNull(split.base()));
    }

    @Test
    @BtfFixture(base = "running")
    void theRunningKernel(Btf kernel) {
        assertThat(kernel.base()).isNull();
        assertThat(kernel.find("task_struct", Kind.STRUCT)).isNotEmpty();
    }

    @Nested
    class Methods extends WithMethod {

        @SuppressWarnings("unused") // by name
        static Btf here() {
            return Types.point();
        }

        @Test
        @BtfFixture(base = "method:here")
        void inTheClassItself(Btf btf) {
            assertRawDump(POINT, btf);
        }

        @Test
        @BtfFixture(base = "method:inherited")
        void inASuperclass(Btf btf) {
            assertRawDump(POINT, btf);
        }

        @Test
        @BtfFixture(base = "method:outer")
        void inAClassAround(Btf btf) {
            assertRawDump(POINT, btf);
        }

        @Test
        @BtfFixture(
                base = "method:org.btf4j.junit.SourcesTest$Types#point",
                split = "method:org.btf4j.junit.SourcesTest$Types#pointer")
        void inAnotherClass(Btf split) {
            assertRawDump("[3] PTR '(anon)' type_id=2", split);
            assertRawDump(POINT, Objects.requireNonNull(split.base()));
        }

        @Test
        @BtfFixture(split = "method:org.btf4j.junit.SourcesTest$Types#pointerWithBase")
        void ofASplitWithItsBase(Btf split) {
            assertRawDump("[3] PTR '(anon)' type_id=2", split);
            assertRawDump(POINT, Objects.requireNonNull(split.base()));
        }

        @Test
        @BtfFixture(base = "resource:dumps/point.txt", split = "method:org.btf4j.junit.SourcesTest$Types#pointer")
        @ExpectRelocated(
                target = "method:org.btf4j.junit.SourcesTest$Types#point",
                split = "[3] PTR '(anon)' type_id=2")
        void mixedWithOthers() {}
    }
}
