// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.junit.TestCases.failureOf;
import static org.btf4j.junit.TestCases.whyNotInjected;

import java.nio.file.Path;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What a source that cannot be used says. */
class SourceMessagesTest {

    private static final String HERE = SourceMessagesTest.class.getName();
    private static final Path WORKING_DIRECTORY = Path.of("").toAbsolutePath();
    private static final String FLOAT = "[1] FLOAT 'float' size=4";

    @SuppressWarnings("unused") // by name
    private Btf notStatic() {
        throw new AssertionError("not to be called");
    }

    @SuppressWarnings("unused") // by name
    private static String noBtf() {
        throw new AssertionError("not to be called");
    }

    @SuppressWarnings("unused") // by name
    private static Btf twice() {
        throw new AssertionError("not to be called");
    }

    @SuppressWarnings("unused") // by name
    private static Btf twice(Btf base) {
        throw new AssertionError("not to be called");
    }

    @SuppressWarnings("unused") // by name
    private static Btf overBase(Btf base) {
        return base;
    }

    @SuppressWarnings({"unused", "NullAway"}) // by name; what it returns is the point
    private static Btf nothing() {
        return null;
    }

    @SuppressWarnings("unused") // by name
    private static Btf broken() {
        throw new IllegalStateException("the method's own failure");
    }

    private static String messageOf(Class<?> testCase) {
        Throwable reason = whyNotInjected(failureOf(testCase));
        assertThat(reason).isInstanceOf(ExtensionConfigurationException.class);
        return String.valueOf(reason.getMessage());
    }

    static class NoResourceTestCase {
        @Test
        @BtfFixture(base = "resource:no/such.btf")
        void test(Btf btf) {}
    }

    @Test
    void noSuchResource() {
        assertThat(messageOf(NoResourceTestCase.class))
                .isEqualTo("base of @BtfFixture on " + HERE + "$NoResourceTestCase.test:"
                        + " there is no resource 'no/such.btf' on the class path.");
    }

    static class NoFileTestCase {
        @Test
        @BtfFixture(base = FLOAT, split = "file:no/such.ko")
        void test(Btf btf) {}
    }

    @Test
    void noSuchFile() {
        assertThat(messageOf(NoFileTestCase.class))
                .isEqualTo("split of @BtfFixture on " + HERE + "$NoFileTestCase.test:"
                        + " there is no file 'no/such.ko' that can be read in " + WORKING_DIRECTORY + ".");
    }

    static class FolderTestCase {
        @Test
        @BtfFixture(base = "file:src")
        void test(Btf btf) {}
    }

    @Test
    void aFolder() {
        assertThat(messageOf(FolderTestCase.class))
                .isEqualTo("base of @BtfFixture on " + HERE + "$FolderTestCase.test: file:src cannot be read: "
                        + WORKING_DIRECTORY.resolve("src") + ": Is a directory");
    }

    static class MalformedResourceTestCase {
        @Test
        @BtfFixture(base = "resource:dumps/malformed.txt")
        void test(Btf btf) {}
    }

    @Test
    void aMalformedDumpInAResource() {
        assertThat(whyNotInjected(failureOf(MalformedResourceTestCase.class)))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasCauseInstanceOf(BtfFormatException.class)
                .hasMessage("base of @BtfFixture on " + HERE + "$MalformedResourceTestCase.test:"
                        + " resource:dumps/malformed.txt, line 2: found id [3], expected [2]. Ids ascend by one.");
    }

    static class NoBtfInElfTestCase {
        @Test
        @BtfFixture(base = SampleModuleTest.SAMPLE + "vmlinux", split = SampleModuleTest.SAMPLE + "driver-no-btf.ko")
        void test(Btf btf) {}
    }

    @Test
    void anElfFileWithoutBtf() {
        assertThat(messageOf(NoBtfInElfTestCase.class))
                .isEqualTo("split of @BtfFixture on " + HERE + "$NoBtfInElfTestCase.test: "
                        + WORKING_DIRECTORY.resolveSibling("it-projects/src/it/quickstart/src/btf/driver-no-btf.ko")
                        + ": found an ELF file without a section .BTF, expected one with it. Build it with"
                        + " CONFIG_DEBUG_INFO_BTF=y (modules: CONFIG_DEBUG_INFO_BTF_MODULES=y) and do not strip that"
                        + " section.");
    }

    static class RawWithoutBaseTestCase {
        @Test
        @BtfFixture(split = SampleModuleTest.SAMPLE + "vmlinux.btf")
        void test(Btf btf) {}
    }

    @Test
    void aSplitThatBringsNoBase() {
        assertThat(messageOf(RawWithoutBaseTestCase.class))
                .isEqualTo("@BtfFixture on " + HERE + "$RawWithoutBaseTestCase.test has a split but no base."
                        + " Add the base: it is never taken from another fixture.");
    }

    static class NoMethodTestCase {
        @Test
        @BtfFixture(base = "method:noSuch")
        void test(Btf btf) {}
    }

    @Test
    void noSuchMethod() {
        assertThat(messageOf(NoMethodTestCase.class))
                .isEqualTo("base of @BtfFixture on " + HERE + "$NoMethodTestCase.test:"
                        + " there is no method 'noSuch' in " + HERE + "$NoMethodTestCase or a class around it.");
    }

