// SPDX-License-Identifier: Apache-2.0
/**
 * Where BTF lives: raw files, ELF sections, {@code .BTF_ids}, the signature behind a module.
 *
 * <p>{@link org.btf4j.file.BtfSource} reads BTF from whatever file holds it; {@link org.btf4j.file.ModuleFile} is a kernel
 * module that can be written again with other BTF; {@link org.btf4j.file.AtomicFile} puts bytes on disk so that nothing is
 * ever half written; {@link org.btf4j.file.ModuleSigner} is implemented elsewhere, since this room knows no cryptography.
 *
 * <p>ELF files are checked here before a library reads a byte of them, see {@link org.btf4j.file.ElfImage}, and edited here,
 * see {@link org.btf4j.file.ElfEditor}. Malformed input is a {@link org.btf4j.model.BtfFormatException} that names file,
 * section and offset; trouble with the file system stays an {@link java.io.IOException} that names the file.
 *
 * <p>This package imports only {@code org.btf4j.model} of the project.
 */
@NullMarked
package org.btf4j.file;

import org.jspecify.annotations.NullMarked;
