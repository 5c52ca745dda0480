// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One type id of a module's {@code .BTF_ids}, and what it means.
 *
 * <p>{@link #toString()} is one line for a person: {@code set8 'sensor_kfuncs' [126] FUNC 'sensor_get' flags 0x5}.
 *
 * @param place what it is part of: {@code set 'NAME'}, {@code set8 'NAME'}, {@code list 'NAME'}; or {@code offset N} where nothing
 *     has a name
 * @param offset where it is, in bytes from the start of the section
 * @param id 0 if it is not filled in, or there is no such type
 * @param type the type, as {@link org.btf4j.model.Btf#describe} has it; or why there is none
 * @param flags of a kfunc, those of {@code BTF_ID_FLAGS} in the kernel's sources; null outside of a {@code set8}
 */
public record BtfId(
        String place,
        int offset,
        int id,
        String type,
        @Nullable Integer flags) {

    @Override
    public String toString() {
        return place + " " + type + (flags == null ? "" : String.format(Locale.ROOT, " flags 0x%x", flags));
    }
}
