// SPDX-License-Identifier: Apache-2.0
/**
 * What is told of modules and kernels to people who decide about releases, and to the systems that run builds.
 *
 * <p>{@link org.btf4j.report.ReportData} has it all as values.
 */
@NullMarked
package org.btf4j.report;

import org.jspecify.annotations.NullMarked;
