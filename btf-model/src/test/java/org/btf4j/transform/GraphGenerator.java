// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.btf4j.model.Btf;
import org.btf4j.model.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Makes small random BTF that is hard to distil and relocate: few names, which types of all kinds share, few sizes, kind flags
 * everywhere, repeated strings.
 *
 * <p>The same seed gives the same BTF, on any Java version.
 */
public final class GraphGenerator {

    private static final int MOST_TYPES = 14;
    private static final int MOST_SHARED_TYPES = 7;
    private static final int MOST_ELEMENTS = 3;
    /** One name is the start of another, and one has a byte above 127. */
    private static final List<String> NAMES =
            List.of("a", "ab", "\u00e9", "b", "c", "abc", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m");

    private static final int HIGHEST_BIT = 1 << 31;
    private static final int[] SIZES = {0, 1, 4, 4, 4, 8, 8, 8, 16, 8 | HIGHEST_BIT, HIGHEST_BIT - 1};
    private static final Kind[] ALL =
            Arrays.stream(Kind.values()).filter(kind -> kind.code() > 0).toArray(Kind[]::new);
    private static final Kind[] SHARED = {Kind.INT, Kind.FLOAT, Kind.ENUM, Kind.STRUCT, Kind.UNION, Kind.FWD};
    private static final Kind[] MATCHED = {
        Kind.INT, Kind.FLOAT, Kind.ENUM, Kind.ENUM64, Kind.STRUCT, Kind.UNION, Kind.FWD, Kind.TYPEDEF
    };

    private final RandomGenerator random;
    private final List<String> names;

    public GraphGenerator(long seed) {
        this.random = new SplittableRandom(seed);
        this.names = NAMES.subList(0, random.nextInt(2, NAMES.size() + 1));
    }

    /** A base with types of all kinds. */
    public Btf base() {
        return write(null, byteOrder(), seeds(ALL, MOST_TYPES), MOST_ELEMENTS);
    }

    /** Types of all kinds, split over that base. */
    Btf split(Btf below) {
        return write(below, below.byteOrder(), seeds(ALL, MOST_TYPES), MOST_ELEMENTS);
    }

    /** A base of named types of the kinds that distilling leaves; every other one has members, which it never leaves. */
    Btf distilledBase() {
        List<GraphSeed> seeds = seeds(SHARED, MOST_SHARED_TYPES);
        seeds.replaceAll(seed -> seed.name().isEmpty() ? seed.withName(name()) : seed);
        return write(null, byteOrder(), seeds, random.nextBoolean() ? MOST_ELEMENTS : 0);
    }

    /** A target with most of the named types of the given BTF, some of them changed, and others. */
    Btf target(Btf like) {
        List<GraphSeed> seeds = new ArrayList<>();
        int rate = random.nextInt(5, 40);
        for (int id = 1; id < like.typeCount(); id++) {
            GraphSeed seed = GraphSeed.of(like, id);
            if (random.nextInt(2 * rate) != 0) {
                seeds.add(random.nextInt(rate) == 0 ? changed(seed) : seed);
            }
            if (random.nextInt(rate) == 0) {
                seeds.add(changed(seed));
            }
        }
        for (int others = random.nextInt(3); others > 0; others--) {
            seeds.add(seed(ALL));
        }
        Collections.shuffle(seeds, new Random(random.nextLong()));
        return write(null, byteOrder(), seeds, MOST_ELEMENTS);
    }

    private GraphSeed changed(GraphSeed seed) {
        return switch (random.nextInt(6)) {
            case 0 -> seed.withSize(size());
            case 1 -> seed.withFlag(!seed.flag());
            case 2 -> seed.withEncoding(random.nextInt(16));
            case 3 -> seed.withKind(Kind.FWD);
            case 4 -> seed.withName(name());
            default -> seed.withKind(one(MATCHED));
        };
    }

    private Btf write(@Nullable Btf base, ByteOrder byteOrder, List<GraphSeed> seeds, int mostElements) {
        // A function needs a prototype, and this way there is always one to be found.
        if (seeds.stream().anyMatch(seed -> seed.kind() == Kind.FUNC)) {
            seeds.add(new GraphSeed(Kind.FUNC_PROTO, "", false, 0, 0));
        }
        return new GraphWriter(random, base, seeds, names, mostElements).write(byteOrder);
    }

    private List<GraphSeed> seeds(Kind[] kinds, int most) {
        List<GraphSeed> seeds = new ArrayList<>();
        for (int count = random.nextInt(most + 1); count > 0; count--) {
            seeds.add(seed(kinds));
        }
        return seeds;
    }

    private GraphSeed seed(Kind[] kinds) {
        Kind kind = one(kinds);
        boolean named = switch (kind) {
            case STRUCT, UNION, ENUM, ENUM64 -> random.nextInt(4) != 0;
            case PTR, ARRAY, CONST, VOLATILE, RESTRICT, FUNC_PROTO -> random.nextInt(40) == 0;
            default -> random.nextInt(200) != 0;
        };
        boolean flag = random.nextInt(4) == 0;
        boolean enumeration = kind == Kind.ENUM || kind == Kind.ENUM64;
        // Distilling refuses enumerations of odd sizes, so they are rare.
        int size = enumeration && random.nextInt(40) != 0 ? 1 << random.nextInt(4) : size();
        return new GraphSeed(kind, named ? name() : "", flag, size, random.nextInt(3));
    }

    private String name() {
        return names.get(random.nextInt(names.size()));
    }

    private int size() {
        return SIZES[random.nextInt(SIZES.length)];
    }

    private Kind one(Kind[] kinds) {
        return kinds[random.nextInt(kinds.length)];
    }

    private ByteOrder byteOrder() {
        return random.nextInt(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
}
