// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Parameter;
import java.util.Arrays;

/**
 * Where an annotation stands, for messages: {@code @BtfFixture on org.example.DriverTypesTest}.
 *
 * @param qualifier what tells it from others of its kind there, such as {@code (name = "old")}; may be empty
 */
record Place(Class<? extends Annotation> annotation, String qualifier, AnnotatedElement element) {

    /** One element of the annotation, such as {@code base of @BtfFixture on org.example.DriverTypesTest}. */
    record Attribute(String name, Place place) {
        /** The class in which names without a class are looked for. */
        Class<?> home() {
            return place.home();
        }

        @Override
        public String toString() {
            return name + " of " + place;
        }
    }

    Attribute attribute(String name) {
        return new Attribute(name, this);
    }

    @Override
    public String toString() {
        return "@" + annotation.getSimpleName() + qualifier + " on " + name(element);
    }

    private Class<?> home() {
        if (element instanceof Class<?> type) {
            return type;
        }
        return element instanceof Parameter parameter
                ? parameter.getDeclaringExecutable().getDeclaringClass()
                : ((Member) element).getDeclaringClass();
    }

    /** The name of what can be annotated, with the class that it is in. */
    static String name(AnnotatedElement element) {
        if (element instanceof Class<?> type) {
            return type.getName();
        }
        if (element instanceof Parameter parameter) {
            Executable executable = parameter.getDeclaringExecutable();
            // Names of parameters are mostly not compiled in.
            int number = Arrays.asList(executable.getParameters()).indexOf(parameter) + 1;
            return "parameter " + number + " of " + name(executable);
        }
        if (element instanceof Constructor<?> constructor) {
            return "the constructor of " + constructor.getDeclaringClass().getName();
        }
        if (element instanceof Field || element instanceof Executable) {
            Member member = (Member) element;
            return member.getDeclaringClass().getName() + "." + member.getName();
        }
        throw new IllegalArgumentException("nothing that a test annotates: " + element);
    }
}
