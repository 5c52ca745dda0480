// SPDX-License-Identifier: Apache-2.0
/** Tests of the fluent assertions. */
@NullMarked
package org.btf4j.junit.assertj;

import org.jspecify.annotations.NullMarked;
