// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.btf4j.model.Btf;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Asks for the BTF of a named {@link BtfFixture}, on a parameter or a field of type {@link Btf}.
 *
 * <p>On a field it is also how one asks for the fixture without a name. Instance fields are set before {@code @BeforeEach} with
 * the fixture of the test; static ones before {@code @BeforeAll} with that of the class.
 *
 * <p>Can be put on other annotations to compose one's own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(BtfExtension.class)
public @interface FromFixture {

    /** The name of the fixture; by default the one without a name. */
    String value() default "";
}
