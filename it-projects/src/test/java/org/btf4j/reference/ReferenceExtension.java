// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Gives tests the {@link ReferenceRun} that all of them share, and skips them where there is nothing to compare with.
 *
 * <p>What was found out, and what was skipped for which reason, is printed when the last test has ended.
 */
final class ReferenceExtension implements BeforeEachCallback, ParameterResolver, TestWatcher {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ReferenceExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        Reference reference = Reference.required();
        store(context).getOrComputeIfAbsent(ReferenceRun.class, key -> new ReferenceRun(reference, figures(context)));
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        figures(context)
                .add("SKIPPED " + context.getRequiredTestClass().getSimpleName() + "."
                        + context.getRequiredTestMethod().getName() + ": " + cause.getMessage());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ReferenceRun.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return store(context).get(ReferenceRun.class, ReferenceRun.class);
    }

    private static Figures figures(ExtensionContext context) {
        return store(context).getOrComputeIfAbsent(Figures.class, key -> new Figures(), Figures.class);
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE);
    }
}
