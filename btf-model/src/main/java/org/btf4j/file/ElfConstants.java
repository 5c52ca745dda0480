// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

/** The numbers of the ELF format that this package needs, under the names of the format's specification. */
final class ElfConstants {

    static final int EI_CLASS = 4;
    static final int EI_DATA = 5;
    static final int EI_VERSION = 6;
    static final int ELFCLASS32 = 1;
    static final int ELFCLASS64 = 2;
    static final int ELFDATA2LSB = 1;
    static final int ELFDATA2MSB = 2;
    static final int EV_CURRENT = 1;

    static final int ET_REL = 1;

    static final int SHN_LORESERVE = 0xff00;
    static final int SHN_XINDEX = 0xffff;

    static final int SHT_NULL = 0;
    static final int SHT_PROGBITS = 1;
    static final int SHT_SYMTAB = 2;
    static final int SHT_STRTAB = 3;
    static final int SHT_RELA = 4;
    static final int SHT_NOBITS = 8;
    static final int SHT_REL = 9;
    static final int SHT_SYMTAB_SHNDX = 18;

    static final long SHF_ALLOC = 0x2;
    static final long SHF_INFO_LINK = 0x40;
    static final long SHF_GROUP = 0x200;
    static final long SHF_COMPRESSED = 0x800;

    static final int STT_SECTION = 3;

    private ElfConstants() {}
}