    static class NoMethodInClassTestCase {
        @Test
        @BtfFixture(base = "method:org.btf4j.junit.SourcesTest#noSuch")
        void test(Btf btf) {}
    }

    @Test
    void noSuchMethodInANamedClass() {
        assertThat(messageOf(NoMethodInClassTestCase.class))
                .isEqualTo("base of @BtfFixture on " + HERE + "$NoMethodInClassTestCase.test:"
                        + " there is no method 'noSuch' in org.btf4j.junit.SourcesTest.");
    }

    static class NoClassTestCase {
        @Test
        @BtfFixture(base = "method:org.btf4j.NoSuch#kernel")
        void test(Btf btf) {}
    }

    @Test
    void noSuchClass() {
        assertThat(messageOf(NoClassTestCase.class))
                .isEqualTo("base of @BtfFixture on " + HERE
                        + "$NoClassTestCase.test: there is no class 'org.btf4j.NoSuch'.");
    }

    static class NotStaticTestCase {
        @Test
        @BtfFixture(base = "method:notStatic")
        void test(Btf btf) {}
    }

    static class NoBtfTestCase {
        @Test
        @BtfFixture(base = "method:noBtf")
        void test(Btf btf) {}
    }

    @Test
    void methodsThatDoNotFit() {
        String requirement =
                " does not fit. It has to be static, to return Btf, and to take nothing, or the base (a Btf) if"
                        + " it makes a split.";

        assertThat(messageOf(NotStaticTestCase.class))
                .isEqualTo("base of @BtfFixture on " + HERE + "$NotStaticTestCase.test: " + HERE + ".notStatic"
                        + requirement);
        assertThat(messageOf(NoBtfTestCase.class))
                .isEqualTo("base of @BtfFixture on " + HERE + "$NoBtfTestCase.test: " + HERE + ".noBtf" + requirement);
    }

    static class TwiceTestCase {
        @Test
        @BtfFixture(base = "method:twice")
        void test(Btf btf) {}
    }

    @Test
    void aMethodThatIsThereTwice() {
        assertThat(messageOf(TwiceTestCase.class))
                .isEqualTo("base of @BtfFixture on " + HERE + "$TwiceTestCase.test: " + HERE
                        + ".twice is there twice, with and without a parameter. Give the two different names.");
    }

    static class NoBaseForMethodTestCase {
        @Test
        @BtfFixture(base = "method:overBase")
        void test(Btf btf) {}
    }

    @Test
    void aMethodThatTakesABaseWhereThereIsNone() {
        assertThat(messageOf(NoBaseForMethodTestCase.class))
                .isEqualTo("base of @BtfFixture on " + HERE + "$NoBaseForMethodTestCase.test: " + HERE
                        + ".overBase takes a base, but there is none for it.");
    }

    static class StandaloneTestCase {
        @Test
        @BtfFixture(base = FLOAT, split = "method:overBase")
        void test(Btf btf) {}
    }

    static class OtherBaseTestCase {
        @Test
        @BtfFixture(base = FLOAT, split = "method:org.btf4j.junit.SourcesTest$Types#pointerWithBase")
        void test(Btf btf) {}
    }

    @Test
    void aMethodThatDoesNotBuildOnTheBase() {
        assertThat(messageOf(StandaloneTestCase.class))
                .isEqualTo(
                        "split of @BtfFixture on " + HERE + "$StandaloneTestCase.test: this is BTF that stands alone,"
                                + " but it has to be split over the base of the fixture."
                                + " A method gets that base as its parameter, of type Btf.");
        assertThat(messageOf(OtherBaseTestCase.class))
                .isEqualTo("split of @BtfFixture on " + HERE + "$OtherBaseTestCase.test: this stands over another base,"
                        + " but it has to be split over the base of the fixture."
                        + " A method gets that base as its parameter, of type Btf.");
    }

    static class NothingTestCase {
        @Test
        @BtfFixture(base = "method:nothing")
        void test(Btf btf) {}
    }

    @Test
    void aMethodThatReturnsNull() {
        assertThat(messageOf(NothingTestCase.class))
                .isEqualTo("base of @BtfFixture on " + HERE + "$NothingTestCase.test: " + HERE
                        + ".nothing has returned null.");
    }

    static class BrokenMethodTestCase {
        @Test
        @BtfFixture(base = "method:broken")
        void test(Btf btf) {}
    }

    @Test
    void aMethodThatFails() {
        assertThat(failureOf(BrokenMethodTestCase.class).getCause())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the method's own failure");
    }

    static class EmptyTargetTestCase {
        @Test
        @BtfFixture(base = FLOAT, split = "[2] PTR '(anon)' type_id=1")
        @ExpectRelocated(target = " ", split = "")
        void test() {}
    }

    @Test
    void anEmptyTarget() {
        assertThat(failureOf(EmptyTargetTestCase.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("target of @ExpectRelocated on " + HERE
                        + "$EmptyTargetTestCase.test is empty. Give it a base to relocate to.");
    }
}
