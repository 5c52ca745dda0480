// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.btf4j.transform.Layout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Expects that the fixture's split, distilled and then relocated to the base that it came from, says the same as before.
 *
 * <p>Every type has to have its id again, and to be the same type, all that it refers to included. Types that distilling moved
 * from the base to the split may stand behind them.
 *
 * <p>Stands on a test method whose {@link BtfFixture} declares a split; may be repeated, for several layouts for example. It is
 * checked after the method's body, which may be empty, unless the body has failed or was aborted. A type that is another one,
 * or a relocation that does not succeed, is an {@link org.opentest4j.AssertionFailedError}.
 *
 * <p>Can be put on other annotations to compose one's own.
 */
@Documented
@Repeatable(ExpectRoundTrip.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(BtfExtension.class)
public @interface ExpectRoundTrip {

    /** The layout to distil in. */
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
        ExpectRoundTrip[] value();
    }
}
