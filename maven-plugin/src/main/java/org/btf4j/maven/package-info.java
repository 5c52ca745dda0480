// SPDX-License-Identifier: Apache-2.0
/**
 * The goals: parameters in, one call of the library, a report out.
 *
 * <p>A goal is a subclass of {@link org.btf4j.maven.AbstractBtfMojo}; those that take modules through a batch share
 * {@link org.btf4j.maven.AbstractModulesMojo}. What goes wrong is told in the user's own terms:
 * {@link org.btf4j.maven.Setting} knows the two names of a parameter.
 *
 * <p>This package imports {@code org.btf4j.batch}, {@code org.btf4j.text}, what their methods take and throw, Maven with its
 * resolver, and what writes archives.
 */
@NullMarked
package org.btf4j.maven;

import org.jspecify.annotations.NullMarked;
