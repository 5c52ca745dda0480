// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.text.RawDump;
import org.btf4j.transform.Layout;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.ShuffledTarget;
import org.btf4j.transform.TypeOutcome;
import org.btf4j.transform.TypeOutcome.Verdict;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/** Checks what annotations expect of each run of a test over targets. */
final class ScenarioExpectations implements AfterTestExecutionCallback {

    @Override
    public void afterTestExecution(ExtensionContext context) throws Exception {
        // An aborted test has to stay aborted, and what a failed one says comes first.
        if (context.getExecutionException().isPresent()) {
            return;
        }
        if (has(ExpectSameRelocation.class, context)) {
            Place place = place(ExpectSameRelocation.class, context);
            ScenarioRun run = run(place, BtfShuffle.class, context);
            check(() -> sameRelocation(place, run), context);
        }
        if (has(ExpectVerdicts.class, context)) {
            Place place = place(ExpectVerdicts.class, context);
            ScenarioRun run = run(place, BtfEvolve.class, context);
            check(
                    () -> verdicts(
                            place.toString(), run.relocation(), run.evolved().expected()),
                    context);
        }
    }

    private static void check(Runnable check, ExtensionContext context) {
        try {
            check.run();
        } catch (AssertionFailedError failure) {
            throw (AssertionFailedError) ScenarioFailure.of(failure, context);
        }
    }

    private static boolean has(Class<? extends Annotation> annotation, ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), annotation);
    }

    private static Place place(Class<? extends Annotation> annotation, ExtensionContext context) {
        return new Place(annotation, "", context.getRequiredTestMethod());
    }

    private static ScenarioRun run(Place place, Class<? extends Annotation> beside, ExtensionContext context) {
        Optional<ScenarioRun> run = ScenarioRun.of(context);
        if (run.isEmpty() || !has(beside, context)) {
            throw new ExtensionConfigurationException(place + " says nothing without @" + beside.getSimpleName()
                    + ". Put that on the method in place of @Test.");
        }
        return run.get();
    }

    private static void sameRelocation(Place place, ScenarioRun run) {
        Scenario scenario = run.scenario();
        Relocation asItIs = scenario.relocate();
        new RelocationChecks(place + " on the target as it is", asItIs, scenario.originalBase()).succeeds();
        Relocation relocation = run.relocation();
        new RelocationChecks(place.toString(), relocation, scenario.originalBase()).succeeds();
        ShuffledTarget shuffled = run.shuffled();
        Btf expected = shuffled.rebase(asItIs.split());
        Optional<Difference> difference = scenario.layout() == Layout.DISTILLED
                ? DumpComparison.between(RawDump.print(expected), relocation.split())
                : StructuralComparison.between(expected, relocation.split());
        if (difference.isPresent()) {
            throw difference.get().failure(place.toString());
        }
    }

    /** Compares the verdicts of a relocation with those that are expected, in the order of its outcomes. */
    static void verdicts(String what, Relocation relocation, List<Verdict> expected) {
        List<TypeOutcome> outcomes = relocation.outcomes();
        String differences = IntStream.range(0, expected.size())
                .filter(i -> outcomes.get(i).verdict() != expected.get(i))
                .mapToObj(i -> "\n  " + expected.get(i) + ", but "
                        + outcomes.get(i).verdict() + ": " + outcomes.get(i).reason())
                .collect(Collectors.joining());
        if (!differences.isEmpty()) {
            throw new AssertionFailedError(what + ": by the rules expected" + differences);
        }
    }
}
