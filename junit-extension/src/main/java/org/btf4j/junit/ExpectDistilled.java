// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Expects that distilling the fixture's split gives this small base and this split.
 *
 * <p>Stands on a test method whose {@link BtfFixture} declares a split. It is checked after the method's body, which may be
 * empty, unless the body has failed or was aborted. The base is compared first, because the ids of the split follow from it.
 *
 * <p>Both dumps are compared as text, as {@link BtfAssertions#assertRawDump} does. A difference, or a split that cannot be
 * distilled, is an {@link org.opentest4j.AssertionFailedError}.
 *
 * <p>Can be put on other annotations to compose one's own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(BtfExtension.class)
public @interface ExpectDistilled {

    /** The raw dump of the distilled base; empty if the split needs nothing from its base. */
    String base();

    /** The raw dump of the split over the distilled base. */
    String split();
}
