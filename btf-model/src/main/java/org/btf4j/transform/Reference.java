// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.List;
import org.btf4j.model.BtfType;
import org.btf4j.model.BtfType.Parameter;
import org.btf4j.model.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A type that is nothing but references to others: a pointer, qualifier, typedef, type tag, array or prototype.
 *
 * @param extent what else must be equal: an array's number of elements, a tag's flag; the number of ids tells the rest
 * @param ids the referenced ids, in the order in which they stand
 */
record Reference(Kind kind, String name, long extent, List<Integer> ids) {

    /** The type as a reference, null if it is none. */
    static @Nullable Reference of(BtfType type) {
        if (type instanceof BtfType.Ptr pointer) {
            return plain(type, pointer.typeId());
        }
        if (type instanceof BtfType.Const qualifier) {
            return plain(type, qualifier.typeId());
        }
        if (type instanceof BtfType.Volatile qualifier) {
            return plain(type, qualifier.typeId());
        }
        if (type instanceof BtfType.Restrict qualifier) {
            return plain(type, qualifier.typeId());
        }
        if (type instanceof BtfType.Typedef typedef) {
            return plain(type, typedef.typeId());
        }
        if (type instanceof BtfType.TypeTag tag) {
            return new Reference(type.kind(), tag.name(), tag.attribute() ? 1 : 0, List.of(tag.typeId()));
        }
        if (type instanceof BtfType.Array array) {
            return new Reference(type.kind(), "", array.length(), List.of(array.elementTypeId(), array.indexTypeId()));
        }
        if (type instanceof BtfType.FuncProto prototype) {
            List<Integer> ids = new ArrayList<>();
            ids.add(prototype.returnTypeId());
            prototype.parameters().stream().map(Parameter::typeId).forEach(ids::add);
            return new Reference(type.kind(), "", 0, List.copyOf(ids));
        }
        return null;
    }

    private static Reference plain(BtfType type, int id) {
        return new Reference(type.kind(), type.name(), 0, List.of(id));
    }
}
