// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.junit.TestCases.failureOf;
import static org.btf4j.junit.TestCases.failuresOf;
import static org.btf4j.junit.TestCases.whyNotInjected;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What a fixture that cannot be used says. */
class BtfFixtureMessagesTest {

    private static final String HERE = BtfFixtureMessagesTest.class.getName();

    @BtfFixture
    static class EmptyTestCase {
        @Test
        void test(Btf btf) {}
    }

    @Test
    void emptyFixture() {
        assertThat(whyNotInjected(failureOf(EmptyTestCase.class)))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@BtfFixture on " + HERE + "$EmptyTestCase is empty."
                        + " Give it a base, and a split if the test needs one.");
    }

    @BtfFixture(base = "[1] FLOAT 'float' size=4")
    static class SplitWithoutBaseTestCase {
        @Test
        @BtfFixture(split = "[2] PTR '(anon)' type_id=1")
        void test(Btf btf) {}
    }

    @Test
    void splitWithoutBase() {
        assertThat(whyNotInjected(failureOf(SplitWithoutBaseTestCase.class)))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@BtfFixture on " + HERE + "$SplitWithoutBaseTestCase.test has a split but no base."
                        + " Add the base: it is never taken from another fixture.");
    }

    static class NoFixtureTestCase {
        @Test
        @ExpectDistilled(base = "", split = "")
        void test(Btf btf) {}
    }

    @Test
    void noFixture() {
        assertThat(whyNotInjected(failureOf(NoFixtureTestCase.class)))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("No @BtfFixture on " + HERE + "$NoFixtureTestCase.test or a class around it."
                        + " Declare the BTF that the test works on with @BtfFixture(base = ..., split = ...).");
    }

    @BtfFixture(base = """
        [1] FLOAT 'float' size=4
        [3] FLOAT 'double' size=8
        """)
    static class MalformedBaseTestCase {
        @Test
        void test(Btf btf) {}
    }

    @BtfFixture(base = """
        [1] FLOAT 'float' size=4
        [3] FLOAT 'double' size=8
        """)
    static class OuterTestCase {
        @Nested
        class Inner {
            @Test
            void test(Btf btf) {}
        }
    }

    @Test
    void malformedBase() {
        assertThat(whyNotInjected(failureOf(MalformedBaseTestCase.class)))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasCauseInstanceOf(BtfFormatException.class)
                .hasMessage("base of @BtfFixture on " + HERE + "$MalformedBaseTestCase, line 2:"
                        + " found id [3], expected [2]. Ids ascend by one.");
    }

    @Test
    void equalMalformedDumpsAreNamedWhereTheyStand() {
        assertThat(failuresOf(MalformedBaseTestCase.class, OuterTestCase.class))
                .extracting(failure -> String.valueOf(whyNotInjected(failure).getMessage()))
                .containsExactlyInAnyOrder(
                        "base of @BtfFixture on " + HERE + "$MalformedBaseTestCase, line 2:"
                                + " found id [3], expected [2]. Ids ascend by one.",
                        "base of @BtfFixture on " + HERE + "$OuterTestCase, line 2:"
                                + " found id [3], expected [2]. Ids ascend by one.");
    }

    static class MalformedSplitTestCase {
        @Test
        @BtfFixture(base = "[1] FLOAT 'float' size=4", split = "[1] PTR '(anon)' type_id=1")
        void test(Btf btf) {}
    }

    @Test
    void malformedSplit() {
        assertThat(whyNotInjected(failureOf(MalformedSplitTestCase.class)))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasCauseInstanceOf(BtfFormatException.class)
                .hasMessage("split of @BtfFixture on " + HERE + "$MalformedSplitTestCase.test, line 1:"
                        + " found id [1], expected [2]. Ids go on where those of the base end, which has 1 types.");
    }

    static class OtherResolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Btf.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            throw new AssertionError("JUnit has to refuse first");
        }
    }

    @ExtendWith(OtherResolver.class)
    @BtfFixture(base = "[1] FLOAT 'float' size=4")
    static class TwoResolversTestCase {
        @Test
        void test(Btf btf) {}
    }

    @Test
    void twoResolversForOneParameter() {
        assertThat(failureOf(TwoResolversTestCase.class))
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageStartingWith(
                        "Discovered multiple competing ParameterResolvers for parameter [org.btf4j.model.Btf ")
                .hasMessageContainingAll(OtherResolver.class.getName(), BtfExtension.class.getName());
    }

    @BtfFixture(base = "[1] FLOAT 'float' size=4")
    static class OtherTypeTestCase {
        @Test
        void test(CharSequence notBtf) {}
    }

    @Test
    void otherTypesAreLeftToOthers() {
        assertThat(failureOf(OtherTypeTestCase.class))
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageStartingWith("No ParameterResolver registered for parameter [java.lang.CharSequence ");
    }
}
