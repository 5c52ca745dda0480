// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Expects that relocating the fixture's split to each changed target has the verdicts that the rules demand.
 *
 * <p>Stands on a test method beside {@link BtfEvolve}. It is checked in each run after the method's body, which may be empty,
 * unless the body has failed or was aborted. Each type of the split's small base has to have the verdict of
 * {@link org.btf4j.transform.EvolvedTarget#expected()}; another one is an {@link org.opentest4j.AssertionFailedError}.
 *
 * <p>Can be put on other annotations to compose one's own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(ScenarioExpectations.class)
public @interface ExpectVerdicts {}
