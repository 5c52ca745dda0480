// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import org.btf4j.model.Btf;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.opentest4j.TestAbortedException;

/** Injects the fixtures of a test and checks what the test's annotations expect. */
final class BtfExtension
        implements ParameterResolver,
                BeforeAllCallback,
                TestInstancePreConstructCallback,
                TestInstancePostProcessor,
                AfterTestExecutionCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {

    /** Lets a constructor see the test that it makes the instance for, and so the same fixture as that test's methods. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
        return Injection.isFor(parameterContext.getParameter());
    }

    @Override
    public Btf resolveParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
        Parameter parameter = parameterContext.getParameter();
        return Injection.of(parameter, parameter.getType(), extensionContext);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Injection.intoFields(context.getRequiredTestClass(), null, context);
    }

    @Override
    public void postProcessTestInstance(Object testInstance, ExtensionContext context) {
        Injection.intoFields(testInstance.getClass(), testInstance, context);
    }

    /**
     * Resolves the parameters of the constructor ahead of JUnit, which makes a failure of whatever a resolver throws: this way a
     * test that has to be aborted is.
     */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factoryContext, ExtensionContext context) {
        for (Constructor<?> constructor : factoryContext.getTestClass().getDeclaredConstructors()) {
            for (Parameter parameter : constructor.getParameters()) {
                if (Injection.isFor(parameter)) {
                    Injection.of(parameter, parameter.getType(), context);
                }
            }
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        // An aborted test has to stay aborted, and what a failed one says comes first.
        if (context.getExecutionException().isEmpty()) {
            Expectations.check(context);
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw abortedOr(failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw abortedOr(failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw abortedOr(failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw abortedOr(failure);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw abortedOr(failure);
    }

    /** JUnit wraps what a resolver throws, so that a test whose BTF is not to be had here would count as failed. */
    private static Throwable abortedOr(Throwable failure) {
        return failure instanceof ParameterResolutionException
                        && failure.getCause() instanceof TestAbortedException aborted
                ? aborted
                : failure;
    }
}
