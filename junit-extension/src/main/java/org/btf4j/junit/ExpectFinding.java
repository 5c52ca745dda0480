// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.btf4j.transform.Finding;
import org.btf4j.transform.Layout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Expects that relocating the fixture's split, distilled, to a target rests on something that hardly anyone meant.
 *
 * <p>Stands on a test method whose {@link BtfFixture} declares a split; may be repeated. Whether the relocation succeeds does
 * not matter here: {@link ExpectRelocated} or {@link ExpectRelocationFails} beside it say so. It is checked after the method's
 * body, which may be empty, unless the body has failed or was aborted.
 *
 * <p>If there is no such finding, that is an {@link org.opentest4j.AssertionFailedError} with those that there are.
 *
 * <p>Can be put on other annotations to compose one's own.
 */
@Documented
@Repeatable(ExpectFinding.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(BtfExtension.class)
public @interface ExpectFinding {

    /** The base to relocate to, such as another kernel's BTF: any source that {@link BtfFixture} knows. */
    String target();

    /** The name of the type; empty for an anonymous one. */
    String type();

    /** What the verdict on it rests on. */
    Finding.Cause cause();

    /** The layout to distil in before. */
    Layout layout() default Layout.DISTILLED;

    /** The name of the fixture; by default the one without a name. */
    String fixture() default "";

    /** Several expectations; the compiler puts it where the annotation is repeated. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @ExtendWith(BtfExtension.class)
    @interface All {
        /** The expectations. */
        ExpectFinding[] value();
    }
}
