// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import org.btf4j.model.Btf;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Injects the fixture of a test and checks what the test's annotations expect. */
final class BtfExtension implements ParameterResolver, AfterTestExecutionCallback {

    /** Lets a constructor see the test that it makes the instance for, and so the same fixture as that test's methods. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
        return parameterContext.getParameter().getType() == Btf.class;
    }

    @Override
    public Btf resolveParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
        return DeclaredFixture.of(extensionContext).btf();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        // An aborted test has to stay aborted, and what a failed one says comes first.
        if (context.getExecutionException().isEmpty()) {
            Expectations.check(context);
        }
    }
}
