// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.btf4j.model.Btf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** A static method that makes BTF, and the annotation that names it. */
record BuilderMethod(Method method, Place.Attribute namedBy) {

    /**
     * Finds the method that a user named.
     *
     * @throws ExtensionConfigurationException if there is none, or not exactly one that fits
     */
    static BuilderMethod find(String name, Place.Attribute namedBy) {
        int hash = name.indexOf('#');
        List<Class<?>> places =
                hash < 0 ? withOuterClasses(namedBy.home()) : List.of(load(name.substring(0, hash), namedBy));
        String methodName = name.substring(hash + 1);
        for (Class<?> place : places) {
            List<Method> methods = ReflectionSupport.findMethods(
                    place, method -> method.getName().equals(methodName), HierarchyTraversalMode.BOTTOM_UP);
            if (!methods.isEmpty()) {
                return new BuilderMethod(theOneThatFits(methods, namedBy), namedBy);
            }
        }
        throw new ExtensionConfigurationException(namedBy + ": there is no method '" + methodName + "' in "
                + places.get(0).getName() + (hash < 0 ? " or a class around it." : "."));
    }

    private static Class<?> load(String className, Place.Attribute namedBy) {
        return ReflectionSupport.tryToLoadClass(className, namedBy.home().getClassLoader())
                .getOrThrow(cause -> new ExtensionConfigurationException(
                        namedBy + ": there is no class '" + className + "'.", cause));
    }

    private static List<Class<?>> withOuterClasses(Class<?> inner) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> each = inner; each != null; each = each.getEnclosingClass()) {
            classes.add(each);
        }
        return classes;
    }

    private static Method theOneThatFits(List<Method> methods, Place.Attribute namedBy) {
        List<Method> fitting = methods.stream().filter(BuilderMethod::fits).toList();
        if (fitting.size() != 1) {
            Method method = methods.get(0);
            throw new ExtensionConfigurationException(namedBy + ": " + Place.name(method)
                    + (fitting.isEmpty()
                            ? " does not fit. It has to be static, to return Btf, and to take nothing, or the base (a Btf) if it"
                                    + " makes a split."
                            : " is there twice, with and without a parameter. Give the two different names."));
        }
        return fitting.get(0);
    }

    private static boolean fits(Method method) {
        List<Class<?>> parameters = Arrays.asList(method.getParameterTypes());
        return ModifierSupport.isStatic(method)
                && method.getReturnType() == Btf.class
                && (parameters.isEmpty() || parameters.equals(List.of(Btf.class)));
    }

    /** Makes the BTF; what the method throws gets through. */
    Btf invoke(@Nullable Btf base) {
        Object made;
        if (method.getParameterCount() == 0) {
            made = ReflectionSupport.invokeMethod(method, null);
        } else if (base != null) {
            made = ReflectionSupport.invokeMethod(method, null, base);
        } else {
            throw new ExtensionConfigurationException(
                    namedBy + ": " + Place.name(method) + " takes a base, but there is none for it.");
        }
        if (made == null) {
            throw new ExtensionConfigurationException(namedBy + ": " + Place.name(method) + " has returned null.");
        }
        return (Btf) made;
    }
}
