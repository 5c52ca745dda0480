// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.btf4j.transform.Layout;
import org.btf4j.transform.TypeOutcome;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Expects that the fixture's split, distilled, cannot be relocated to a target, because of this type and for this reason.
 *
 * <p>Stands on a test method whose {@link BtfFixture} declares a split; repeated, it names several types. Types that are not
 * named may fail as well. It is checked after the method's body, which may be empty, unless the body has failed or was aborted.
 *
 * <p>A relocation that succeeds, or fails otherwise, is an {@link org.opentest4j.AssertionFailedError} that says what became of
 * the type.
 *
 * <p>Can be put on other annotations to compose one's own.
 */
@Documented
@Repeatable(ExpectRelocationFails.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(BtfExtension.class)
public @interface ExpectRelocationFails {

    /** The base to relocate to, such as another kernel's BTF: any source that {@link BtfFixture} knows. */
    String target();

    /** The name of the type without counterpart; empty for an anonymous one. */
    String type();

    /** Why it has none. */
    TypeOutcome.Verdict reason();

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
        ExpectRelocationFails[] value();
    }
}
