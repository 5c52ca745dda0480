// SPDX-License-Identifier: Apache-2.0
/**
 * Fluent assertions on BTF, for projects that use AssertJ, which this package needs on the class path.
 *
 * <pre>{@code
 * import static org.btf4j.junit.assertj.Assertions.assertThat;
 *
 * assertThat(split).distilled().hasRawDump("resource:dumps/driver-distilled.txt");
 * assertThat(split).distilled().relocatedTo(otherKernel).failsOn("gpio_chip").because(SIZE_DIFFERS);
 * }</pre>
 *
 * <p>They say the same as {@link org.btf4j.junit.BtfAssertions}, in the same words, behind the description that
 * {@code as(...)} gives.
 */
@NullMarked
package org.btf4j.junit.assertj;

import org.jspecify.annotations.NullMarked;
