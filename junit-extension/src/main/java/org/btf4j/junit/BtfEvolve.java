// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.btf4j.transform.TypeChange;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test over changed targets: kernels in which one type that a module needs is not what it was.
 *
 * <p>Stands on a test method in place of {@code @Test}; its fixture needs a split. In each run an
 * {@link org.btf4j.transform.Evolver} makes one change to one type and says which verdict the rules demand. The method may have
 * these parameters:
 *
 * <ul>
 *   <li>{@link org.btf4j.model.Btf}: what the {@link BtfFixture} declares, the same in each run
 *   <li>{@link org.btf4j.transform.EvolvedTarget}: the target of this run, what was changed, and the verdicts to expect
 *   <li>{@link org.btf4j.transform.Relocation}: what came of distilling the fixture's split and relocating it to that target
 * </ul>
 *
 * <pre>{@code
 * @BtfEvolve(runs = 20, types = "device")
 * void isNeverLoadedWithAnotherSize(EvolvedTarget target, Relocation relocation) {
 *     assertEquals(target.expectsSuccess(), relocation.succeeded());
 * }
 * }</pre>
 *
 * <p>With {@link ExpectVerdicts} the method needs no body.
 *
 * <p>Seeds that follow each other go through all possible changes, so with enough runs each is made. Seeds are told and set as
 * those of {@link BtfShuffle}. The verdicts are those of kernels, and so of the layout
 * {@link org.btf4j.transform.Layout#DISTILLED}. Can be put on other annotations to compose one's own. Runs may go in parallel.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith(BtfExtension.class)
@ExtendWith(ScenarioExtension.class)
public @interface BtfEvolve {

    /** How many targets; at least 1. */
    int runs() default 50;

    /** The seed of the first target. */
    long seed() default 0;

    /** The changes to make; by default all. */
    TypeChange[] changes() default {};

    /** The names of the types to change; by default all that the split needs. */
    String[] types() default {};

    /** What to change: any source that {@link BtfFixture} knows. By default the base of the fixture. */
    String target() default "";

    /** The name of the fixture; by default the one without a name. */
    String fixture() default "";
}
