// SPDX-License-Identifier: Apache-2.0
/**
 * A JUnit extension for tests that declare which BTF they need and what must become of it.
 *
 * <p>{@link org.btf4j.junit.BtfFixture} declares BTF, for example in the form in which {@code bpftool btf dump} prints it: a
 * base, and a split over it where the test needs one. On a class it serves all tests in it, nested ones too; on a method it
 * serves that test. Methods, constructors and fields get it injected; {@link org.btf4j.junit.FromFixture} chooses among several:
 *
 * <pre>{@code
 * @BtfFixture(
 *     base = """
 *         [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
 *         [2] STRUCT 'device' size=16 vlen=1
 *             'id' type_id=1 bits_offset=0
 *         """,
 *     split = "[3] PTR '(anon)' type_id=2")
 * class DriverTypesTest {
 *
 *     @Test
 *     void pointsToDevice(Btf split) {
 *         assertEquals("device", split.name(split.sizeOrTypeId(3)));
 *     }
 * }
 * }</pre>
 *
 * <p>{@link org.btf4j.junit.ExpectDistilled}, {@link org.btf4j.junit.ExpectRelocated},
 * {@link org.btf4j.junit.ExpectRelocationFails}, {@link org.btf4j.junit.ExpectFinding} and
 * {@link org.btf4j.junit.ExpectRoundTrip} say what distilling the fixture, or relocating it to a target, has to give. Such a
 * test needs no body. In a body, {@link org.btf4j.junit.BtfAssertions} say the same; {@code org.btf4j.junit.assertj} has them as
 * fluent assertions. Differences are {@link org.opentest4j.AssertionFailedError}s with both texts, which an IDE shows side by
 * side.
 *
 * <p>In place of {@code @Test}, {@link org.btf4j.junit.BtfShuffle} runs a test over other builds of the same kernel, and
 * {@link org.btf4j.junit.BtfEvolve} over kernels in which a type has changed; {@link org.btf4j.junit.ExpectSameRelocation} and
 * {@link org.btf4j.junit.ExpectVerdicts} say what has to come of it. {@link org.btf4j.junit.BtfMatrix} runs a test in each
 * encoding. A failure names the seed, and the line that brings it back.
 *
 * <p>All annotations can be composed into one's own. What is declared is read once in a run and shared by all tests that
 * declare the same; BTF is immutable, so tests may run in parallel. Runs on JUnit Jupiter 5.14 and 6.
 *
 * <p>This package stands on {@code org.btf4j.model}, {@code org.btf4j.text} and {@code org.btf4j.transform}; files it opens with
 * {@code org.btf4j.batch.BtfLoader}.
 */
@NullMarked
package org.btf4j.junit;

import org.jspecify.annotations.NullMarked;
