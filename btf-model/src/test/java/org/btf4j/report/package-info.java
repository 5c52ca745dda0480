// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.btf4j.report;

import org.jspecify.annotations.NullMarked;
