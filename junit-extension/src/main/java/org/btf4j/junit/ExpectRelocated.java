// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Expects that the fixture's split, distilled and then relocated to a target, becomes this split.
 *
 * <p>Stands on a test method whose {@link BtfFixture} declares a split. It is checked after the method's body, which may be
 * empty, unless the body has failed or was aborted.
 *
 * <p>The dumps are compared as text, as {@link BtfAssertions#assertRawDump} does. A difference is an
 * {@link org.opentest4j.AssertionFailedError}, and so is a relocation that does not succeed: its message has the reason for
 * each type without a counterpart. A target that cannot be parsed fails the test with the annotation, where it stands, and the
 * line.
 *
 * <p>Can be put on other annotations to compose one's own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(BtfExtension.class)
public @interface ExpectRelocated {

    /** The raw dump of the base to relocate to, such as another kernel's BTF. */
    String target();

    /** The raw dump of the split over the target; its ids go on where those of the target end. */
    String split();
}
