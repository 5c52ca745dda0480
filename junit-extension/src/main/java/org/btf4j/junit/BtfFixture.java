// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.btf4j.model.Btf;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Declares the BTF that tests work on, and injects it.
 *
 * <p>Parameters of type {@link Btf} get the split if one is declared, whose base is {@link Btf#base()}, else the base.
 * Parameters of test methods, of lifecycle methods and of constructors are served. All of one test see the same object.
 *
 * <h2>Sources</h2>
 *
 * A base, a split and a target are each given as one text, whose beginning says what it is:
 *
 * <table class="striped">
 * <caption>What a text can be</caption>
 * <thead><tr><th>text</th><th>the BTF</th></tr></thead>
 * <tbody>
 * <tr><td>{@code [1] INT 'int' size=4 ...}</td><td>of this raw dump, as {@code bpftool btf dump} prints it. Lines may be
 *     indented by any white space, and the ids of a split go on where those of the base end.</td></tr>
 * <tr><td>{@code struct device { int id; };}</td><td>of these C declarations, as
 *     {@link org.btf4j.junit.c.CDeclarations} reads them: whatever is none of the others.</td></tr>
 * <tr><td>{@code running}</td><td>of the running kernel. Where that shows none, the test is aborted, with the reason.</td></tr>
 * <tr><td>{@code resource:btf/driver.ko}</td><td>in this resource of the class path: raw BTF, an ELF file, a raw dump, or C
 *     declarations, also compressed with gzip, xz or zstd; or a bootable kernel image. Its contents decide, not its
 *     name.</td></tr>
 * <tr><td>{@code file:src/test/btf/vmlinux}</td><td>in this file, likewise. A relative path starts from the working directory,
 *     with Maven the folder of the module.</td></tr>
 * <tr><td>{@code method:kernel}, {@code method:org.example.Types#kernel}</td><td>that this static method returns. It has no
 *     parameters; one for a split may take the base as its only one. Without a class it is looked for in the class where the
 *     annotation stands, what that inherits from, and the classes around it.</td></tr>
 * </tbody>
 * </table>
 *
 * BTF of texts is little-endian, or in the byte order of its base. A split in a file that is a distilled module is shown over
 * its own base if none is declared, and is relocated to the base if there is one. The JUnit configuration parameter
 * {@code btf.running} names another file for {@code running}, for containers that hide the kernel's.
 *
 * <h2>Which fixture a test has</h2>
 *
 * The one that is declared nearest to it: on its method, else on its class or what that inherits from, else on the nearest
 * enclosing class. A fixture replaces the farther one as a whole; base and split of two fixtures are never mixed. Methods that
 * run once for a class, such as {@code @BeforeAll}, have the fixture of the class. On a parameter or on a field of type
 * {@link Btf}, a fixture serves that alone; instance fields are set before {@code @BeforeEach}, static ones before
 * {@code @BeforeAll}.
 *
 * <p>A test that needs several fixtures gives them names, and asks for them with {@link FromFixture}. Names are looked for one
 * by one, so a method can replace one of them. Two fixtures of one name in one place, or from two things that a class inherits
 * from, are refused.
 *
 * <p>A fixture that is incomplete or cannot be read fails the test that uses it with the annotation, where it stands, and the
 * line. Can be put on other annotations to compose one's own. What is declared is read once in a run and shared, also by tests
 * that run in parallel.
 */
@Documented
@Inherited
@Repeatable(BtfFixture.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
@ExtendWith(BtfExtension.class)
public @interface BtfFixture {

    /** Tells several fixtures of a test apart; the one without a name is what is injected unless a name is asked for. */
    String name() default "";

    /** The base, such as a kernel's BTF; needed, unless the split brings its own. */
    String base() default "";

    /** Split BTF over the base, such as a module's; none by default. */
    String split() default "";

    /** Several fixtures of different names; the compiler puts it where the annotation is repeated. */
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
    @ExtendWith(BtfExtension.class)
    @interface All {
        /** The fixtures. */
        BtfFixture[] value();
    }
}
