// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.btf4j.file.BtfFile;
import org.btf4j.file.BtfSource;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.Kind;
import org.btf4j.model.WordCursor;
import org.btf4j.transform.Layout;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.Relocator;
import org.btf4j.transform.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Opens the BTF that a user names.
 *
 * <p>Stateless and thread-safe. Files that hold something else are a {@link BtfFormatException}, files that cannot be read an
 * {@link IOException}; both name the file.
 */
public final class BtfLoader {

    /** What a user writes for the BTF of the running kernel. */
    public static final String RUNNING = "running";

    private BtfLoader() {}

    /**
     * The file that a user means by a base or a target.
     *
     * @param location a file, or {@link #RUNNING}
     * @param directory what a relative path starts from
     */
    public static Path locate(String location, Path directory) {
        return location.equals(RUNNING)
                ? BtfSource.RUNNING_KERNEL
                : directory.resolve(location).normalize();
    }

    /**
     * Reads BTF that stands alone, a kernel's for example: raw, or the section {@code .BTF} of an ELF file; either also packed by
     * gzip, xz or zstd, or in a bootable kernel image.
     */
    public static Btf standalone(Path file) throws IOException {
        return BtfSource.read(file);
    }

    /**
     * Reads BTF for a look at it, choosing what it stands over as bpftool 7.5 does.
     *
     * <p>A distilled module stands over its own small base or, if a base is given, is relocated to that. Other files stand
     * over the given base, or alone. All of them may be packed, as for {@link #standalone}.
     *
     * @param section the section of an ELF file; anything but {@code .BTF} is taken to stand alone
     * @throws BtfFormatException also if the module cannot be relocated to the base, and then the message has all reasons; or if
     *     split BTF cannot have been encoded against the base
     */
    public static Btf forDump(Path file, @Nullable Btf base, String section) throws IOException {
        try (BtfFile open = BtfFile.open(file)) {
            return forDump(open, file, base, section);
        }
    }

    /**
     * Reads BTF for a test: as for a look at it or, if the file is a text, packed or not, what the parser makes of the text.
     *
     * @param parser gets the text, in ISO 8859-1; what it throws comes out of here
     */
    public static Btf forTest(Path file, @Nullable Btf base, Function<String, Btf> parser) throws IOException {
        try (BtfFile open = BtfFile.open(file)) {
            return open.isText() ? parser.apply(open.text()) : forDump(open, file, base, BtfSource.BTF);
        }
    }

    private static Btf forDump(BtfFile open, Path file, @Nullable Btf base, String section) throws IOException {
        if (!section.equals(BtfSource.BTF)) {
            return open.read(section, null);
        }
        Layout layout = Layouts.of(open);
        if (layout == null) {
            return base == null ? open.read(section, null) : overOwnBase(open, file, base);
        }
        Btf split = open.read(section, open.read(layout.section(), null));
        if (base == null) {
            return split;
        }
        Relocation relocation = new Relocator(base, layout, RuleSet.KERNEL).relocate(split);
        if (!relocation.succeeded()) {
            throw BtfFormatException.found("a distilled module that cannot be relocated to the base: "
                            + String.join("; ", relocation.reasons()))
                    .expected("one counterpart in the base for each type of the distilled base")
                    .in(file.toString())
                    .advice("Without a base the module is shown over its own distilled base.")
                    .toException();
        }
        return relocation.split();
    }

    private static Btf overOwnBase(BtfFile open, Path file, Btf base) throws IOException {
        Btf split = open.read(BtfSource.BTF, base);
        try {
            requireOwnBase(split);
        } catch (BtfFormatException e) {
            throw e.in(file.toString());
        }
        return split;
    }

    /**
     * Checks that split BTF can have been encoded against the base that it was read over.
     *
     * <p>Over another base ids and offsets mostly exist as well, but names then start in the middle of strings, which no
     * encoder writes, or functions have something else than a prototype.
     *
     * @throws BtfFormatException if the base must be another one
     */
    static void requireOwnBase(Btf split) {
        WordCursor names = WordCursor.strings();
        for (int id = split.firstId(); id < split.typeCount(); id++) {
            if (split.kind(id) == Kind.FUNC && split.kind(split.sizeOrTypeId(id)) != Kind.FUNC_PROTO) {
                throw otherBase(
                        split, id, "a function with the type " + split.describe(split.sizeOrTypeId(id)), "a prototype");
            }
            for (names.at(split, id); names.next(); ) {
                if (!split.isStringStart(names.value())) {
                    throw otherBase(
                            split,
                            id,
                            "the name '" + split.string(names.value()) + "', which starts in the middle of a string",
                            "the start of one");
                }
            }
        }
    }

    private static BtfFormatException otherBase(Btf split, int id, String found, String expected) {
        return BtfFormatException.found(found)
                .expected(expected)
                .type(split.describe(id))
                .advice("The base is not the one that this split BTF was encoded against: give that one.")
                .toException();
    }
}
