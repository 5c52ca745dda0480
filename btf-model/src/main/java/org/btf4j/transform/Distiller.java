// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.Arrays;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.Kind;
import org.btf4j.model.StringPool;
import org.btf4j.model.TypeWords;
import org.btf4j.model.WordCursor;
import org.jspecify.annotations.Nullable;

/**
 * Distils split BTF: makes a small base of the types that it needs, and the same split over that.
 *
 * <p>A type is needed if the split names it, or if a needed type names it; the way ends at a named struct or union. The
 * {@link Layout} says what becomes of each. In the layout {@link Layout#DISTILLED} the bytes are those that libbpf 1.5 to 1.7
 * write, except where the small base is empty: libbpf then loses the types that move to the split, and here they are kept.
 *
 * <p>The work depends on the size of the split and of what it needs, not on the size of the base.
 */
public final class Distiller {

    private final Btf input;
    private final Layout layout;
    private final IdTable needed = new IdTable();
    private final WordCursor ids = WordCursor.ids();
    private final WordCursor names = WordCursor.strings();
    private int[] pending = new int[64];
    private int pendingCount;
    private @Nullable IdTable embedded;

    private Distiller(Btf input, Layout layout) {
        this.input = input;
        this.layout = layout;
    }

    /** Distils in the layout that kernels know; see {@link #distill(Btf, Layout)}. */
    public static Distillation distill(Btf split) {
        return distill(split, Layout.DISTILLED);
    }

    /**
     * Distils split BTF over its base; split BTF over split BTF gets one small base for all below.
     *
     * @throws BtfFormatException if the input is not split, or needs what a base cannot lend: a function, a variable, a
     *     section, a declaration tag, a named enumeration of a size other than 1, 2, 4 or 8 bytes (libbpf 1.7 refuses that
     *     too), a forward declaration that refers to another type
     */
    public static Distillation distill(Btf split, Layout layout) {
        if (split.base() == null) {
            throw BtfFormatException.found("BTF that stands alone")
                    .expected("split BTF over a base")
                    .advice("Only split BTF, that of a module, can be distilled.")
                    .toException();
        }
        return new Distiller(split, layout).run();
    }

    private Distillation run() {
        markNeeded();
        int[] oldIds = needed.ascendingIds();
        int firstId = number(oldIds, true, 1);
        int splitTypes = input.typeCount() - input.firstId();
        number(oldIds, false, firstId + splitTypes);
        IdMap idMap = new IdMap(needed, input.firstId(), firstId, splitTypes);

        StringPool baseStrings = StringPool.standalone();
        Btf base = smallBase(oldIds, idMap, baseStrings);
        return new Distillation(splitOver(base, oldIds, idMap, baseStrings.split()), idMap);
    }

    /** Finds every base type that the split names, and what those name in turn; a named struct or union ends the way. */
    private void markNeeded() {
        for (int id = input.firstId(); id < input.typeCount(); id++) {
            markWhatIsNamedBy(id);
        }
        while (pendingCount > 0) {
            int id = pending[--pendingCount];
            if (!(input.kind(id).isComposite() && input.isNamed(id))) {
                markWhatIsNamedBy(id);
            }
        }
    }

    private void markWhatIsNamedBy(int id) {
        for (ids.at(input, id); ids.next(); ) {
            int named = ids.value();
            if (named != 0 && named < input.firstId() && needed.add(named)) {
                requireLendable(named, id);
                if (pendingCount == pending.length) {
                    pending = Arrays.copyOf(pending, pendingCount * 2);
                }
                pending[pendingCount++] = named;
            }
        }
    }

    private void requireLendable(int id, int namedBy) {
        switch (input.kind(id)) {
            case FUNC, VAR, DATASEC, DECL_TAG, UNKNOWN ->
                throw notLendable(id, "", namedBy)
                        .expected("only kinds of types that a module can share with its kernel")
                        .advice("If the base is not the one that this split BTF was encoded against, give that one.")
                        .toException();
            case ENUM, ENUM64 -> {
                int size = input.sizeOrTypeId(id);
                if (input.isNamed(id) && (size < 1 || size > Long.BYTES || Integer.bitCount(size) != 1)) {
                    throw notLendable(id, ", which has " + Integer.toUnsignedString(size) + " bytes", namedBy)
                            .expected("an enumeration of 1, 2, 4 or 8 bytes")
                            .toException();
                }
            }
            case FWD -> {
                int refersTo = input.sizeOrTypeId(id);
                if (refersTo != 0) {
                    throw notLendable(id, ", which refers to " + input.describe(refersTo), namedBy)
                            .expected("a forward declaration that refers to nothing")
                            .toException();
                }
            }
            default -> {}
        }
    }

    private BtfFormatException.Problem notLendable(int id, String why, int namedBy) {
        return BtfFormatException.found("a reference to " + input.describe(id) + " of the base" + why)
                .type(input.describe(namedBy));
    }

    /** Numbers the shared types, or the others, from there on; gives the number after the last. */
    private int number(int[] oldIds, boolean shared, int from) {
        int next = from;
        for (int id : oldIds) {
            if (layout.staysInBase(input, id) == shared) {
                needed.put(id, next++);
            }
        }
        return next;
    }

    private Btf smallBase(int[] oldIds, IdMap idMap, StringPool strings) {
        TypeWords types = new TypeWords(oldIds.length * (Kind.HEAD_WORDS + 1));
        for (int id : oldIds) {
            if (layout.staysInBase(input, id)) {
                layout.appendToBase(input, id, this::isEmbedded, types);
            }
        }
        idMap.renumber(types.array(), types.length(), ids);
        return finish(types, null, strings);
    }

    private boolean isEmbedded(int id) {
        if (embedded == null) {
            embedded = EmbeddedTypes.of(input);
        }
        return embedded.contains(id);
    }

    private Btf splitOver(Btf base, int[] oldIds, IdMap idMap, StringPool strings) {
        TypeWords types = new TypeWords(input.wordCount() + input.wordCount() / 2);
        for (int id = input.firstId(); id < input.typeCount(); id++) {
            types.copy(input, id);
        }
        for (int id : oldIds) {
            if (!layout.staysInBase(input, id)) {
                types.copy(input, id);
            }
        }
        idMap.renumber(types.array(), types.length(), ids);
        return finish(types, base, strings);
    }

    /** Moves the strings that the types use into their own section, in the order of first use. */
    private Btf finish(TypeWords types, @Nullable Btf base, StringPool strings) {
        int[] words = types.array();
        for (int at = 0; at < types.length(); at = names.end()) {
            for (names.at(words, at); names.next(); ) {
                names.set(strings.add(input, names.value()));
            }
        }
        return Btf.of(input.byteOrder(), base, types.toArray(), strings.toBytes());
    }
}
