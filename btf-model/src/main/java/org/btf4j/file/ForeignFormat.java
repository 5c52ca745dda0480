// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.util.regex.Pattern;

/** Formats that kernels and modules come in and that are not read; named so that a user knows what to do. */
enum ForeignFormat {
    BZIP2("425a68", "a bzip2 file", "Decompress it first, for example with 'bunzip2 --keep'."),
    LZMA("5d0000", "an lzma file", "Decompress it first, for example with 'unlzma --keep'."),
    LZO("894c5a4f000d0a1a0a", "an lzo file", "Decompress it first, for example with 'lzop --decompress'."),
    LZ4("(04224d|02214c)18", "an lz4 file", "Decompress it first, for example with 'unlz4 --keep'."),
    /** Magic number at offset 4, for arm64, loongarch and RISC-V; {@code zboot-header.S} in the kernel's EFI stub. */
    EFI_ZBOOT("4d5a0000" + "7a696d67", "a compressed EFI kernel image", Advice.SECTIONS),
    /** Magic number at offset 56; {@code Documentation/arch/arm64/booting.rst}. */
    ARM64_IMAGE(".{112}" + "41524d64", "a kernel image for arm64", Advice.SECTIONS),
    /** Second magic number at offset 56; {@code Documentation/arch/riscv/boot-image-header.rst}. */
    RISCV_IMAGE(".{112}" + "52534305", "a kernel image for RISC-V", Advice.SECTIONS),
    U_BOOT("27051956", "a kernel image for U-Boot", Advice.SECTIONS),
    EFI_PROGRAM(
            "4d5a",
            "an EFI program that is no kernel image for x86",
            "Of a unified kernel image 'objcopy -O binary --only-section=.linux' gets the kernel image out."),
    DEBIAN_PACKAGE(
            "213c617263683e0a",
            "an archive, perhaps a Debian package",
            "'dpkg-deb --extract' gets the files out of a package."),
    RPM_PACKAGE("edabeedb", "an RPM package", "'rpm2cpio' gets the files out of it.");

    /** Texts of several formats. */
    private static final class Advice {
        static final String SECTIONS =
                "It has no sections by which to find BTF: take the vmlinux it was made of, or of a machine that runs it"
                        + " /sys/kernel/btf/vmlinux.";
    }

    final String description;
    final String advice;
    private final Pattern start;

    /**
     * A format.
     *
     * @param start a regular expression for the first bytes as hexadecimal digits
     */
    ForeignFormat(String start, String description, String advice) {
        this.start = Pattern.compile(start);
        this.description = description;
        this.advice = advice;
    }

    /** Whether a file that begins so is in this format. */
    boolean begins(String hex) {
        return start.matcher(hex).lookingAt();
    }
}
