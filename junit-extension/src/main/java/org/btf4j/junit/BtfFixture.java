// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.btf4j.model.Btf;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Declares the BTF that tests work on, as raw dumps, and injects it.
 *
 * <p>Parameters of type {@link Btf} get the split if one is declared, whose base is {@link Btf#base()}, else the base.
 * Parameters of test methods, of lifecycle methods and of constructors are served. All of one test see the same object.
 *
 * <p>A test has the fixture that is declared nearest to it: on its method, else on its class or what that inherits from,
 * else on the nearest enclosing class. A fixture replaces the farther one as a whole; base and split of two fixtures are never mixed.
 * Methods that run once for a class, such as {@code @BeforeAll}, have the fixture of the class.
 *
 * <p>A dump is what {@code bpftool btf dump} prints. Lines may be indented by any white space, and the ids of a split go on
 * where those of the base end. The BTF is little-endian. A fixture that is incomplete, or a dump that cannot be parsed, fails
 * the test that uses it with the annotation, where it stands, and the line.
 *
 * <p>Can be put on other annotations to compose one's own. Equal dumps are parsed once in a run and shared, also by tests
 * that run in parallel.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(BtfExtension.class)
public @interface BtfFixture {

    /** The raw dump of the base, such as a kernel's BTF; always needed. */
    String base() default "";

    /** The raw dump of split BTF over the base, such as a module's; none by default. */
    String split() default "";
}
