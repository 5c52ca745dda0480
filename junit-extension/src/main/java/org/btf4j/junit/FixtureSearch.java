// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Finds the fixture that is nearest to what runs.
 *
 * <p>JUnit's own search takes the first annotation that it comes across; here two that contradict each other must not pass
 * unnoticed, so this one knows which are equally near.
 */
final class FixtureSearch {

    private final ExtensionContext context;
    private final String name;
    private final Set<String> otherNames = new TreeSet<>();

    private FixtureSearch(ExtensionContext context, String name) {
        this.context = context;
        this.name = name;
    }

    /**
     * The fixture of that name that is nearest to what runs.
     *
     * @throws ExtensionConfigurationException if there is none, or several are equally near
     */
    static DeclaredFixture nearest(ExtensionContext context, String name) {
        return new FixtureSearch(context, name).nearest();
    }

    /** All fixtures on an element itself, in the order in which they are written, those of composed annotations included. */
    static List<BtfFixture> on(AnnotatedElement element) {
        List<BtfFixture> found = new ArrayList<>();
        collect(element, found, new HashSet<>());
        return found;
    }

    private static void collect(AnnotatedElement element, List<BtfFixture> found, Set<Class<?>> seen) {
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            if (annotation instanceof BtfFixture fixture) {
                found.add(fixture);
            } else if (annotation instanceof BtfFixture.All several) {
                found.addAll(List.of(several.value()));
            } else if (seen.add(annotation.annotationType())) {
                // As deep as annotations are put on annotations, and those are written by hand.
                collect(annotation.annotationType(), found, seen);
            }
        }
    }

    private DeclaredFixture nearest() {
        List<AnnotatedElement> starts = fromNearToFar();
        for (AnnotatedElement start : starts) {
            Set<AnnotatedElement> level = Set.of(start);
            while (!level.isEmpty()) {
                Map<BtfFixture, AnnotatedElement> fixtures = ofThatName(level);
                if (!fixtures.isEmpty()) {
                    return theOnly(fixtures);
                }
                level = above(level);
            }
        }
        throw nothingFound(starts.get(0));
    }

    private List<AnnotatedElement> fromNearToFar() {
        List<AnnotatedElement> elements = new ArrayList<>();
        context.getTestMethod().ifPresent(elements::add);
        elements.add(context.getRequiredTestClass());
        List<Class<?>> enclosing = context.getEnclosingTestClasses();
        for (int i = enclosing.size() - 1; i >= 0; i--) {
            elements.add(enclosing.get(i));
        }
        return elements;
    }

    /** What the classes inherit from directly; nothing for methods. */
    private static Set<AnnotatedElement> above(Set<AnnotatedElement> level) {
        return level.stream()
                .filter(Class.class::isInstance)
                .map(Class.class::cast)
                .flatMap(type -> Stream.concat(
                        Stream.ofNullable((Class<?>) type.getSuperclass()), Stream.of(type.getInterfaces())))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Map<BtfFixture, AnnotatedElement> ofThatName(Set<AnnotatedElement> level) {
        Map<BtfFixture, AnnotatedElement> fixtures = new LinkedHashMap<>();
        for (AnnotatedElement element : level) {
            for (BtfFixture fixture : on(element)) {
                if (fixture.name().equals(name)) {
                    // Equal ones do not contradict each other.
                    fixtures.putIfAbsent(fixture, element);
                } else {
                    otherNames.add(fixture.name());
                }
            }
        }
        return fixtures;
    }

    private DeclaredFixture theOnly(Map<BtfFixture, AnnotatedElement> fixtures) {
        if (fixtures.size() > 1) {
            throw new ExtensionConfigurationException(
                    "These fixtures contradict each other, and none is nearer than the other:"
                            + fixtures.entrySet().stream()
                                    .map(each -> "\n  " + AnnotationText.of(each.getKey()) + " on "
                                            + Place.name(each.getValue()))
                                    .collect(Collectors.joining())
                            + "\nLeave out one, or give them different names and ask for them with @FromFixture.");
        }
        Map.Entry<BtfFixture, AnnotatedElement> only =
                fixtures.entrySet().iterator().next();
        return DeclaredFixture.on(only.getValue(), only.getKey(), context);
    }

    private ExtensionConfigurationException nothingFound(AnnotatedElement nearest) {
        String wanted = name.isEmpty() ? "@BtfFixture" : "@BtfFixture(name = \"" + name + "\")";
        String others = otherNames.stream()
                .map(each -> each.isEmpty() ? "one without a name" : "'" + each + "'")
                .collect(Collectors.joining(", "));
        String advice = "Declare the BTF that the test works on with @BtfFixture("
                + (name.isEmpty() ? "" : "name = \"" + name + "\", ") + "base = ..., split = ...).";
        return new ExtensionConfigurationException(
                "No " + wanted + (name.isEmpty() && !others.isEmpty() ? " without a name" : "")
                        + " on " + Place.name(nearest) + " or a class around it"
                        + (others.isEmpty() ? "" : "; there is " + others) + ". " + advice);
    }
}
