// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.util.Objects;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.transform.Distiller;
import org.btf4j.transform.Finding;
import org.btf4j.transform.Layout;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.Relocator;
import org.btf4j.transform.RuleSet;
import org.btf4j.transform.TypeOutcome;
import org.opentest4j.AssertionFailedError;

/**
 * Assertions on BTF and on relocations.
 *
 * <p>Who uses AssertJ finds the same as fluent assertions in {@code org.btf4j.junit.assertj}. An expected dump is the dump
 * itself, or the name of a text that has it: {@code resource:dumps/driver.txt} on the class path,
 * {@code file:src/test/dumps/driver.txt}. Such texts are rewritten, instead of compared, if the system property
 * {@code btf.updateDumps} is set and the environment variable {@code CI} is not; the source of a resource is looked for in
 * {@code src/test/resources}, or in the folder that the system property {@code btf.dumpsDirectory} names.
 *
 * <p>All methods are safe to be called by several threads.
 */
public final class BtfAssertions {

    private BtfAssertions() {}

    /**
     * Asserts that BTF has the expected raw dump; for split BTF that is the dump of its own types, without those of its base.
     *
     * <p>In the expected dump blank lines do not count, and lines may be indented by any white space; nor does whatever else
     * {@link org.btf4j.text.RawDump} accepts beside what it prints. A slip in it shows as a difference too.
     *
     * @throws AssertionFailedError if the dumps differ; the message has the lines that do, and both dumps are attached for an
     *     IDE to show side by side
     * @throws BtfFormatException if the BTF has a type of an unknown kind, which cannot be printed
     */
    public static void assertRawDump(String expected, Btf actual) {
        assertRawDump(expected, actual, Ids.EXACT);
    }

    /**
     * Asserts that BTF has the expected raw dump, whatever its ids and the order of its types if those are ignored.
     *
     * <p>If they are ignored, the expected dump is parsed, over the base of the BTF if that is split. Types are the same if all
     * that the dump says of them is equal and all that they refer to is the same, whatever the number of steps; of a shared
     * base the ids have to be equal. The message has the types that one of the two lacks, with what they refer to in place of
     * ids.
     *
     * @throws AssertionFailedError if the types differ
     * @throws BtfFormatException if ids are ignored and the expected dump cannot be parsed, or if the BTF has a type of an
     *     unknown kind
     */
    public static void assertRawDump(String expected, Btf actual, Ids ids) {
        ExpectedDump.of("raw dump", expected, resources()).check(actual, ids, actual.base());
    }

    /**
     * Asserts that split BTF, distilled and then relocated to the base that it came from, says the same as before.
     *
     * @throws AssertionFailedError if a type is not what it was, or the relocation does not succeed
     * @throws BtfFormatException if the BTF is not split, or cannot be distilled
     * @see ExpectRoundTrip
     */
    public static void assertRoundTrip(Btf split, Layout layout) {
        Btf distilled = Distiller.distill(split, layout).split();
        // What can be distilled has one.
        Btf base = Objects.requireNonNull(split.base());
        Relocation relocation = new Relocator(base, layout, RuleSet.KERNEL).relocate(distilled);
        new RelocationChecks("round trip", relocation, base).succeeds();
        RoundTrip.difference(split, relocation.split()).ifPresent(difference -> {
            throw difference.failure("round trip");
        });
    }

    /**
     * Asserts that a relocation has failed because of a type, for this reason; others may have failed as well.
     *
     * @param type the type's name, empty for an anonymous one
     * @throws AssertionFailedError if it succeeded, or the type failed otherwise or not at all
     */
    public static void assertFailsOn(Relocation relocation, String type, TypeOutcome.Verdict reason) {
        checks(relocation).failsOn(type, reason);
    }

    /**
     * Asserts that a relocation has failed because of a type, for whatever reason; others may have failed as well.
     *
     * @param type the type's name, empty for an anonymous one
     * @throws AssertionFailedError if it succeeded, or failed on other types only
     */
    public static void assertFailsOn(Relocation relocation, String type) {
        checks(relocation).failsOn(type);
    }

    /**
     * Asserts that every type has its counterpart, and the rules of the relocation allow them.
     *
     * @throws AssertionFailedError if the relocation has failed; the message has all reasons
     */
    public static void assertSucceeds(Relocation relocation) {
        checks(relocation).succeeds();
    }

    /**
     * Asserts that the verdict on a type rests on something that hardly anyone meant.
     *
     * @param type the type's name, empty for an anonymous one
     * @throws AssertionFailedError if there is no such finding; the message has those that there are
     */
    public static void assertFinding(Relocation relocation, String type, Finding.Cause cause) {
        checks(relocation).hasFinding(type, cause);
    }

    /**
     * Asserts that no verdict rests on something that hardly anyone meant.
     *
     * @throws AssertionFailedError if there are findings; the message has them
     */
    public static void assertNoFindings(Relocation relocation) {
        checks(relocation).hasNoFindings();
    }

    private static RelocationChecks checks(Relocation relocation) {
        return new RelocationChecks("relocation", relocation, null);
    }

    private static ClassLoader resources() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread == null ? ClassLoader.getSystemClassLoader() : ofThread;
    }
}
