// SPDX-License-Identifier: Apache-2.0
/** Tests of the goals: real files, exact messages. */
@NullMarked
package org.btf4j.maven;

import org.jspecify.annotations.NullMarked;
