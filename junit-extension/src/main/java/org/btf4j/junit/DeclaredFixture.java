// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.btf4j.model.Btf;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The {@link BtfFixture} of a test, and where it stands. */
record DeclaredFixture(BtfFixture fixture, Place place, SharedDumps dumps) {

    /**
     * The fixture that is nearest to what runs.
     *
     * @throws ExtensionConfigurationException if there is none
     */
    static DeclaredFixture of(ExtensionContext context) {
        List<AnnotatedElement> elements = fromNearToFar(context);
        for (AnnotatedElement element : elements) {
            Optional<BtfFixture> fixture = AnnotationSupport.findAnnotation(element, BtfFixture.class);
            if (fixture.isPresent()) {
                return new DeclaredFixture(
                        fixture.get(), new Place(BtfFixture.class, element), SharedDumps.of(context));
            }
        }
        throw new ExtensionConfigurationException(
                "No @BtfFixture on " + Place.name(elements.get(0))
                        + " or a class around it. Declare the BTF that the test works on with @BtfFixture(base = ..., split = ...).");
    }

    private static List<AnnotatedElement> fromNearToFar(ExtensionContext context) {
        List<AnnotatedElement> elements = new ArrayList<>();
        context.getTestMethod().ifPresent(elements::add);
        elements.add(context.getRequiredTestClass());
        List<Class<?>> enclosing = context.getEnclosingTestClasses();
        for (int i = enclosing.size() - 1; i >= 0; i--) {
            elements.add(enclosing.get(i));
        }
        return elements;
    }

    /**
     * The split if one is declared, else the base.
     *
     * @throws ExtensionConfigurationException if the fixture is incomplete, or a dump cannot be parsed
     */
    Btf btf() {
        return split().orElseGet(this::base);
    }

    /**
     * The split, if one is declared.
     *
     * @throws ExtensionConfigurationException if it has no base, or a dump cannot be parsed
     */
    Optional<Btf> split() {
        return fixture.split().isBlank()
                ? Optional.empty()
                : Optional.of(dumps.parse(fixture.split(), base(), place.of("split")));
    }

    private Btf base() {
        if (fixture.base().isBlank()) {
            throw new ExtensionConfigurationException(
                    fixture.split().isBlank()
                            ? place + " is empty. Give it the raw dump of a base, and of a split if the test needs one."
                            : place
                                    + " has a split but no base. Add the base: it is never taken from another fixture.");
        }
        return dumps.parse(fixture.base(), null, place.of("base"));
    }
}
