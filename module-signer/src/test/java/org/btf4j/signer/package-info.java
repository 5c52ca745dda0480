// SPDX-License-Identifier: Apache-2.0
/** Tests of signing, with keys that {@code src/test/keys/make-keys.sh} made, beside what sign-file made with them. */
@NullMarked
package org.btf4j.signer;

import org.jspecify.annotations.NullMarked;
