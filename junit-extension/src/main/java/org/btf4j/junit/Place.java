// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;

/** Where an annotation stands, for messages: {@code @BtfFixture on org.example.DriverTypesTest}. */
record Place(Class<? extends Annotation> annotation, AnnotatedElement element) {

    /** An element of the annotation, with the place: {@code base of @BtfFixture on org.example.DriverTypesTest}. */
    String of(String annotationElement) {
        return annotationElement + " of " + this;
    }

    @Override
    public String toString() {
        return "@" + annotation.getSimpleName() + " on " + name(element);
    }

    /** The name of a test class, or of a test method and its class. */
    static String name(AnnotatedElement element) {
        if (element instanceof Class<?> type) {
            return type.getName();
        }
        if (element instanceof Method method) {
            return method.getDeclaringClass().getName() + "." + method.getName();
        }
        throw new IllegalArgumentException("neither a class nor a method: " + element);
    }
}
