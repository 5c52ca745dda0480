// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import org.btf4j.model.Btf;
import org.btf4j.model.Kind;

/**
 * What decides whether a type of a random graph matches another one; the rest of it is filled in when it is written.
 *
 * @param size bytes, as the bits of an unsigned number; unused where the kind has no size
 * @param encoding of an integer; unused otherwise
 */
record GraphSeed(Kind kind, String name, boolean flag, int size, int encoding) {

    static GraphSeed of(Btf btf, int id) {
        Kind kind = btf.kind(id);
        return new GraphSeed(
                kind,
                btf.name(id),
                btf.kindFlag(id),
                kind.hasSize() ? btf.sizeOrTypeId(id) : 0,
                kind == Kind.INT ? btf.tailWord(id) >>> 24 & 0xf : 0);
    }

    GraphSeed withKind(Kind other) {
        return new GraphSeed(other, name, flag, size, encoding);
    }

    GraphSeed withName(String other) {
        return new GraphSeed(kind, other, flag, size, encoding);
    }

    GraphSeed withFlag(boolean other) {
        return new GraphSeed(kind, name, other, size, encoding);
    }

    GraphSeed withSize(int other) {
        return new GraphSeed(kind, name, flag, other, encoding);
    }

    GraphSeed withEncoding(int other) {
        return new GraphSeed(kind, name, flag, size, other);
    }
}
