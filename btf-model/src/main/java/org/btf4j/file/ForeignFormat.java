// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

/** Formats that kernels and modules come in and that are not read; named so that a user knows what to do. */
enum ForeignFormat {
    XZ("fd377a58", "an xz file", "Decompress it first, for example with 'unxz --keep'."),
    ZSTD("28b52ffd", "a zstd file", "Decompress it first, for example with 'unzstd'."),
    GZIP("1f8b", "a gzip file", "Decompress it first, for example with 'gunzip --keep'."),
    KERNEL_IMAGE(
            "4d5a",
            "a bootable kernel image",
            "Take the vmlinux that is packed in it, which the kernel's scripts/extract-vmlinux gets out.");

    final String start;
    final String description;
    final String advice;

    ForeignFormat(String start, String description, String advice) {
        this.start = start;
        this.description = description;
        this.advice = advice;
    }
}
