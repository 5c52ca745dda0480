// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

/** Whether a module keeps its BTF on a kernel; the better first. */
public enum CheckVerdict {
    /** It does. */
    FITS,
    /** It does, but that rests on something that hardly anyone meant. */
    FITS_WITH_FINDINGS,
    /** It does not, which the baseline accepts for each of the reasons. */
    ACCEPTED,
    /** It does not. */
    REFUSED
}
