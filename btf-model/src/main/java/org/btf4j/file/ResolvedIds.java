// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.util.List;

/**
 * A module whose {@code .BTF_ids} is filled in by name, and what was found for each name. Immutable, as long as nobody changes the
 * array.
 */
public final class ResolvedIds {

    private final byte[] module;
    private final boolean changed;
    private final List<BtfId> ids;
    private final List<IdLookup> lookups;

    ResolvedIds(byte[] module, boolean changed, List<BtfId> ids, List<IdLookup> lookups) {
        this.module = module;
        this.changed = changed;
        this.ids = List.copyOf(ids);
        this.lookups = List.copyOf(lookups);
    }

    /** The module: without its signature if ids have changed, else as it was. A copy. */
    public byte[] toBytes() {
        return module.clone();
    }

    /** Whether any word of the section is another one now. */
    public boolean isChanged() {
        return changed;
    }

    /** All ids of the section as they are now, in the order of their places. */
    public List<BtfId> ids() {
        return ids;
    }

    /** The search for each id that has a symbol, in the order of their symbols' places; one for equal ones of one place. */
    public List<IdLookup> lookups() {
        return lookups;
    }
}
