// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Expects that the fixture's split relocates to each shuffled target, and to the same types as on the target as it is.
 *
 * <p>Stands on a test method beside {@link BtfShuffle}. It is checked in each run after the method's body, which may be empty,
 * unless the body has failed or was aborted. In the layout {@link org.btf4j.transform.Layout#DISTILLED} each id has to be the
 * one that the same type has in the shuffled target; in {@link org.btf4j.transform.Layout#BASE_REF}, where a target may have
 * several types that fit, each type has to say the same.
 *
 * <p>A relocation that does not succeed is an {@link org.opentest4j.AssertionFailedError} with its reasons, and so is a
 * difference. In the layout of kernels that happens where the target has several types of a name and their order decides, see
 * {@link org.btf4j.transform.Finding.Cause#ORDER_DEPENDENT}.
 *
 * <p>Can be put on other annotations to compose one's own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(ScenarioExpectations.class)
public @interface ExpectSameRelocation {}
