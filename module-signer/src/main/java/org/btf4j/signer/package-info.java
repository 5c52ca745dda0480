// SPDX-License-Identifier: Apache-2.0
/**
 * Signs modules with a private key from a PEM file, to the same bytes as the kernel's sign-file.
 *
 * <p>{@link org.btf4j.signer.PemSignerProvider} is found by {@link java.util.ServiceLoader}. Nothing else of btf4j knows this
 * package, and it is the only one that knows Bouncy Castle.
 *
 * <p>This package imports only {@code org.btf4j.file} of the project.
 */
@NullMarked
package org.btf4j.signer;

import org.jspecify.annotations.NullMarked;
