// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.btf4j.transform.Layout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What the annotations of a test method demand: how many runs, over which targets, in which encodings.
 *
 * @param cells the encodings; a single null where BTF stays as it is declared
 * @param runs how many runs in each encoding
 * @param seed that of the first run
 */
record ScenarioPlan(
        Method test,
        @Nullable BtfShuffle shuffle,
        @Nullable BtfEvolve evolve,
        List<BtfMatrix.@Nullable Cell> cells,
        int runs,
        long seed) {

    /**
     * The plan of a test template.
     *
     * @throws ExtensionConfigurationException if its annotations contradict each other, or a number makes no sense
     */
    static ScenarioPlan of(ExtensionContext context) {
        Method test = context.getRequiredTestMethod();
        BtfShuffle shuffle = find(test, BtfShuffle.class);
        BtfEvolve evolve = find(test, BtfEvolve.class);
        BtfMatrix matrix = find(test, BtfMatrix.class);
        if (shuffle != null && evolve != null) {
            throw new ExtensionConfigurationException(new Place(BtfShuffle.class, "", test)
                    + " stands beside @BtfEvolve." + " Make two tests of it: a target is either shuffled or changed.");
        }
        SeedSettings settings = SeedSettings.of(context);
        int runs = 1;
        long seed = 0;
        if (shuffle != null) {
            runs = settings.runs(shuffle.runs(), new Place(BtfShuffle.class, "", test));
            seed = settings.seed(shuffle.seed());
        }
        if (evolve != null) {
            runs = settings.runs(evolve.runs(), new Place(BtfEvolve.class, "", test));
            seed = settings.seed(evolve.seed());
        }
        List<BtfMatrix.@Nullable Cell> cells = new ArrayList<>();
        if (matrix == null) {
            cells.add(null);
        } else {
            cells.addAll(cells(matrix, evolve != null, new Place(BtfMatrix.class, "", test)));
        }
        return new ScenarioPlan(test, shuffle, evolve, cells, runs, seed);
    }

    private static List<BtfMatrix.Cell> cells(BtfMatrix matrix, boolean evolved, Place place) {
        List<BtfMatrix.Cell> cells = new ArrayList<>();
        for (Layout layout : distinct(matrix.layouts(), place.attribute("layouts"))) {
            if (evolved && layout != Layout.DISTILLED) {
                throw new ExtensionConfigurationException(
                        place.attribute("layouts") + " has " + layout.name()
                                + ", but the verdicts that @BtfEvolve expects are those of kernels, which know only DISTILLED.");
            }
            for (BtfMatrix.Endian endian : distinct(matrix.byteOrders(), place.attribute("byteOrders"))) {
                for (int length : headerLengths(matrix, place.attribute("headerLengths"))) {
                    cells.add(new BtfMatrix.Cell(endian, length, layout));
                }
            }
        }
        return cells;
    }

    private static <E extends Enum<E>> Set<E> distinct(E[] values, Place.Attribute attribute) {
        if (values.length == 0) {
            throw new ExtensionConfigurationException(attribute + " is empty. Give at least one, or leave it out.");
        }
        return new TreeSet<>(List.of(values));
    }

    private static Set<Integer> headerLengths(BtfMatrix matrix, Place.Attribute attribute) {
        Set<Integer> lengths = new TreeSet<>();
        for (int length : matrix.headerLengths()) {
            if (length != 24 && length != 32) {
                throw new ExtensionConfigurationException(
                        attribute + " has " + length + ". Headers have 24 or 32 bytes.");
            }
            lengths.add(length);
        }
        if (lengths.isEmpty()) {
            throw new ExtensionConfigurationException(attribute + " is empty. Give at least one, or leave it out.");
        }
        return lengths;
    }

    /** The annotation that asks for targets; there is one unless there is only a matrix. */
    Place place() {
        Class<? extends Annotation> annotation =
                shuffle != null ? BtfShuffle.class : evolve != null ? BtfEvolve.class : BtfMatrix.class;
        return new Place(annotation, "", test);
    }

    boolean hasTargets() {
        return shuffle != null || evolve != null;
    }

    String target() {
        return shuffle != null ? shuffle.target() : evolve != null ? evolve.target() : "";
    }

    String fixture() {
        return shuffle != null ? shuffle.fixture() : evolve != null ? evolve.fixture() : "";
    }

    Layout layout(BtfMatrix.@Nullable Cell cell) {
        return cell != null ? cell.layout() : shuffle != null ? shuffle.layout() : Layout.DISTILLED;
    }

    private static <A extends Annotation> @Nullable A find(Method test, Class<A> annotation) {
        return AnnotationSupport.findAnnotation(test, annotation).orElse(null);
    }
}
