// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.btf4j.transform.EvolvedTarget;
import org.btf4j.transform.Evolver;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.ShuffledTarget;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a test over targets and encodings, and injects what is special about each run. */
final class ScenarioExtension
        implements TestTemplateInvocationContextProvider, BeforeEachCallback, ParameterResolver, InvocationInterceptor {

    private static final Map<Class<?>, Function<ScenarioRun, Object>> PARAMETERS = Map.of(
            ShuffledTarget.class, ScenarioRun::shuffled,
            EvolvedTarget.class, ScenarioRun::evolved,
            Relocation.class, ScenarioRun::relocation,
            BtfMatrix.Cell.class, ScenarioRun::cell);

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        ScenarioPlan plan = ScenarioPlan.of(context);
        // What a change is called does not depend on the encoding.
        Evolver evolver =
                plan.evolve() == null ? null : Scenario.of(context, plan, null).evolver();
        return plan.cells().stream()
                .flatMap(
                        cell -> IntStream.range(0, plan.runs()).mapToObj(index -> new Run(plan, cell, index, evolver)));
    }

    /** A run that is to come; it has to be small, since JUnit may hold all of them at once. */
    private record Run(
            ScenarioPlan plan,
            BtfMatrix.@Nullable Cell cell,
            int index,
            @Nullable Evolver evolver) implements TestTemplateInvocationContext {

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new BeforeTheConstructor(this));
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            start(context);
        }

        void start(ExtensionContext context) {
            ScenarioRun.start(plan, cell, plan.seed() + index, context);
        }

        @Override
        public String getDisplayName(int invocationIndex) {
            String encoding = cell == null ? "" : cell.toString();
            if (!plan.hasTargets()) {
                return encoding;
            }
            long seed = plan.seed() + index;
            String change = "";
            if (evolver != null) {
                Evolver.Plan next = evolver.plan(seed);
                change = ": " + next.name() + " " + next.change();
            }
            return encoding + (encoding.isEmpty() ? "" : ", ") + "run " + (index + 1) + " of " + plan.runs() + ", seed "
                    + seed + change;
        }
    }

    /** JUnit prepares a run when it has the instance already, which is too late for what a constructor is given. */
    private record BeforeTheConstructor(Run run) implements TestInstancePreConstructCallback {

        @Override
        public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
            return ExtensionContextScope.TEST_METHOD;
        }

        @Override
        public void preConstructTestInstance(TestInstanceFactoryContext factoryContext, ExtensionContext context) {
            run.start(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ScenarioRun.of(context).ifPresent(ScenarioRun::requireTargets);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
        return PARAMETERS.containsKey(parameterContext.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
        Class<?> type = parameterContext.getParameter().getType();
        ScenarioRun run = ScenarioRun.of(extensionContext)
                .orElseThrow(() -> new ExtensionConfigurationException(
                        Place.name(extensionContext.getRequiredTestMethod()) + " takes a " + type.getSimpleName()
                                + ", which is there only in runs of @BtfShuffle, @BtfEvolve and @BtfMatrix."
                                + " Another annotation on it makes runs of its own."));
        Function<ScenarioRun, Object> parameter = PARAMETERS.get(type);
        if (parameter == null) {
            throw new IllegalStateException("unsupported " + type);
        }
        return parameter.apply(run);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        try {
            invocation.proceed();
        } catch (Throwable failure) {
            throw ScenarioFailure.of(failure, extensionContext);
        }
    }
}
