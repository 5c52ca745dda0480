// SPDX-License-Identifier: Apache-2.0
/**
 * What the pages of the goal {@code btf:report} are made of.
 *
 * <p>Everything that draws is a pure function of values to HTML or SVG, so that equal reports are equal files.
 */
@NullMarked
package org.btf4j.maven.report;

import org.jspecify.annotations.NullMarked;
