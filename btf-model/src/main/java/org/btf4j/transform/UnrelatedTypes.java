// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;
import org.btf4j.model.TypeWords;

/**
 * Types that are added to a target and are none of a module's business.
 *
 * <p>They are written word by word, because a second type of a name needs the very string offset of the first: kernels compare
 * offsets where they count the structs of a name. Not thread-safe.
 */
final class UnrelatedTypes {

    private static final int POINTER_SIZE = 8;
    /** Sizes from there on are left alone, so that a larger one is never taken for a smaller one. */
    private static final int HUGE = 1 << 30;

    private final Btf target;
    private final int[] kept;
    private final Set<String> neededNames;
    private final Dice dice;
    private final TypeWords words = new TypeWords(64);
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final List<String> doubled = new ArrayList<>();
    private int added;
    private int plainlyAdded;
    private int names;

    /**
     * @param kept the types of the target that added ones may refer to
     * @param neededNames names that no added type may have; beside those of the target's types
     */
    UnrelatedTypes(Btf target, BitSet kept, Set<String> neededNames, Dice dice) {
        this.target = target;
        this.kept = kept.stream().toArray();
        this.neededNames = neededNames;
        this.dice = dice;
    }

    /** Adds some types with new names, at most so many besides the pointers and prototypes that they need. */
    void addUpTo(int most) {
        int before = added;
        for (int more = dice.below(most + 1); more > 0; more--) {
            switch (dice.below(6)) {
                case 0 -> add(Kind.STRUCT, newName(), false, 1, POINTER_SIZE, newName(), pointer(), 0);
                case 1 -> add(Kind.UNION, newName(), false, 1, POINTER_SIZE, newName(), pointer(), 0);
                case 2 -> add(Kind.ENUM, newName(), false, 1, Integer.BYTES, newName(), dice.below(100));
                case 3 -> add(Kind.TYPEDEF, newName(), false, 0, pointer());
                case 4 -> add(Kind.FWD, newName(), dice.below(2) == 0, 0, 0);
                default -> {
                    int prototype = add(Kind.FUNC_PROTO, 0, false, 1, 0, newName(), pointer());
                    add(Kind.FUNC, newName(), false, BtfType.Func.STATIC, prototype);
                }
            }
        }
        plainlyAdded += added - before;
    }

    /**
     * Adds another type with the name of a struct or union of the target.
     *
     * @param orForward whether that may be a forward declaration too
     */
    void addBeside(int id, boolean orForward) {
        Kind kind = target.kind(id);
        int size = target.sizeOrTypeId(id);
        if (orForward && dice.below(2) == 0) {
            add(Kind.FWD, target.nameOffset(id), kind == Kind.UNION, 0, 0);
            doubled.add("a FWD beside " + kind + " '" + target.name(id) + "'");
        } else if (size >= 0 && size < HUGE) {
            int otherSize = size + POINTER_SIZE * (1 + dice.below(4));
            add(kind, target.nameOffset(id), false, 1, otherSize, newName(), pointer(), 0);
            doubled.add("a second " + kind + " '" + target.name(id) + "' of " + otherSize + " bytes");
        }
    }

    /** What was added, one line each. */
    List<String> described() {
        List<String> lines = new ArrayList<>();
        if (plainlyAdded > 0) {
            lines.add(plainlyAdded + (plainlyAdded == 1 ? " type added" : " types added"));
        }
        lines.addAll(doubled);
        return lines;
    }

    /** What was added, as split BTF over the target. */
    Btf toBtf() {
        return Btf.of(target.byteOrder(), target, words.toArray(), strings.toByteArray());
    }

    private int add(Kind kind, int nameOffset, boolean flag, int vlen, int sizeOrTypeId, int... elements) {
        words.head(nameOffset, kind, flag, vlen, sizeOrTypeId);
        for (int word : elements) {
            words.word(word);
        }
        return target.typeCount() + added++;
    }

    /**
     * A pointer of the target, or a new one to a type of a new name: no two pointers lead to the same type, as no encoder
     * leaves two that do.
     */
    private int pointer() {
        int id = kept.length == 0 ? 0 : kept[dice.below(kept.length)];
        return target.kind(id) == Kind.PTR ? id : add(Kind.PTR, 0, false, 0, add(Kind.FWD, newName(), false, 0, 0));
    }

    private int newName() {
        String name;
        do {
            name = "unrelated_" + ++names;
        } while (neededNames.contains(name) || target.index().ids(name).length > 0);
        int offset = Math.addExact(target.stringsEnd(), strings.size());
        strings.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        strings.write(0);
        return offset;
    }
}
