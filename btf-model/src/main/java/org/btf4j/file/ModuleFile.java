// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A kernel module ({@code .ko}): what BTF it has, and the same module with other BTF.
 *
 * <p>The file is read once and held in memory; nothing is changed in place. Immutable and thread-safe, as long as nobody
 * changes the array that {@link #of} was given.
 */
public final class ModuleFile {

    private static final String BTF = BtfSource.BTF;
    private static final String BTF_EXT = ".BTF.ext";
    private static final String MODINFO = ".modinfo";

    /** The one section of DWARF that is always there; compressed or not, and on some machines of a type of its own. */
    private static final String DWARF = ".debug_info";

    private final String file;
    private final byte[] bytes;
    private final byte[] unsigned;
    private final ElfImage image;

    private ModuleFile(String file, byte[] bytes, byte[] unsigned, ElfImage image) {
        this.file = file;
        this.bytes = bytes;
        this.unsigned = unsigned;
        this.image = image;
    }

    /**
     * Reads a module.
     *
     * @throws BtfFormatException if the file is no sound ELF file
     * @throws IOException if the file cannot be read; the message names it
     */
    public static ModuleFile read(Path file) throws IOException {
        return of(BtfSource.readAll(file), file.toString());
    }

    /**
     * Opens a module that is in memory.
     *
     * @param bytes the file's contents, with its signature if it has one; not copied
     * @param file the name that errors tell
     * @throws BtfFormatException if the bytes are no sound ELF file
     */
    public static ModuleFile of(byte[] bytes, String file) {
        return inFile(file, () -> {
            BtfSource.Content content = BtfSource.Content.of(bytes, bytes.length);
            if (content != BtfSource.Content.ELF) {
                throw BtfFormatException.found(content.toString())
                        .expected(BtfSource.Content.ELF.toString())
                        .toException();
            }
            byte[] unsigned = ModuleSignature.strip(bytes);
            return new ModuleFile(file, bytes, unsigned, ElfImage.open(ByteSource.of(unsigned)));
        });
    }

    /** The name that errors tell. */
    public String file() {
        return file;
    }

    /** The whole module as it was read, signature included; a copy. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** Whether a signature is appended; any change of the module makes it invalid. */
    public boolean isSigned() {
        return unsigned.length != bytes.length;
    }

    /** Whether the module has BTF. */
    public boolean hasBtf() {
        return hasSection(BTF);
    }

    /** Whether the module has a section of that name and type {@code SHT_PROGBITS}: a small base, which makes it distilled. */
    public boolean hasSection(String section) {
        return inFile(file, () -> image.find(section) != null);
    }

    /** Whether the module has DWARF, of which BTF can be encoded. */
    public boolean hasDwarf() {
        return image.findOfAnyType(DWARF) != null;
    }

    /** Whether the module has type ids outside its BTF, which {@link #withBtf} renumbers too. */
    public boolean hasBtfIds() {
        return hasSection(BtfIds.SECTION);
    }

    /**
     * The module's BTF.
     *
     * @param base what it is split over: the kernel's BTF, or for a distilled module {@link #base}
     * @throws BtfFormatException if there is none, or it is not BTF over that base
     */
    public Btf btf(@Nullable Btf base) {
        return inFile(file, () -> BtfSource.parse(image, BTF, base));
    }

    /**
     * The small base that a distilled module brings.
     *
     * @param section where it is, {@link BtfSource#BTF_BASE} in the layout that kernels know
     * @throws BtfFormatException if there is none, or it is not BTF that stands alone
     */
    public Btf base(String section) {
        return inFile(file, () -> BtfSource.parse(image, section, null));
    }

    /** The bytes of the section of that name, a copy; null if there is none of type {@code SHT_PROGBITS}. */
    public byte @Nullable [] section(String name) {
        ElfSection section = inFile(file, () -> image.find(name));
        return section == null ? null : inFile(file, () -> image.data(section, name));
    }

    /**
     * What the module tells of itself under a key, for example {@code vermagic} or {@code license}.
     *
     * <p>The section {@code .modinfo} holds {@code key=value} texts, each with a zero byte at its end and possibly several behind
     * that. Of a key with several values, such as {@code alias}, it is the first, as kernels take it ({@code get_modinfo} in
     * {@code kernel/module/main.c}).
     *
     * @return the value, or null if the module tells none
     */
    public @Nullable String modinfo(String key) {
        byte[] texts = section(MODINFO);
        if (texts == null) {
            return null;
        }
        byte[] start = (key + '=').getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < texts.length; ) {
            int end = from;
            while (end < texts.length && texts[end] != 0) {
                end++;
            }
            if (end - from >= start.length && Arrays.equals(texts, from, from + start.length, start, 0, start.length)) {
                return new String(texts, from + start.length, end - from - start.length, StandardCharsets.UTF_8);
            }
            from = end + 1;
        }
        return null;
    }

    /**
     * The module with other BTF, without its signature.
     *
     * <p>{@code .BTF} is replaced. The section of the small base is replaced or added, or removed if no base is given. The ids in {@code
     * .BTF_ids} are renumbered and the sets among them sorted again. All else stays as {@code readelf} shows it, apart from
     * offsets.
     *
     * @param baseSection where the small base is or goes
     * @param btf the new contents of {@code .BTF}
     * @param base the new contents of {@code baseSection}, or null
     * @param idMap the new id of each old one; 0 or negative for an id that it does not know
     * @throws BtfFormatException if the module has no {@code .BTF}, or has contents that cannot be renumbered or edited
     */
    public byte[] withBtf(String baseSection, byte[] btf, byte @Nullable [] base, IntUnaryOperator idMap) {
        return inFile(file, () -> {
            if (image.find(BTF) == null) {
                throw BtfSource.noSuchSection(BTF);
            }
            if (image.find(BTF_EXT) != null) {
                throw BtfFormatException.found("a section .BTF.ext, which holds type ids")
                        .expected("a module without it")
                        .advice("Renumbering .BTF.ext is not supported; compile the module without it.")
                        .toException();
            }
            ElfEditor editor = new ElfEditor(image, unsigned).put(BTF, btf);
            ElfSection ids = image.find(BtfIds.SECTION);
            if (ids != null) {
                editor.put(BtfIds.SECTION, BtfIds.read(image, ids).renumber(idMap));
            }
            if (base != null) {
                editor.put(baseSection, base);
            } else {
                editor.remove(baseSection);
            }
            return editor.toBytes();
        });
    }

    /**
     * What each type id in {@code .BTF_ids} means, in the order of their places; none without that section.
     *
     * @param btf the module's BTF, as {@link #btf} gives it
     * @throws BtfFormatException if the section has contents that its symbols do not explain
     */
    public List<BtfId> btfIds(Btf btf) {
        return inFile(file, () -> {
            ElfSection section = image.find(BtfIds.SECTION);
            return section == null ? List.of() : BtfIds.read(image, section).describe(btf);
        });
    }

    /**
     * The module with the type ids in {@code .BTF_ids} filled in by name, as resolve_btfids of Linux 6.12 does it.
     *
     * <p>An id becomes that of the first type of its kind and name, of the base or else of the module; 0 if there is none. Sets
     * get their counts and are sorted. Sets that are filled in already keep their pairs of id and flags; resolve_btfids mixes up
     * their flags. Nothing else changes, but a signature is left out if any id does.
     *
     * @param btf the module's BTF, as {@link #btf} gives it: over the kernel's, or for a distilled module over {@link #base}
     * @throws BtfFormatException if the section has contents that its symbols do not explain, or a set is filled in with ids of
     *     other BTF, so that its flags have lost their names
     */
    public ResolvedIds withResolvedIds(Btf btf) {
        return inFile(file, () -> {
            ElfSection section = image.find(BtfIds.SECTION);
            if (section == null) {
                return new ResolvedIds(bytes, false, List.of(), List.of());
            }
            BtfIds before = BtfIds.read(image, section);
            IdResolver resolver = new IdResolver(before, btf);
            byte[] after = resolver.resolve();
            boolean changed = !Arrays.equals(after, before.toBytes());
            return new ResolvedIds(
                    changed
                            ? new ElfEditor(image, unsigned)
                                    .put(BtfIds.SECTION, after)
                                    .toBytes()
                            : bytes,
                    changed,
                    before.with(after).describe(btf),
                    resolver.lookups());
        });
    }

    /**
     * Checks that the module can be given sections, before work is put into what goes there.
     *
     * @throws BtfFormatException if it is no relocatable file, as all kernel modules are
     */
    public void requireEditable() {
        inFile(file, () -> new ElfEditor(image, unsigned));
    }

    /**
     * The module with BTF that was encoded for it, without its signature.
     *
     * <p>{@code .BTF} is added, or replaced if it is there. All else stays as {@code readelf} shows it, apart from offsets; so do the
     * ids in {@code .BTF_ids}, see {@link #withResolvedIds}.
     *
     * @param btf the contents of {@code .BTF}
     * @throws BtfFormatException if the module cannot be edited
     */
    public byte[] withEncodedBtf(byte[] btf) {
        return inFile(file, () -> new ElfEditor(image, unsigned).put(BTF, btf).toBytes());
    }

    /** Work on bytes in memory, which cannot fail for reasons of the file system. */
    private interface Work<T extends @Nullable Object> {
        T run() throws IOException;
    }

    private static <T extends @Nullable Object> T inFile(String file, Work<T> work) {
        try {
            return work.run();
        } catch (BtfFormatException e) {
            throw e.in(file);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }
}
