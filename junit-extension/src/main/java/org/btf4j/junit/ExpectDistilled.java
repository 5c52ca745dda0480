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
 * Expects that distilling the fixture's split gives this small base and this split.
 *
 * <p>Stands on a test method whose {@link BtfFixture} declares a split; may be repeated, for several layouts for example. It is
 * checked after the method's body, which may be empty, unless the body has failed or was aborted. The base is compared first,
 * because the ids of the split follow from it.
 *
 * <p>Both dumps are typed here, or stand in a text in {@code resource:} or {@code file:}. They are compared as
 * {@link BtfAssertions#assertRawDump(String, org.btf4j.model.Btf, Ids)} does. A difference, or a split that cannot be
 * distilled, is an {@link org.opentest4j.AssertionFailedError}.
 *
 * <p>Can be put on other annotations to compose one's own.
 */
@Documented
@Repeatable(ExpectDistilled.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(BtfExtension.class)
public @interface ExpectDistilled {

    /** The raw dump of the small base; empty if the split needs nothing from its base. */
    String base();

    /** The raw dump of the split over the small base. */
    String split();

    /** The layout to distil in. */
    Layout layout() default Layout.DISTILLED;

    /** Whether type ids count. */
    Ids ids() default Ids.EXACT;

    /** The name of the fixture; by default the one without a name. */
    String fixture() default "";

    /** Several expectations; the compiler puts it where the annotation is repeated. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @ExtendWith(BtfExtension.class)
    @interface All {
        /** The expectations. */
        ExpectDistilled[] value();
    }
}
