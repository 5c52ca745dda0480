// SPDX-License-Identifier: Apache-2.0
/** Whole files in, whole files out, mostly with the sample module that ships with the project. */
@NullMarked
package org.btf4j.batch;

import org.jspecify.annotations.NullMarked;
