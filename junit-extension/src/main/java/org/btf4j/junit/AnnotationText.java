// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.util.ArrayList;
import java.util.List;

/** A fixture as it is written, cut to what tells it from others. */
final class AnnotationText {

    private static final int LONGEST = 60;

    private AnnotationText() {}

    static String of(BtfFixture fixture) {
        List<String> elements = new ArrayList<>();
        add(elements, "name", fixture.name());
        add(elements, "base", fixture.base());
        add(elements, "split", fixture.split());
        return "@BtfFixture" + (elements.isEmpty() ? "" : "(" + String.join(", ", elements) + ")");
    }

    private static void add(List<String> elements, String name, String value) {
        if (!value.isEmpty()) {
            elements.add(name + " = \"" + shortened(value.strip()) + "\"");
        }
    }

    private static String shortened(String value) {
        String firstLine = value.lines().findFirst().orElse("");
        String cut = firstLine.length() > LONGEST ? firstLine.substring(0, LONGEST) : firstLine;
        return cut.equals(value) ? value : cut + "...";
    }
}
