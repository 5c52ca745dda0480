// SPDX-License-Identifier: Apache-2.0
/** Reports of the sample module that ships with the project, and of values made for one test. */
@NullMarked
package org.btf4j.report;

import org.jspecify.annotations.NullMarked;
