// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

/**
 * The words of {@code .BTF_ids} that one symbol marks: {@code [start, end)}, where every {@code step}-th from the first id on is an
 * id.
 *
 * @param sized whether the symbol's size or a count says where the end is
 */
record IdMark(IdSymbol symbol, int start, int firstId, int step, int end, boolean sized) {

    boolean hasIdAt(int index) {
        return index >= firstId && (index - firstId) % step == 0;
    }

    /** How many ids there are. */
    int members() {
        return (end - firstId) / step;
    }

    /** Where the id of that number is, counted from 0. */
    int member(int number) {
        return firstId + number * step;
    }

    boolean hasFlags() {
        return step > 1;
    }
}
