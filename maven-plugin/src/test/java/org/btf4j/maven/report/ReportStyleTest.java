// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportStyleTest {

    private static final Pattern COLOUR = Pattern.compile("--btf-([a-z0-9-]+): #([0-9a-f]{6});");

    /** What a block of the style sheet says about colours, beyond what the first one says. */
    enum Scheme {
        LIGHT(""),
        DARK("@media screen and (prefers-color-scheme: dark) {"),
        PRINT("@media print {");

        private final String start;

        Scheme(String start) {
            this.start = start;
        }

        Map<String, Integer> colours() {
            String css = ReportStyle.style();
            Map<String, Integer> colours = new HashMap<>(in(css));
            assertThat(css).contains(start);
            colours.putAll(in(css.substring(css.indexOf(start))));
            return colours;
        }

        private static Map<String, Integer> in(String css) {
            return COLOUR.matcher(css.substring(0, css.indexOf('}', css.indexOf(":root"))))
                    .results()
                    .collect(Collectors.toMap(match -> match.group(1), match -> Integer.parseInt(match.group(2), 16)));
        }
    }

    @ParameterizedTest(name = "{0} on {1}: {2} to 1")
    @CsvSource({
        "text, page, 4.5",
        "text, panel, 4.5",
        "quiet, page, 4.5",
        "quiet, panel, 4.5",
        "link, page, 4.5",
        "link, panel, 4.5",
        "fits, page, 4.5",
        "findings, page, 4.5",
        "accepted, page, 4.5",
        "refused, page, 4.5",
        "heat-text, heat-0, 4.5",
        "heat-text, heat-1, 4.5",
        "heat-text, heat-2, 4.5",
        "heat-text, heat-3, 4.5",
        "heat-text, heat-4, 4.5",
        "text, moved, 4.5",
        "text, retyped, 4.5",
        "text, added, 4.5",
        "text, removed, 4.5",
        "quiet, added, 4.5",
        "quiet, removed, 4.5",
        "bar, page, 3",
        "bar-other, page, 3",
        "focus, page, 3"
    })
    void contrastIsWhatWcagAsksFor(String foreground, String background, double least) {
        for (Scheme scheme : Scheme.values()) {
            Map<String, Integer> colours = scheme.colours();
            assertThat(contrast(colours, foreground, background))
                    .as("%s: %s on %s", scheme, foreground, background)
                    .isGreaterThanOrEqualTo(least);
        }
    }

    @Test
    void theHottestCellsHaveAnInkOfTheirOwnOnAScreenAndBlackOnPaper() {
        assertThat(contrast(Scheme.LIGHT.colours(), "heat-5-text", "heat-5")).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(Scheme.DARK.colours(), "heat-5-text", "heat-5")).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(0x000000, colour(Scheme.PRINT.colours(), "heat-5"))).isGreaterThanOrEqualTo(4.5);
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, -1", "DARK, 1", "PRINT, -1"})
    void theStepsOfTheScaleDifferAlsoWithoutColour(Scheme scheme, int direction) {
        Map<String, Integer> colours = scheme.colours();
        for (int step = 1; step <= 5; step++) {
            double change =
                    luminance(colour(colours, "heat-" + step)) - luminance(colour(colours, "heat-" + (step - 1)));
            assertThat(change * direction).as("%s: step %d", scheme, step).isPositive();
        }
    }

    @Test
    void everyClassOfAFragmentHasAStyle() {
        String css = ReportStyle.style();
        List<String> kernels = List.of("a", "b", "c", "d");
        String fragments = new SizePicture(Sample.TEXTS).html("s", Sample.sizes(9), 1)
                + new DependenceBars(Sample.TEXTS).html("b", "Types", Sample.needed(9), 9)
                + new HeatMap(Sample.TEXTS).html("h", "Heat", "Folder", kernels, Sample.folders(kernels))
                + new LayoutTableHtml(Sample.TEXTS).html("l", "struct a", Sample.layout())
                + new LayoutTableHtml(Sample.TEXTS).html("m", "struct b", Sample.longLayout())
                + new FilterTable(Sample.TEXTS).html("f", "All", Sample.columns(kernels), Sample.rows(9, 4));

        Set<String> used = Pattern.compile("class=\"([^\"]+)\"")
                .matcher(fragments)
                .results()
                .flatMap(match -> Stream.of(match.group(1).split(" ")))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used)
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(css).containsPattern("\\." + name + "\\b(?!-)"));
    }

    @Test
    void noClassIsOneThatASkinMayHave() {
        Matcher classes = Pattern.compile("class(?:Name)?=\"([^\"]+)\"|className = '([^']+)'")
                .matcher(ReportStyle.script());

        assertThat(classes.results().map(ReportStyleTest::firstGroup))
                .hasSize(3)
                .allMatch(name -> name.startsWith("btf-"));
    }

    @Test
    void theScriptIsSmallAndTouchesNothingButThePage() {
        String script = ReportStyle.script();

        assertThat(script.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(4096);
        assertThat(script)
                .doesNotContain(
                        "fetch", "XMLHttpRequest", "import", "eval", "innerHTML", "localStorage", "http", "<!--")
                .doesNotContainPattern("\\.on[a-z]+ =");
        assertThat(ReportStyle.style()).doesNotContain("url(", "@import", "http", "</style>\n<");
    }

    private static String firstGroup(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }

    private static double contrast(Map<String, Integer> colours, String foreground, String background) {
        return contrast(colour(colours, foreground), colour(colours, background));
    }

    private static int colour(Map<String, Integer> colours, String name) {
        return Objects.requireNonNull(colours.get(name), name);
    }

    /** The contrast of WCAG 2.2, from 1 to 21. */
    private static double contrast(int one, int other) {
        double first = luminance(one) + 0.05;
        double second = luminance(other) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16) + 0.7152 * linear((colour >> 8) & 0xff) + 0.0722 * linear(colour & 0xff);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
