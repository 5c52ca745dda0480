// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.assertj;

import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.ValueWrapper;

/** Puts the description that a user gives in front of what a plain assertion says. */
abstract class DescribedAssert<S extends DescribedAssert<S, A>, A> extends AbstractAssert<S, A> {

    DescribedAssert(A actual, Class<S> type) {
        super(actual, type);
    }

    /** Runs a plain assertion. */
    S verify(Runnable assertion) {
        isNotNull();
        try {
            assertion.run();
        } catch (AssertionFailedError failure) {
            throw described(failure);
        }
        return myself;
    }

    /** Runs an operation of which it is asserted that it takes its input. */
    <T> T accepted(Supplier<T> operation) {
        isNotNull();
        try {
            return operation.get();
        } catch (BtfFormatException refused) {
            throw described(new AssertionFailedError(refused.getMessage(), refused));
        }
    }

    /** Goes on with another subject, which keeps the description. */
    <T extends AbstractAssert<T, ?>> T on(T other) {
        return other.as(info.description());
    }

    private AssertionFailedError described(AssertionFailedError failure) {
        String overriding = info.overridingErrorMessage();
        if (overriding == null && !info.hasDescription()) {
            return failure;
        }
        String description = info.hasDescription() ? "[" + info.descriptionText() + "] " : "";
        return new AssertionFailedError(
                overriding == null ? description + failure.getMessage() : overriding,
                value(failure.getExpected()),
                value(failure.getActual()),
                failure);
    }

    private static @Nullable Object value(@Nullable ValueWrapper wrapper) {
        return wrapper == null ? null : wrapper.getValue();
    }
}
