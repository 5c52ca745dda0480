// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One blob of BTF: standing alone, or split over a base.
 *
 * <p>Type ids count from 1, with 0 for void; those of split BTF go on where its base's end, and so do its string offsets. All
 * methods that take an id or an offset accept those of the base too. The words of the type section are kept as they came, so
 * {@link #toBytes()} gives back what {@link #read} was given; {@link #type(int)} makes a record when asked.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Btf {

    private final ByteOrder byteOrder;
    private final byte[] header;
    private final @Nullable Btf base;
    private final int[] words;
    private final int[] starts;
    private final @Nullable KindLayout layout;
    private final byte[] strings;
    private volatile @Nullable NameIndex index;

    Btf(
            ByteOrder byteOrder,
            byte[] header,
            @Nullable Btf base,
            int[] words,
            int[] starts,
            @Nullable KindLayout layout,
            byte[] strings) {
        this.byteOrder = byteOrder;
        this.header = header;
        this.base = base;
        this.words = words;
        this.starts = starts;
        this.layout = layout;
        this.strings = strings;
    }

    /**
     * Reads BTF that stands alone.
     *
     * @throws BtfFormatException if the bytes are not BTF, or are split BTF
     */
    public static Btf read(byte[] bytes) {
        return read(bytes, null);
    }

    /**
     * Reads BTF, split over the given base if there is one.
     *
     * <p>Checked are the header, that the sections fill the blob, that every type has its bytes, and that every type id and
     * string offset exists, including those that libbpf 1.7 leaves unchecked (a prototype's return type, the type of a
     * forward declaration). Whether the types make sense is not checked here. Both byte orders and headers of 24 bytes or more
     * are read.
     *
     * @throws BtfFormatException if the bytes are not BTF over that base
     */
    public static Btf read(byte[] bytes, @Nullable Btf base) {
        return new BtfReader(bytes, base).read();
    }

    /**
     * Makes BTF with a 24-byte header from type words and strings, which are checked as {@link #read} checks them.
     *
     * @param words the types, in order; copied
     * @param strings the string section, each string with its NUL; copied
     */
    public static Btf of(ByteOrder byteOrder, @Nullable Btf base, int[] words, byte[] strings) {
        return BtfReader.assemble(byteOrder, base, words.clone(), strings.clone());
    }

    /** The blob, in its byte order; unchanged BTF gives the bytes that were read. */
    public byte[] toBytes() {
        byte[] layoutBytes = layout == null ? new byte[0] : layout.section();
        byte[] bytes = new byte[size()];
        System.arraycopy(header, 0, bytes, 0, header.length);
        int at = header.length;
        ByteBuffer.wrap(bytes, at, words.length * Integer.BYTES)
                .slice()
                .order(byteOrder)
                .asIntBuffer()
                .put(words);
        at += words.length * Integer.BYTES;
        System.arraycopy(layoutBytes, 0, bytes, at, layoutBytes.length);
        System.arraycopy(strings, 0, bytes, at + layoutBytes.length, strings.length);
        return bytes;
    }

    /** Bytes of the blob. */
    public int size() {
        int layoutSize = layout == null ? 0 : layout.section().length;
        return header.length + words.length * Integer.BYTES + layoutSize + strings.length;
    }

    /** The byte order of the blob. */
    public ByteOrder byteOrder() {
        return byteOrder;
    }

    /** Bytes of the header: 24, or 32 where a layout section can be told of. */
    public int headerLength() {
        return header.length;
    }

    /**
     * The same BTF with a header of that length; nothing but the bytes changes.
     *
     * <p>Up to 1.7 libbpf writes 24 bytes. Its main branch of 2026 writes 32, of which the last eight tell of a layout section
     * and are zero where there is none; older kernels take zeros for padding. The base keeps its header.
     *
     * @param length 24 or 32
     * @throws IllegalArgumentException if it is another length, or too short for the layout section that is there
     */
    public Btf withHeaderLength(int length) {
        if (length != BtfReader.SMALL_HEADER && length != BtfReader.LAYOUT_HEADER) {
            throw new IllegalArgumentException("a header of " + length + " bytes, not 24 or 32");
        }
        if (layout != null && length < BtfReader.LAYOUT_HEADER) {
            throw new IllegalArgumentException(
                    "a header of " + length + " bytes cannot tell of the layout section that this BTF has");
        }
        byte[] newHeader = Arrays.copyOf(header, length);
        ByteBuffer.wrap(newHeader).order(byteOrder).putInt(BtfReader.LENGTH_AT, length);
        return new Btf(byteOrder, newHeader, base, words, starts, layout, strings);
    }

    /** The BTF that this one is split over, or null. */
    public @Nullable Btf base() {
        return base;
    }

    /** The lowest id of this BTF's own types: 1, or the type count of the base. */
    public int firstId() {
        return base == null ? 1 : base.typeCount();
    }

    /** One more than the highest id: all types of the base, all own ones, and void. */
    public int typeCount() {
        return firstId() + starts.length - 1;
    }

    /** The kind of a type; {@link Kind#VOID} for id 0. */
    public Kind kind(int id) {
        return id == 0 ? Kind.VOID : Kind.of(InfoWord.kindCode(info(id)));
    }

    /** The vlen of a type: the number of its elements, or the linkage of a function. */
    public int vlen(int id) {
        return InfoWord.vlen(info(id));
    }

    /** The kind flag of a type. */
    public boolean kindFlag(int id) {
        return InfoWord.kindFlag(info(id));
    }

    /** The third head word of a type: its size, or the id that it refers to, depending on its kind. */
    public int sizeOrTypeId(int id) {
        return headWord(id, 2);
    }

    /** The first word after the head of a type, for kinds that have a tail: an array's element type, an integer's encoding. */
    public int tailWord(int id) {
        Btf owner = ownerOfType(id);
        if (owner.kind(id).tailWords() == 0) {
            throw new IllegalArgumentException(describe(id) + " has no tail");
        }
        return owner.words[owner.start(id) + Kind.HEAD_WORDS];
    }

    /** The string offset of a type's name; 0 for most anonymous types. */
    public int nameOffset(int id) {
        return id == 0 ? 0 : headWord(id, 0);
    }

    /** The name of a type, empty for an anonymous one. */
    public String name(int id) {
        return string(nameOffset(id));
    }

    /** Whether a type has a name that is not empty. */
    public boolean isNamed(int id) {
        int offset = nameOffset(id);
        Btf owner = ownerOfString(offset);
        return owner.strings[offset - owner.stringsStart()] != 0;
    }

    /**
     * A type as a record.
     *
     * @throws IndexOutOfBoundsException if there is no such id
     */
    public BtfType type(int id) {
        if (id == 0) {
            return new BtfType.Void();
        }
        Btf owner = ownerOfType(id);
        Kind kind = kind(id);
        return kind == Kind.UNKNOWN
                ? new BtfType.Unknown(InfoWord.kindCode(info(id)), name(id), vlen(id))
                : kind.decode(new TypeReader(owner, owner.words, owner.start(id)));
    }

    /** This BTF's own types as records, without those of the base. */
    public List<BtfType> ownTypes() {
        List<BtfType> types = new ArrayList<>(starts.length - 1);
        for (int id = firstId(); id < typeCount(); id++) {
            types.add(type(id));
        }
        return List.copyOf(types);
    }

    /** Whether the other BTF has the same own types with the same ids; how strings are stored does not matter. */
    public boolean hasSameTypes(Btf other) {
        return firstId() == other.firstId() && ownTypes().equals(other.ownTypes());
    }

    /** All ids of that name and kind, ascending, those of the base included. */
    public int[] find(String name, Kind kind) {
        int[] own = index().ids(name, kind);
        if (base == null) {
            return own;
        }
        int[] all = base.find(name, kind);
        int inBase = all.length;
        all = Arrays.copyOf(all, inBase + own.length);
        System.arraycopy(own, 0, all, inBase, own.length);
        return all;
    }

    /** The index of this BTF's own types by name, built on first use and then kept. */
    public NameIndex index() {
        NameIndex built = index;
        if (built == null) {
            synchronized (this) {
                built = index;
                if (built == null) {
                    built = new NameIndex(this);
                    index = built;
                }
            }
        }
        return built;
    }

    /**
     * A string by its offset.
     *
     * @throws IndexOutOfBoundsException if the offset is in no string section
     */
    public String string(int offset) {
        if (offset == 0) {
            return "";
        }
        Btf owner = ownerOfString(offset);
        int from = offset - owner.stringsStart();
        return new String(owner.strings, from, Strings.lengthAt(owner.strings, from), StandardCharsets.ISO_8859_1);
    }

    /** The length of a string, or {@code most} if that is less: nobody then looks for the end of a long one again and again. */
    int stringLength(int offset, int most) {
        Btf owner = ownerOfString(offset);
        int from = offset - owner.stringsStart();
        int length = 0;
        while (length < most && owner.strings[from + length] != 0) {
            length++;
        }
        return length;
    }

    /** The lowest string offset of this BTF's own strings: 0, or where the strings of the base end. */
    public int stringsStart() {
        return base == null ? 0 : base.stringsEnd();
    }

    /** One more than the highest string offset. */
    public int stringsEnd() {
        return stringsStart() + strings.length;
    }

    /** Whether a string starts at that offset, rather than in the middle of another one. */
    public boolean isStringStart(int offset) {
        Btf owner = ownerOfString(offset);
        int from = offset - owner.stringsStart();
        return from == 0 || owner.strings[from - 1] == 0;
    }

    /** A copy of the words of this BTF's own types, for {@link #of} after changes. */
    public int[] copyTypeWords() {
        return words.clone();
    }

    /** How many words a type has. */
    public int wordCount(int id) {
        Btf owner = ownerOfType(id);
        return owner.start(id + 1) - owner.start(id);
    }

    /** How many words this BTF's own types have. */
    public int wordCount() {
        return words.length;
    }

    /** A copy of this BTF's own string section. */
    public byte[] copyStrings() {
        return strings.clone();
    }

    /** A type for a message: {@code [7] STRUCT 'device'}. */
    public String describe(int id) {
        if (id == 0) {
            return "[0] VOID";
        }
        Kind kind = kind(id);
        String kindName = kind == Kind.UNKNOWN ? "kind " + InfoWord.kindCode(info(id)) : kind.name();
        return "[" + id + "] " + kindName + " '" + (isNamed(id) ? name(id) : "(anon)") + "'";
    }

    BtfFormatException.Problem unknownKind(int id) {
        return BtfFormatException.found("kind " + InfoWord.kindCode(info(id)) + ", whose type ids are unknown here")
                .expected("a kind from 1 to 19")
                .type(describe(id))
                .advice("Such BTF can be read and written, but not distilled, relocated or dumped.");
    }

    int[] words() {
        return words;
    }

    byte[] ownStrings() {
        return strings;
    }

    @Nullable
    KindLayout layout() {
        return layout != null || base == null ? layout : base.layout();
    }

    /** The index of the first word of an own type; of {@link #typeCount()}, the number of words. */
    int start(int id) {
        return starts[id - firstId()];
    }

    Btf ownerOfType(int id) {
        if (id <= 0 || id >= typeCount()) {
            throw new IndexOutOfBoundsException("type id " + id + ", not in 1.." + (typeCount() - 1));
        }
        Btf owner = this;
        while (owner.base != null && id < owner.base.typeCount()) {
            owner = owner.base;
        }
        return owner;
    }

    Btf ownerOfString(int offset) {
        if (offset < 0 || (offset >= stringsEnd() && offset != 0)) {
            throw new IndexOutOfBoundsException("string offset " + offset + ", not in 0.." + (stringsEnd() - 1));
        }
        Btf owner = this;
        while (owner.base != null && offset < owner.base.stringsEnd()) {
            owner = owner.base;
        }
        return owner;
    }

    private int info(int id) {
        return headWord(id, 1);
    }

    private int headWord(int id, int word) {
        Btf owner = ownerOfType(id);
        return owner.words[owner.start(id) + word];
    }
}
