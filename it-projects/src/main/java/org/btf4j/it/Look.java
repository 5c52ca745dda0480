// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import java.util.List;
import java.util.stream.Stream;

/**
 * On what a page is looked at.
 *
 * @param name for names of files
 * @param width of the window, in CSS pixels
 * @param height of the window, in CSS pixels
 * @param mobile whether the page is laid out as phones do
 * @param media {@code screen} or {@code print}
 * @param dark whether the reader prefers dark pages
 */
public record Look(String name, int width, int height, boolean mobile, String media, boolean dark) {

    /** A window on a desk, a phone, and a sheet of A4, each light and dark. */
    public static List<Look> all() {
        return Stream.of(false, true)
                .flatMap(dark -> Stream.of(desktop(dark), phone(dark), print(dark)))
                .toList();
    }

    /** A window on a desk. */
    public static Look desktop(boolean dark) {
        return new Look("desktop" + suffix(dark), 1280, 900, false, "screen", dark);
    }

    /** A phone, held upright. */
    public static Look phone(boolean dark) {
        return new Look("phone" + suffix(dark), 390, 844, true, "screen", dark);
    }

    /** A sheet of A4. */
    public static Look print(boolean dark) {
        return new Look("print" + suffix(dark), 794, 1123, false, "print", dark);
    }

    private static String suffix(boolean dark) {
        return dark ? "-dark" : "-light";
    }
}
