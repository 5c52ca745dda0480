// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The configuration parameters that replace the seed and the number of runs of every test.
 *
 * <p>A random seed is drawn once in a run of JUnit, so that one number brings all of it back.
 */
final class SeedSettings {

    static final String SEED = "btf.shuffle.seed";
    static final String RUNS = "btf.shuffle.runs";

    private static final String RANDOM = "random";
    /** Short enough to be typed again. */
    private static final long RANDOM_SEEDS = 1_000_000_000;

    private final ExtensionContext context;

    private SeedSettings(ExtensionContext context) {
        this.context = context;
    }

    static SeedSettings of(ExtensionContext context) {
        return new SeedSettings(context);
    }

    /**
     * The seed of a test's first run.
     *
     * @throws ExtensionConfigurationException if the parameter is no seed
     */
    long seed(long declared) {
        Optional<String> parameter = context.getConfigurationParameter(SEED);
        if (parameter.isEmpty()) {
            return declared;
        }
        if (parameter.get().equals(RANDOM)) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(SeedSettings.class))
                    .getOrComputeIfAbsent(
                            SEED, key -> ThreadLocalRandom.current().nextLong(RANDOM_SEEDS), Long.class);
        }
        try {
            return Long.parseLong(parameter.get());
        } catch (NumberFormatException e) {
            throw new ExtensionConfigurationException(
                    SEED + " is '" + parameter.get() + "'. Give a whole number, or " + RANDOM + ".", e);
        }
    }

    /**
     * How many runs a test has.
     *
     * @throws ExtensionConfigurationException if there would be none, or the parameter is no number
     */
    int runs(int declared, Place place) {
        Optional<String> parameter = context.getConfigurationParameter(RUNS);
        int runs = declared;
        if (parameter.isPresent()) {
            try {
                runs = Integer.parseInt(parameter.get());
            } catch (NumberFormatException e) {
                throw new ExtensionConfigurationException(
                        RUNS + " is '" + parameter.get() + "'. Give a whole number.", e);
            }
        }
        if (runs < 1) {
            throw new ExtensionConfigurationException(
                    (parameter.isPresent() ? RUNS : place.attribute("runs").toString()) + " is " + runs
                            + ". Give at least 1.");
        }
        return runs;
    }
}
