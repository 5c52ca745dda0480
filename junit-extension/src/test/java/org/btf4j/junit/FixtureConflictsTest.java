// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.junit.BtfAssertions.assertRawDump;
import static org.btf4j.junit.TestCases.failureOf;
import static org.btf4j.junit.TestCases.whyNotInjected;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.btf4j.model.Btf;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.engine.TestExecutionResult;

/** Declarations that contradict each other, or stand where they cannot do anything, are refused. */
class FixtureConflictsTest {

    private static final String HERE = FixtureConflictsTest.class.getName();
    private static final String FLOAT = "[1] FLOAT 'float' size=4";
    private static final String DOUBLE = "[1] FLOAT 'double' size=8";

    @BtfFixture(base = FLOAT)
    @Retention(RetentionPolicy.RUNTIME)
    @interface FloatFixture {}

    @BtfFixture(base = FLOAT)
    interface WithFloat {}

    @BtfFixture(base = DOUBLE)
    abstract static class WithDouble {}

    private static String messageOf(Class<?> testCase) {
        Throwable failure = failureOf(testCase);
        Throwable reason = failure instanceof ExtensionConfigurationException ? failure : whyNotInjected(failure);
        assertThat(reason).isInstanceOf(ExtensionConfigurationException.class);
        return String.valueOf(reason.getMessage());
    }

    @Nested
    @FloatFixture
    @BtfFixture(base = FLOAT)
    class EqualOnes implements WithFloat {
        @Test
        void doNotContradictEachOther(Btf btf) {
            assertRawDump(FLOAT, btf);
        }
    }

    static class TwoOnAMethodTestCase {
        @Test
        @FloatFixture
        @BtfFixture(base = """
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] PTR '(anon)' type_id=1
                """, split = "[3] CONST '(anon)' type_id=1")
        void test(Btf btf) {}
    }

    @Test
    void twoOnOneMethod() {
        assertThat(messageOf(TwoOnAMethodTestCase.class)).isEqualTo("""
                        These fixtures contradict each other, and none is nearer than the other:
                          @BtfFixture(base = "[1] FLOAT 'float' size=4") on %1$s$TwoOnAMethodTestCase.test
                          @BtfFixture(base = "[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNE...", \
                        split = "[3] CONST '(anon)' type_id=1") on %1$s$TwoOnAMethodTestCase.test
                        Leave out one, or give them different names and ask for them with @FromFixture.""".formatted(HERE));
    }

    static class TwoInheritedTestCase extends WithDouble implements WithFloat {
        @Test
        void test(Btf btf) {}
    }

    @Test
    void twoInherited() {
        assertThat(messageOf(TwoInheritedTestCase.class)).isEqualTo("""
                        These fixtures contradict each other, and none is nearer than the other:
                          @BtfFixture(base = "[1] FLOAT 'double' size=8") on %1$s$WithDouble
                          @BtfFixture(base = "[1] FLOAT 'float' size=4") on %1$s$WithFloat
                        Leave out one, or give them different names and ask for them with @FromFixture.""".formatted(HERE));
    }

    @BtfFixture(name = "old", base = FLOAT)
    @BtfFixture(name = "old", base = DOUBLE)
    static class TwoOfOneNameTestCase {
        @Test
        void test(@FromFixture("old") Btf old) {}
    }

    @Test
    void twoOfOneName() {
        assertThat(messageOf(TwoOfOneNameTestCase.class)).isEqualTo("""
                        These fixtures contradict each other, and none is nearer than the other:
                          @BtfFixture(name = "old", base = "[1] FLOAT 'float' size=4") on %1$s$TwoOfOneNameTestCase
                          @BtfFixture(name = "old", base = "[1] FLOAT 'double' size=8") on %1$s$TwoOfOneNameTestCase
                        Leave out one, or give them different names and ask for them with @FromFixture.""".formatted(HERE));
    }

    static class TwoOnAParameterTestCase {
        @Test
        void test(@BtfFixture(base = FLOAT) @BtfFixture(base = DOUBLE) Btf btf) {}
    }

    static class FixtureAndNameTestCase {
        @Test
        void test(@BtfFixture(base = FLOAT) @FromFixture("old") Btf btf) {}
    }

    @Test
    void twoOnOneParameter() {
        assertThat(messageOf(TwoOnAParameterTestCase.class))
                .isEqualTo("@BtfFixture(base = \"[1] FLOAT 'float' size=4\") and"
                        + " @BtfFixture(base = \"[1] FLOAT 'double' size=8\") contradict each other on parameter 1 of "
                        + HERE + "$TwoOnAParameterTestCase.test. Leave out one.");
        assertThat(messageOf(FixtureAndNameTestCase.class))
                .isEqualTo("@BtfFixture(base = \"[1] FLOAT 'float' size=4\") and @FromFixture(\"old\")"
                        + " contradict each other on parameter 1 of " + HERE
                        + "$FixtureAndNameTestCase.test. Leave out one.");
    }

