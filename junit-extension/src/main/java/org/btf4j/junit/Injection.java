// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.btf4j.model.Btf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** What goes into a parameter or a field. */
final class Injection {

    private Injection() {}

    /** Whether a parameter is for this extension. */
    static boolean isFor(Parameter parameter) {
        return parameter.getType() == Btf.class || isAnnotated(parameter);
    }

    /**
     * The BTF for a parameter or a field.
     *
     * @throws ExtensionConfigurationException if its annotations contradict each other, or its fixture cannot be had
     */
    static Btf of(AnnotatedElement element, Class<?> type, ExtensionContext context) {
        List<BtfFixture> own = FixtureSearch.on(element);
        Optional<FromFixture> from = AnnotationSupport.findAnnotation(element, FromFixture.class);
        if (type != Btf.class) {
            throw new ExtensionConfigurationException(
                    (own.isEmpty() ? "@FromFixture" : "@BtfFixture") + " on " + Place.name(element)
                            + ", which is of type " + type.getTypeName() + ". Only " + Btf.class.getName()
                            + " can be injected.");
        }
        if (own.isEmpty()) {
            return FixtureSearch.nearest(context, from.map(FromFixture::value).orElse(""))
                    .btf();
        }
        if (own.size() > 1 || from.isPresent()) {
            String second = own.size() > 1
                    ? AnnotationText.of(own.get(1))
                    : "@FromFixture(\"" + from.orElseThrow().value() + "\")";
            throw new ExtensionConfigurationException(AnnotationText.of(own.get(0)) + " and " + second
                    + " contradict each other on " + Place.name(element) + ". Leave out one.");
        }
        if (!own.get(0).name().isEmpty()) {
            throw new ExtensionConfigurationException(AnnotationText.of(own.get(0)) + " on " + Place.name(element)
                    + ": a fixture of a single parameter or field has no name. Leave it out, or declare the fixture on a"
                    + " method or class.");
        }
        return DeclaredFixture.on(element, own.get(0), context).btf();
    }

    /** Sets the annotated fields of an instance, or the static ones if there is no instance. */
    static void intoFields(Class<?> type, @Nullable Object instance, ExtensionContext context) {
        Predicate<Field> wanted = field -> isAnnotated(field) && ModifierSupport.isStatic(field) == (instance == null);
        for (Field field : ReflectionSupport.findFields(type, wanted, HierarchyTraversalMode.TOP_DOWN)) {
            if (ModifierSupport.isFinal(field)) {
                throw new ExtensionConfigurationException(Place.name(field)
                        + " is final, so no BTF can be injected. Make it non-final, or take a parameter.");
            }
            Btf btf = of(field, field.getType(), context);
            try {
                ReflectionSupport.makeAccessible(field).set(instance, btf);
            } catch (IllegalAccessException e) {
                throw new ExtensionConfigurationException("No BTF can be injected into " + Place.name(field), e);
            }
        }
    }

    private static boolean isAnnotated(AnnotatedElement element) {
        return !FixtureSearch.on(element).isEmpty() || AnnotationSupport.isAnnotated(element, FromFixture.class);
    }
}
