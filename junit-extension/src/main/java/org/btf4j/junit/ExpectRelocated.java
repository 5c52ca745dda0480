// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Expects that the fixture's split, distilled and then relocated to a target, becomes this split.
 *
 * <p>Stands on a test method whose {@link BtfFixture} declares a split; may be repeated. It is checked after the method's body,
 * which may be empty, unless the body has failed or was aborted.
 *
 * <p>The dump is typed here, or stands in a text in {@code resource:} or {@code file:}. It is compared as
 * {@link BtfAssertions#assertRawDump(String, org.btf4j.model.Btf, Ids)} does. A difference is an
 * {@link org.opentest4j.AssertionFailedError}, and so is a relocation that does not succeed: its message has the reason for
 * each type without a counterpart, and how the split depends on it. A target that cannot be read fails the test with the
 * annotation, where it stands, and the line.
 *
 * <p>Can be put on other annotations to compose one's own.
 */
@Documented
@Repeatable(ExpectRelocated.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(BtfExtension.class)
public @interface ExpectRelocated {

    /** The base to relocate to, such as another kernel's BTF: any source that {@link BtfFixture} knows. */
    String target();

    /** The raw dump of the split over the target; its ids go on where those of the target end. */
    String split();

    /** The layout to distil in before. */
    Layout layout() default Layout.DISTILLED;

    /** Whether findings make the relocation fail. */
    RuleSet rules() default RuleSet.KERNEL;

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
        ExpectRelocated[] value();
    }
}
