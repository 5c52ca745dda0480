// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.junit.BtfAssertions.assertRawDump;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.btf4j.model.Btf;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Several fixtures for one test, in parameters and in fields. */
@BtfFixture(base = NamedFixturesTest.INT)
@BtfFixture(name = "old", base = NamedFixturesTest.FLOAT)
@BtfFixture(name = "new", base = NamedFixturesTest.CHAR)
class NamedFixturesTest {

    static final String INT = "[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED";
    static final String FLOAT = "[1] FLOAT 'float' size=4";
    static final String CHAR = "[1] INT 'char' size=1 bits_offset=0 nr_bits=8 encoding=SIGNED";
    static final String SHORT = "[1] INT 'short' size=2 bits_offset=0 nr_bits=16 encoding=SIGNED";

    @FromFixture("old")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Old {}

    @BtfFixture(base = SHORT)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ShortFixture {}

    @Test
    void areAskedForByName(
            Btf unnamed, @FromFixture("old") Btf old, @FromFixture("new") Btf latest, @Old Btf composed) {
        assertRawDump(INT, unnamed);
        assertRawDump(FLOAT, old);
        assertRawDump(CHAR, latest);
        assertThat(composed).isSameAs(old);
    }

    @Test
    @BtfFixture(name = "old", base = SHORT)
    void areReplacedOneByOne(Btf unnamed, @FromFixture("old") Btf old, @FromFixture("new") Btf latest) {
        assertRawDump(INT, unnamed);
        assertRawDump(SHORT, old);
        assertRawDump(CHAR, latest);
    }

    @Test
    void aParameterCanHaveItsOwn(@BtfFixture(base = SHORT) Btf own, @ShortFixture Btf composed, Btf unnamed) {
        assertRawDump(SHORT, own);
        assertThat(composed).isSameAs(own);
        assertRawDump(INT, unnamed);
    }

    @Test
    @BtfFixture(name = "driver", base = INT, split = "[2] PTR '(anon)' type_id=1")
    @ExpectDistilled(fixture = "driver", base = INT, split = "[2] PTR '(anon)' type_id=1")
    @ExpectRelocated(fixture = "driver", target = INT, split = "[2] PTR '(anon)' type_id=1")
    @ExpectRelocationFails(
            fixture = "driver",
            target = FLOAT,
            type = "int",
            reason = org.btf4j.transform.TypeOutcome.Verdict.MISSING)
    @ExpectRoundTrip(fixture = "driver")
    void expectationsNameTheirs() {}

    @Nested
    class Fields {

        @SuppressWarnings("NullAway.Init") // injected
        @FromFixture("old")
        private Btf old;

        @SuppressWarnings("NullAway.Init") // injected
        @FromFixture
        private Btf unnamed;

        @SuppressWarnings("NullAway.Init") // injected
        @BtfFixture(base = SHORT)
        Btf own;

        @BeforeEach
        void areSetBefore() {
            assertRawDump(SHORT, own);
            assertThat(old).isNotNull();
        }

        @Test
        void haveTheFixturesOfTheClass() {
            assertRawDump(FLOAT, old);
            assertRawDump(INT, unnamed);
        }

        @Test
        @BtfFixture(base = CHAR)
        @BtfFixture(name = "old", base = SHORT)
        void haveTheFixturesOfTheMethod() {
            assertRawDump(SHORT, old);
            assertRawDump(CHAR, unnamed);
        }
    }

    abstract static class WithStaticField {
        @SuppressWarnings("NullAway.Init") // injected
        @BtfFixture(base = SHORT)
        private static Btf shared;

        static Btf shared() {
            return shared;
        }
    }

    static class StaticFieldsTestCase extends WithStaticField {
        @BeforeAll
        static void areSetBefore() {
            assertRawDump(SHORT, shared());
        }

        @Test
        void areSet() {
            assertRawDump(SHORT, shared());
        }
    }

    @Test
    void staticFieldsAreSetOncePerClass() {
        TestCases.select(StaticFieldsTestCase.class)
                .execute()
                .testEvents()
                .assertStatistics(tests -> tests.started(1).succeeded(1));
    }
}
