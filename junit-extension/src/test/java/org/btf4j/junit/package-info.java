// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of the extension, which show how it is used.
 *
 * <p>What has to fail stands in static nested classes named {@code ...TestCase}: a build does not select those, and
 * {@link org.btf4j.junit.TestCases} runs them with JUnit's EngineTestKit.
 */
@NullMarked
package org.btf4j.junit;

import org.jspecify.annotations.NullMarked;
