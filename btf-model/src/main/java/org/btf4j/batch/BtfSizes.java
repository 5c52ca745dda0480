// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

/**
 * Bytes of BTF, of one module or of many.
 *
 * @param before of the split BTF that came
 * @param split of the split BTF that was made
 * @param base of the distilled base that was made
 */
public record BtfSizes(long before, long split, long base) {

    static final BtfSizes NONE = new BtfSizes(0, 0, 0);

    BtfSizes plus(BtfSizes other) {
        return new BtfSizes(before + other.before, split + other.split, base + other.base);
    }
}
