// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.btf4j.file.ElfConstants.SHT_NULL;

/**
 * One section of a file that is to be written: its header and its bytes, which are a stretch of an array.
 *
 * <p>Immutable; the array is not copied.
 */
final class ElfPart {

    private static final byte[] NOTHING = {};

    /** Where a section comes from and what becomes of it. */
    enum State {
        /** In the old file and in the new one, perhaps with other contents. */
        KEPT,
        /** Only in the new one. */
        ADDED,
        /** In the old file; in the new one an empty header that something may still count on. */
        INACTIVE,
        /** In the old file; in the new one an empty header that is dropped if it is the last. */
        REMOVED
    }

    private final ElfSection section;
    private final State state;
    private final byte[] bytes;
    private final int from;
    private final int length;

    private ElfPart(ElfSection section, State state, byte[] bytes, int from, int length) {
        this.section = section;
        this.state = state;
        this.bytes = bytes;
        this.from = from;
        this.length = length;
    }

    static ElfPart unchanged(ElfSection section, byte[] file) {
        return section.isFileBacked()
                ? new ElfPart(section, State.KEPT, file, (int) section.offset(), (int) section.size())
                : new ElfPart(section, State.KEPT, NOTHING, 0, 0);
    }

    static ElfPart added(ElfSection section, byte[] contents) {
        return new ElfPart(section, State.ADDED, contents, 0, contents.length);
    }

    /** The section without its bytes and, unless it is {@link State#KEPT}, without its header. */
    ElfPart emptied(State newState) {
        return new ElfPart(section, newState, NOTHING, 0, 0);
    }

    ElfPart withContents(byte[] contents) {
        return new ElfPart(section, state, contents, 0, contents.length);
    }

    /** The header as it is in the old file. */
    ElfSection section() {
        return section;
    }

    /** The number of bytes that the new file has of the section. */
    int length() {
        return length;
    }

    void copyTo(byte[] file, int offset) {
        System.arraycopy(bytes, from, file, offset, length);
    }

    boolean isAdded() {
        return state == State.ADDED;
    }

    boolean isRemoved() {
        return state == State.REMOVED;
    }

    /** Whether the new file says where the section is. */
    boolean hasHeader() {
        return section.type() != SHT_NULL && (state == State.KEPT || state == State.ADDED);
    }

    /** Whether what follows has to move. */
    boolean changesSize() {
        return length != (section.isFileBacked() ? section.size() : 0);
    }
}
