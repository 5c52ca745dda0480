// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.btf4j.transform.Layout;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test over shuffled targets: kernels that differ from a given one only in what must not matter to a module.
 *
 * <p>Stands on a test method in place of {@code @Test}. In each run a {@link org.btf4j.transform.Shuffler} gives the types
 * other ids, as encoders with several threads do, leaves out and adds types that the fixture's split does not need, and puts
 * second types of a name beside the first. The method may have these parameters:
 *
 * <ul>
 *   <li>{@link org.btf4j.model.Btf}: what the {@link BtfFixture} declares, the same in each run
 *   <li>{@link org.btf4j.transform.ShuffledTarget}: the target of this run
 *   <li>{@link org.btf4j.transform.Relocation}: what came of distilling the fixture's split and relocating it to that target
 * </ul>
 *
 * <pre>{@code
 * @BtfShuffle(runs = 50)
 * void loadsOnEveryBuildOfItsKernel(Relocation relocation) {
 *     assertTrue(relocation.succeeded());
 * }
 * }</pre>
 *
 * <p>With {@link ExpectSameRelocation} the method needs no body.
 *
 * <p>Runs are numbered by seeds that follow each other, so they are the same today and tomorrow. The seed is in the display name
 * of a run and, with a line that runs it again, in its failure: in the message of an {@link AssertionError}, and as a suppressed
 * exception beside any other one. The JUnit configuration parameter, or system property, {@code btf.shuffle.seed} sets
 * another first seed for all tests, a number or {@code random}, and {@code btf.shuffle.runs} another number of runs.
 *
 * <p>A fixture without split is shuffled as a whole, without leaving types out or doubling names. Can be put on other
 * annotations to compose one's own. Runs may go in parallel.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith(BtfExtension.class)
@ExtendWith(ScenarioExtension.class)
public @interface BtfShuffle {

    /** How many targets; at least 1. */
    int runs() default 50;

    /** The seed of the first target. */
    long seed() default 0;

    /** What to shuffle: any source that {@link BtfFixture} knows. By default the base of the fixture. */
    String target() default "";

    /** The layout to distil in before; where {@link BtfMatrix} stands beside, that decides. */
    Layout layout() default Layout.DISTILLED;

    /** The name of the fixture; by default the one without a name. */
    String fixture() default "";
}
