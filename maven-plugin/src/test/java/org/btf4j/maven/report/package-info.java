// SPDX-License-Identifier: Apache-2.0
/** Tests of what the pages of a report are made of. */
@NullMarked
package org.btf4j.maven.report;

import org.jspecify.annotations.NullMarked;
