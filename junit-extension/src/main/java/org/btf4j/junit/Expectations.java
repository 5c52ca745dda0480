// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.reflect.Method;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.transform.Distillation;
import org.btf4j.transform.Distiller;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.Relocator;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/** Checks what the annotations of a test method expect of its fixture. */
final class Expectations {

    private final Method test;
    private final ExtensionContext context;

    private Expectations(ExtensionContext context) {
        this.test = context.getRequiredTestMethod();
        this.context = context;
    }

    static void check(ExtensionContext context) {
        Expectations expectations = new Expectations(context);
        AnnotationSupport.findAnnotation(expectations.test, ExpectDistilled.class)
                .ifPresent(expectations::check);
        AnnotationSupport.findAnnotation(expectations.test, ExpectRelocated.class)
                .ifPresent(expectations::check);
    }

    private void check(ExpectDistilled expected) {
        Place place = new Place(ExpectDistilled.class, test);
        Distillation distilled = distil(place);
        DumpComparison.assertEqual(place.of("base"), expected.base(), distilled.base());
        DumpComparison.assertEqual(place.of("split"), expected.split(), distilled.split());
    }

    private void check(ExpectRelocated expected) {
        Place place = new Place(ExpectRelocated.class, test);
        Btf distilled = distil(place).split();
        Btf target = SharedDumps.of(context).parse(expected.target(), null, place.of("target"));
        DumpComparison.assertEqual(place.of("split"), expected.split(), relocate(place, distilled, target));
    }

    private Distillation distil(Place place) {
        DeclaredFixture fixture = DeclaredFixture.of(context);
        Btf split = fixture.split()
                .orElseThrow(() -> new ExtensionConfigurationException(
                        place + " needs split BTF, but " + fixture.place() + " has no split. Add one to it."));
        return accepted(place, "split of the fixture", () -> Distiller.distill(split));
    }

    private static Btf relocate(Place place, Btf distilled, Btf target) {
        Relocator relocator = accepted(place, "target", () -> new Relocator(target));
        Relocation relocation = accepted(place, "distilled split", () -> relocator.relocate(distilled));
        if (!relocation.succeeded()) {
            throw new AssertionFailedError(place + ": cannot relocate:"
                    + relocation.failures().stream()
                            .map(failure -> "\n  " + failure.reason())
                            .collect(Collectors.joining()));
        }
        return relocation.split();
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
