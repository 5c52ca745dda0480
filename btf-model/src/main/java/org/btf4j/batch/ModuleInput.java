// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import org.btf4j.file.BtfSource;
import org.btf4j.file.ModuleFile;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;

/**
 * A module that was read.
 *
 * @param bytes the whole module, not compressed; never changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed from the batch to the task, never compared
record ModuleInput(ModuleSet.Entry module, byte[] bytes) {

    /** Whether this is raw split BTF and not a {@code .ko}. */
    boolean isRaw() {
        return BtfSource.Content.of(bytes, bytes.length) == BtfSource.Content.RAW;
    }

    /** The {@code .ko}. */
    ModuleFile file() {
        return ModuleFile.of(bytes, module.file().toString());
    }

    /** The raw split BTF over its base. */
    Btf raw(Btf base) {
        try {
            return Btf.read(bytes, base);
        } catch (BtfFormatException e) {
            throw e.in(module.file().toString());
        }
    }
}
