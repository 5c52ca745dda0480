// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.transform.Distillation;
import org.btf4j.transform.Distiller;
import org.btf4j.transform.Layout;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.Relocator;
import org.btf4j.transform.RuleSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/** Checks what the annotations of a test method expect of its fixtures. */
final class Expectations {

    private final Method test;
    private final ExtensionContext context;
    private final SharedBtf shared;

    private Expectations(ExtensionContext context) {
        this.test = context.getRequiredTestMethod();
        this.context = context;
        this.shared = SharedBtf.of(context);
    }

    static void check(ExtensionContext context) {
        Expectations expectations = new Expectations(context);
        expectations.each(ExpectDistilled.class, expectations::distilled);
        expectations.each(ExpectRelocated.class, expectations::relocated);
        expectations.each(ExpectRelocationFails.class, expectations::relocationFails);
        expectations.each(ExpectFinding.class, expectations::finding);
        expectations.each(ExpectRoundTrip.class, expectations::roundTrip);
    }

    private <A extends Annotation> void each(Class<A> annotation, Consumer<A> check) {
        AnnotationSupport.findRepeatableAnnotations(test, annotation).forEach(check);
    }

    private void distilled(ExpectDistilled expected) {
        Place place = place(ExpectDistilled.class, expected.layout(), expected.fixture());
        Distillation distilled = distil(place, split(place, expected.fixture()), expected.layout());
        Btf base = compare(place.attribute("base"), expected.base(), distilled.base(), expected.ids(), null);
        compare(place.attribute("split"), expected.split(), distilled.split(), expected.ids(), base);
    }

    private void relocated(ExpectRelocated expected) {
        Place place = place(ExpectRelocated.class, expected.layout(), expected.fixture());
        Relocated relocated =
                relocate(place, expected.fixture(), expected.target(), expected.layout(), expected.rules());
        relocated.checks().succeeds();
        Btf split = relocated.relocation().split();
        compare(place.attribute("split"), expected.split(), split, expected.ids(), split.base());
    }

    private void relocationFails(ExpectRelocationFails expected) {
        Place place = place(ExpectRelocationFails.class, expected.layout(), expected.fixture());
        relocate(place, expected.fixture(), expected.target(), expected.layout(), RuleSet.KERNEL)
                .checks()
                .failsOn(expected.type(), expected.reason());
    }

    private void finding(ExpectFinding expected) {
        Place place = place(ExpectFinding.class, expected.layout(), expected.fixture());
        relocate(place, expected.fixture(), expected.target(), expected.layout(), RuleSet.KERNEL)
                .checks()
                .hasFinding(expected.type(), expected.cause());
    }

    private void roundTrip(ExpectRoundTrip expected) {
        Place place = place(ExpectRoundTrip.class, expected.layout(), expected.fixture());
        Btf split = split(place, expected.fixture());
        Btf distilled = distil(place, split, expected.layout()).split();
        Relocated relocated = relocate(place, distilled, base(split), base(split), expected.layout(), RuleSet.KERNEL);
        relocated.checks().succeeds();
        RoundTrip.difference(split, relocated.relocation().split()).ifPresent(difference -> {
            throw difference.failure(place.toString());
        });
    }

    private Place place(Class<? extends Annotation> annotation, Layout layout, String fixture) {
        String ofLayout = layout == Layout.DISTILLED ? "" : "layout = " + layout.name();
        String ofFixture = fixture.isEmpty() ? "" : "fixture = \"" + fixture + "\"";
        String both = ofLayout + (ofLayout.isEmpty() || ofFixture.isEmpty() ? "" : ", ") + ofFixture;
        return new Place(annotation, both.isEmpty() ? "" : "(" + both + ")", test);
    }

    private Btf split(Place place, String fixtureName) {
        DeclaredFixture fixture = FixtureSearch.nearest(context, fixtureName);
        return fixture.split()
                .orElseThrow(() -> new ExtensionConfigurationException(
                        place + " needs split BTF, but " + fixture.place() + " has no split. Add one to it."));
    }

    private static Distillation distil(Place place, Btf split, Layout layout) {
        return accepted(place, "split of the fixture", () -> Distiller.distill(split, layout));
    }

    /** What relocating gave, and the checks on it. */
    private record Relocated(Relocation relocation, RelocationChecks checks) {}

    private Relocated relocate(Place place, String fixture, String target, Layout layout, RuleSet rules) {
        Btf split = split(place, fixture);
        Btf distilled = distil(place, split, layout).split();
        if (target.isBlank()) {
            throw new ExtensionConfigurationException(
                    place.attribute("target") + " is empty. Give it a base to relocate to.");
        }
        return relocate(
                place, distilled, shared.get(target, null, place.attribute("target")), base(split), layout, rules);
    }

    private Relocated relocate(Place place, Btf distilled, Btf target, Btf originalBase, Layout layout, RuleSet rules) {
        Relocator relocator = accepted(place, "target", () -> shared.relocator(target, layout, rules));
        Relocation relocation = accepted(place, "distilled split", () -> relocator.relocate(distilled));
        return new Relocated(relocation, new RelocationChecks(place.toString(), relocation, originalBase));
    }

    /** The split of a fixture has a base, or it is refused. */
    private static Btf base(Btf split) {
        return Objects.requireNonNull(split.base());
    }

    private static Btf compare(Place.Attribute expectedAt, String expected, Btf actual, Ids ids, @Nullable Btf base) {
        return ExpectedDump.of(
                        expectedAt.toString(), expected, expectedAt.home().getClassLoader())
                .check(actual, ids, base);
    }

    /** Makes an expectation that is not met of input that an operation refuses. */
    private static <T> T accepted(Place place, String input, Supplier<T> operation) {
        try {
            return operation.get();
        } catch (BtfFormatException refused) {
            throw new AssertionFailedError(place + ": " + refused.in(input).getMessage(), refused);
        }
    }
}