    static class NameOnAFieldTestCase {
        @SuppressWarnings({"unused", "NullAway.Init"}) // injected
        @BtfFixture(name = "old", base = FLOAT)
        Btf btf;

        @Test
        void test() {}
    }

    @Test
    void aNameWhereNobodyCanAskForIt() {
        assertThat(messageOf(NameOnAFieldTestCase.class))
                .isEqualTo("@BtfFixture(name = \"old\", base = \"[1] FLOAT 'float' size=4\") on " + HERE
                        + "$NameOnAFieldTestCase.btf: a fixture of a single parameter or field has no name."
                        + " Leave it out, or declare the fixture on a method or class.");
    }

    @BtfFixture(base = FLOAT)
    @BtfFixture(name = "old", base = DOUBLE)
    static class OtherNamesTestCase {
        @Test
        void test(@FromFixture("new") Btf btf) {}
    }

    @BtfFixture(name = "old", base = DOUBLE)
    @BtfFixture(name = "new", base = DOUBLE)
    static class OnlyNamesTestCase {
        @Test
        void test(Btf btf) {}
    }

    @Test
    void anUnknownName() {
        assertThat(messageOf(OtherNamesTestCase.class))
                .isEqualTo(
                        "No @BtfFixture(name = \"new\") on " + HERE + "$OtherNamesTestCase.test or a class around it;"
                                + " there is one without a name, 'old'. Declare the BTF that the test works on with"
                                + " @BtfFixture(name = \"new\", base = ..., split = ...).");
        assertThat(messageOf(OnlyNamesTestCase.class))
                .isEqualTo("No @BtfFixture without a name on " + HERE + "$OnlyNamesTestCase.test or a class around it;"
                        + " there is 'new', 'old'. Declare the BTF that the test works on with"
                        + " @BtfFixture(base = ..., split = ...).");
    }

    static class OtherTypeOfParameterTestCase {
        @Test
        void test(@BtfFixture(base = FLOAT) String notBtf) {}
    }

    static class OtherTypeOfFieldTestCase {
        @SuppressWarnings({"unused", "NullAway.Init"}) // injected
        @FromFixture
        byte[] notBtf;

        @Test
        void test() {}
    }

    @Test
    void otherTypes() {
        assertThat(messageOf(OtherTypeOfParameterTestCase.class))
                .isEqualTo("@BtfFixture on parameter 1 of " + HERE + "$OtherTypeOfParameterTestCase.test,"
                        + " which is of type java.lang.String. Only org.btf4j.model.Btf can be injected.");
        assertThat(messageOf(OtherTypeOfFieldTestCase.class))
                .isEqualTo("@FromFixture on " + HERE + "$OtherTypeOfFieldTestCase.notBtf,"
                        + " which is of type byte[]. Only org.btf4j.model.Btf can be injected.");
    }

    @BtfFixture(base = FLOAT)
    static class FinalFieldTestCase {
        @FromFixture
        private final Object btf = FLOAT;

        @Test
        void test() {
            assertThat(btf).isNotNull();
        }
    }

    @Test
    void aFinalField() {
        assertThat(messageOf(FinalFieldTestCase.class))
                .isEqualTo(HERE + "$FinalFieldTestCase.btf is final, so no BTF can be injected."
                        + " Make it non-final, or take a parameter.");
    }

    static class MalformedConstructorTestCase {
        MalformedConstructorTestCase(@BtfFixture(base = "[7] FLOAT 'float' size=4") Btf btf) {
            throw new AssertionError("not to be called with " + btf.typeCount() + " types");
        }

        @Test
        void test() {}
    }

    @Test
    void aParameterOfAConstructor() {
        assertThat(messageOf(MalformedConstructorTestCase.class))
                .isEqualTo("base of @BtfFixture on parameter 1 of the constructor of " + HERE
                        + "$MalformedConstructorTestCase, line 1: found id [7], expected [1]. The dump of split BTF can be parsed only"
                        + " over its base.");
    }

    @BtfFixture(base = FLOAT)
    @BtfFixture(base = DOUBLE)
    static class StaticFieldTestCase {
        @SuppressWarnings({"unused", "NullAway.Init"}) // injected
        @FromFixture
        static Btf btf;

        @Test
        void test() {}
    }

    @Test
    void aStaticFieldFailsItsClass() {
        assertThat(TestCases.select(StaticFieldTestCase.class).execute().containerEvents().failed().stream()
                        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                        .map(result -> result.getThrowable().orElseThrow()))
                .singleElement()
                .isInstanceOf(ExtensionConfigurationException.class);
    }
}
