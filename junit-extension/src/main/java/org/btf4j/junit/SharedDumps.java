// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.text.RawDump;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Parses raw dumps, each once in a run of JUnit: who declares the same text shares the same BTF. */
final class SharedDumps {

    private final ExtensionContext.Store store;

    private SharedDumps(ExtensionContext.Store store) {
        this.store = store;
    }

    static SharedDumps of(ExtensionContext context) {
        return new SharedDumps(context.getRoot().getStore(ExtensionContext.Namespace.create(SharedDumps.class)));
    }

    /**
     * The BTF of a dump.
     *
     * @param base what the dump is split over; null if it stands alone
     * @param place what to call the dump in a message
     * @throws ExtensionConfigurationException if it cannot be parsed
     */
    Btf parse(String dump, @Nullable Btf base, String place) {
        try {
            return store.getOrComputeIfAbsent(new Key(dump, base), key -> RawDump.parse(key.dump, key.base), Btf.class);
        } catch (BtfFormatException malformed) {
            // The store keeps the failure for all who declare this text, so the place can be added only out here.
            throw new ExtensionConfigurationException(malformed.in(place).getMessage(), malformed);
        }
    }

    /** Tells bases apart by identity, which is enough because bases are shared. */
    private record Key(String dump, @Nullable Btf base) {}
}
