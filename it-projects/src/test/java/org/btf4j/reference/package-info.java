// SPDX-License-Identifier: Apache-2.0
/**
 * Real kernels taken through the built plugin, and what comes out compared with the reference tools' output.
 *
 * <p>They run with {@code mvn -Preference verify -Dbtf.reference=DIR}, where {@code src/reference/setup.sh} has filled
 * {@code DIR}; {@code src/reference/README.md} tells more.
 */
@NullMarked
package org.btf4j.reference;

import org.jspecify.annotations.NullMarked;
