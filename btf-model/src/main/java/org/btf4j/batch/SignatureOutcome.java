// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

/** What became of a module's signature. */
public enum SignatureOutcome {
    /** There was none and there is none; or nothing was written. */
    NONE,
    /** The module was written as it came, with its signature. */
    KEPT,
    /** The module was changed, and its signature left out. */
    STRIPPED,
    /** The module was changed and has a new signature, whether it had one before or not. */
    SIGNED
}
