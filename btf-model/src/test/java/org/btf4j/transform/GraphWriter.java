// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.nio.ByteOrder;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.Kind;
import org.btf4j.model.TypeWords;
import org.jspecify.annotations.Nullable;

/**
 * Writes the types of a random graph with random members and references.
 *
 * <p>Functions refer to prototypes, qualifiers and arrays never run in a circle, and hardly anything refers to a function, a
 * variable, a section or a declaration tag of the base: a circle has tests of its own, and the others are refused early.
 */
final class GraphWriter {

    private final RandomGenerator random;
    private final @Nullable Btf base;
    private final List<GraphSeed> seeds;
    private final List<String> names;
    private final int mostElements;
    private final int firstId;
    private final GraphStrings strings;
    private final TypeWords words = new TypeWords(64);

    GraphWriter(
            RandomGenerator random, @Nullable Btf base, List<GraphSeed> seeds, List<String> names, int mostElements) {
        this.random = random;
        this.base = base;
        this.seeds = seeds;
        this.names = names;
        this.mostElements = mostElements;
        this.firstId = base == null ? 1 : base.typeCount();
        this.strings = new GraphStrings(random, base);
    }

    Btf write(ByteOrder byteOrder) {
        for (int i = 0; i < seeds.size(); i++) {
            writeType(firstId + i, seeds.get(i));
        }
        return Btf.of(byteOrder, base, words.toArray(), strings.toBytes());
    }

    private void writeType(int id, GraphSeed seed) {
        int name = strings.offset(seed.name());
        switch (seed.kind()) {
            case INT -> {
                words.head(name, Kind.INT, seed.flag(), 0, seed.size());
                words.word(seed.encoding() << 24 | random.nextInt(4) << 16 | random.nextInt(65));
            }
            case ARRAY -> {
                words.head(name, Kind.ARRAY, seed.flag(), 0, 0);
                words.word(reference(id));
                words.word(reference(id));
                words.word(random.nextInt(100));
            }
            case STRUCT, UNION ->
                writeElements(seed, name, seed.size(), () -> {
                    words.word(memberName());
                    words.word(reference(id));
                    words.word(random.nextInt(100));
                });
            case ENUM ->
                writeElements(seed, name, seed.size(), () -> {
                    words.word(memberName());
                    words.word(random.nextInt());
                });
            case ENUM64 ->
                writeElements(seed, name, seed.size(), () -> {
                    words.word(memberName());
                    words.word(random.nextInt());
                    words.word(random.nextInt());
                });
            case FUNC_PROTO ->
                writeElements(seed, name, reference(id), () -> {
                    words.word(memberName());
                    words.word(reference(id));
                });
            case DATASEC ->
                writeElements(seed, name, seed.size(), () -> {
                    words.word(reference(id));
                    words.word(random.nextInt(100));
                    words.word(random.nextInt(100));
                });
            case FUNC -> words.head(name, Kind.FUNC, seed.flag(), random.nextInt(3), reference(id));
            // Its third word is an id by the format, but no encoder uses it.
            case FWD -> words.head(name, Kind.FWD, seed.flag(), 0, random.nextInt(50) == 0 ? reference(id) : 0);
            case VAR, DECL_TAG -> {
                words.head(name, seed.kind(), seed.flag(), 0, reference(id));
                words.word(random.nextInt(-1, 3));
            }
            case FLOAT -> words.head(name, Kind.FLOAT, seed.flag(), 0, seed.size());
            default -> words.head(name, seed.kind(), seed.flag(), 0, reference(id));
        }
    }

    private void writeElements(GraphSeed seed, int name, int sizeOrTypeId, Runnable element) {
        int vlen = random.nextInt(mostElements + 1);
        words.head(name, seed.kind(), seed.flag(), vlen, sizeOrTypeId);
        for (int i = 0; i < vlen; i++) {
            element.run();
        }
    }

    private int memberName() {
        return strings.offset(random.nextInt(4) == 0 ? "" : names.get(random.nextInt(names.size())));
    }

    private int reference(int from) {
        int first = random.nextInt(firstId + seeds.size());
        for (int to = first; to < firstId + seeds.size(); to++) {
            if (mayRefer(from, to)) {
                return to;
            }
        }
        return IntStream.range(0, first)
                .filter(to -> mayRefer(from, to))
                .findFirst()
                .orElse(0);
    }

    private boolean mayRefer(int from, int to) {
        return switch (kind(from)) {
            case FUNC -> kind(to) == Kind.FUNC_PROTO;
            case DATASEC -> kind(to) == Kind.VAR || random.nextInt(8) == 0;
            case DECL_TAG -> true;
            default ->
                switch (kind(to)) {
                    case FUNC, VAR, DATASEC, DECL_TAG -> random.nextInt(80) == 0;
                    default -> !(isLink(from) && isLink(to) && to >= from);
                };
        };
    }

    /** Whether a type is one that the walk for embedded types follows. */
    private boolean isLink(int id) {
        return switch (kind(id)) {
            case CONST, VOLATILE, RESTRICT, TYPEDEF, TYPE_TAG, ARRAY -> true;
            default -> false;
        };
    }

    private Kind kind(int id) {
        return base != null && id < firstId
                ? base.kind(id)
                : id == 0 ? Kind.VOID : seeds.get(id - firstId).kind();
    }
}
