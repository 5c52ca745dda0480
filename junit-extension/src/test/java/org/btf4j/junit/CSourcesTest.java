// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.junit.BtfAssertions.assertRawDump;
import static org.btf4j.junit.Ids.IGNORED;
import static org.btf4j.junit.TestCases.failureOf;
import static org.btf4j.junit.TestCases.whyNotInjected;
import static org.btf4j.transform.TypeOutcome.Verdict.SIZE_DIFFERS;

import java.util.Objects;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Fixtures in C declarations, alone and mixed with other sources. */
@BtfFixture(base = """
        struct timer { int state; int left; };
        struct device { char name[96]; };
        """, split = """
        struct driver {
                struct timer timer;
                struct device *device;
        };
        """)
class CSourcesTest {

    private static final String HERE = CSourcesTest.class.getName();

    @Test
    @ExpectDistilled(ids = IGNORED, base = """
            [1] STRUCT 'timer' size=8 vlen=0
            [2] STRUCT 'device' size=96 vlen=0
            """, split = """
            [3] PTR '(anon)' type_id=2
            [4] STRUCT 'driver' size=16 vlen=2
                'timer' type_id=1 bits_offset=0
                'device' type_id=3 bits_offset=64
            """)
    @ExpectRoundTrip
    void distils() {}

    @Test
    @ExpectRelocationFails(
            target = "struct timer { int state; long left; }; struct device;",
            type = "timer",
            reason = SIZE_DIFFERS)
    void isRefusedWhereATimerHasGrown() {}

    @Nested
    class Mixed {

        @Test
        @BtfFixture(
                base = "[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED",
                split = "typedef int count;")
        void cOverADump(Btf split) {
            assertRawDump("[2] TYPEDEF 'count' type_id=1", split);
        }

        @Test
        @BtfFixture(base = "typedef int count;", split = "[3] PTR '(anon)' type_id=2")
        void aDumpOverC(Btf split) {
            assertRawDump("""
                    [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    [2] TYPEDEF 'count' type_id=1
                    """, Objects.requireNonNull(split.base()));
        }

        @Test
        @BtfFixture(base = "resource:types.h")
        void cInAResource(Btf btf) {
            assertRawDump("""
                    [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    [2] STRUCT 'point' size=8 vlen=2
                        'x' type_id=1 bits_offset=0
                        'y' type_id=1 bits_offset=32
                    """, btf);
        }

        @Test
        @BtfFixture(base = "running", split = "struct holder { struct list_head list; struct device *device; };")
        void cOverTheRunningKernel(Btf split) {
            assertThat(split.name(split.typeCount() - 1)).isEqualTo("holder");
            assertThat(split.sizeOrTypeId(split.typeCount() - 1)).isEqualTo(24);
        }
    }

    static class MalformedTestCase {
        @Test
        @BtfFixture(base = "struct timer { int state };")
        void test(Btf btf) {}
    }

    static class MisspeltTestCase {
        @Test
        @BtfFixture(base = "ressource:types.h")
        void test(Btf btf) {}
    }

    @Test
    void aTextThatIsNoC() {
        assertThat(whyNotInjected(failureOf(MalformedTestCase.class)))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasCauseInstanceOf(BtfFormatException.class)
                .hasMessage("base of @BtfFixture on " + HERE
                        + "$MalformedTestCase.test (read as C, since it does not begin with '['), line 1, column 26:"
                        + " found '}', expected ';'. Supported are declarations of structs, unions, enumerations, typedefs and"
                        + " functions, without variables, initialisers, casts and statements.");
        assertThat(whyNotInjected(failureOf(MisspeltTestCase.class)))
                .hasMessage(
                        "base of @BtfFixture on " + HERE
                                + "$MisspeltTestCase.test (read as C, since it does not begin with '['), line 1, column 10:"
                                + " found ':', expected ';' or more of the declaration. Supported are declarations of structs, unions,"
                                + " enumerations, typedefs and functions, without variables, initialisers, casts and statements.");
    }
}
