// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

/** What to do with a signed module, whose signature any change makes invalid. */
public enum SignaturePolicy {
    /** Refuse the module. */
    FAIL,
    /** Change the module and leave the signature out. */
    STRIP
}
