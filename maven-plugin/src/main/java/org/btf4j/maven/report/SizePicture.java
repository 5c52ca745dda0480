// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import static org.btf4j.maven.report.Html.escaped;
import static org.btf4j.maven.report.Html.length;
import static org.btf4j.maven.report.Html.number;

import java.util.List;

/** How large the small bases of modules are, and how large all of them against the BTF of a whole kernel. */
record SizePicture(Texts texts) {

    private static final int PLOT_HEIGHT = 160;
    private static final int TOP = 18;
    private static final int BASELINE = TOP + PLOT_HEIGHT;

    /**
     * A figure with SVG pictures and the same numbers as a table; a sentence if there is nothing to draw.
     *
     * <p>Lengths along the picture are percentages, so that letters keep their size however wide the page is.
     *
     * @param id starts the ids in it; unique on the page
     * @param baseSizes bytes of each module's small base, in any order; 0 stands for none and does not count
     * @param kernelSize bytes of a kernel's BTF, 0 if not known
     */
    String html(String id, List<Long> baseSizes, long kernelSize) {
        List<Long> sizes = baseSizes.stream().filter(size -> size > 0).sorted().toList();
        if (sizes.isEmpty()) {
            return "<p>" + texts.html("sizes.none") + "</p>\n";
        }
        SizeBins bins = SizeBins.of(sizes);
        StringBuilder html = new StringBuilder("<figure class=\"btf-figure\" id=\"" + escaped(id) + "\">\n");
        histogram(escaped(id), bins, html);
        html.append("<p class=\"btf-axis\" aria-hidden=\"true\">")
                .append(texts.html("sizes.axis"))
                .append("</p>\n");
        if (kernelSize > 0) {
            totals(escaped(id), sizes, kernelSize, html);
        }
        html.append("<figcaption>")
                .append(texts.html(
                        "sizes.caption",
                        number(sizes.size()),
                        number(sizes.get(0)),
                        number(median(sizes)),
                        number(sizes.get(sizes.size() - 1))));
        if (kernelSize > 0) {
            html.append(' ').append(texts.html("sizes.total.caption", Html.share(median(sizes), kernelSize)));
        }
        html.append("</figcaption>\n");
        table(bins, html);
        return html.append("</figure>\n").toString();
    }

    private void histogram(String id, SizeBins bins, StringBuilder svg) {
        int most = bins.most();
        open(
                id + "-sizes",
                BASELINE + 20,
                texts.html("sizes.title"),
                texts.html(
                        "sizes.description",
                        number(bins.counts().get(most)),
                        number(bins.from(most)),
                        number(bins.to(most))),
                svg);
        int bars = bins.counts().size();
        for (int bar = 0; bar < bars; bar++) {
            if (bins.counts().get(bar) > 0) {
                bar(bins, bar, svg);
            }
        }
        svg.append(
                "<line class=\"btf-rule\" x1=\"0\" x2=\"100%%\" y1=\"%s\" y2=\"%s\"/>\n".formatted(BASELINE, BASELINE));
        for (int bar = 0; bar <= bars; bar++) {
            label(length(100.0 * bar / bars), BASELINE + 16, SizeBins.shortened(bins.from(bar)), svg);
        }
        svg.append("</svg>\n");
    }

    private void bar(SizeBins bins, int bar, StringBuilder svg) {
        int bars = bins.counts().size();
        int count = bins.counts().get(bar);
        // A single module among thousands must still be seen.
        int height = Math.max(
                2, (int) Math.round((double) PLOT_HEIGHT * count / bins.counts().get(bins.most())));
        svg.append("<rect class=\"btf-bar\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>\n"
                .formatted(
                        length(100.0 * (bar + 0.06) / bars),
                        BASELINE - height,
                        length(100.0 * 0.88 / bars),
                        height,
                        texts.html("sizes.bar", number(bins.from(bar)), number(bins.to(bar)), number(count))));
        label(length(100.0 * (bar + 0.5) / bars), BASELINE - height - 5, number(count), svg);
    }

    private static void label(String x, int y, String text, StringBuilder svg) {
        svg.append(
                "<text class=\"btf-label\" x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>\n".formatted(x, y, text));
    }

    private void totals(String id, List<Long> sizes, long kernelSize, StringBuilder svg) {
        long sum = sizes.stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
        open(
                id + "-total",
                92,
                texts.html("sizes.total.title"),
                texts.html("sizes.total.description", number(sum), number(kernelSize)),
                svg);
        long longer = Math.max(sum, kernelSize);
        total("btf-bar", 14, texts.html("sizes.total.bases", number(sum)), 100.0 * sum / longer, svg);
        total(
                "btf-bar-other",
                62,
                texts.html("sizes.total.kernel", number(kernelSize)),
                100.0 * kernelSize / longer,
                svg);
        svg.append("</svg>\n");
    }

    private static void total(String style, int y, String text, double percent, StringBuilder svg) {
        svg.append("<text class=\"btf-label\" x=\"0\" y=\"%s\">%s</text>\n".formatted(y, text));
        svg.append("<rect class=\"%s\" x=\"0\" y=\"%s\" width=\"%s\" height=\"16\"/>\n"
                .formatted(style, y + 7, length(Math.max(0.2, percent))));
    }

    private static void open(String id, int height, String title, String description, StringBuilder svg) {
        svg.append(
                "<svg class=\"btf-picture\" role=\"img\" aria-labelledby=\"%s-title %s-text\" width=\"100%%\" height=\"%s\">\n"
                        .formatted(id, id, height));
        svg.append("<title id=\"%s-title\">%s</title>\n".formatted(id, title));
        svg.append("<desc id=\"%s-text\">%s</desc>\n".formatted(id, description));
    }

    private void table(SizeBins bins, StringBuilder html) {
        html.append("<details class=\"btf-numbers\"><summary>")
                .append(texts.html("sizes.numbers"))
                .append("</summary>\n<table class=\"btf-table\">\n<thead><tr>");
        for (String heading : List.of("sizes.from", "sizes.to", "sizes.modules")) {
            html.append("<th scope=\"col\" class=\"btf-number\">")
                    .append(texts.html(heading))
                    .append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (int bar = 0; bar < bins.counts().size(); bar++) {
            html.append(
                    "<tr><th scope=\"row\" class=\"btf-number\">%s</th><td class=\"btf-number\">%s</td><td class=\"btf-number\">%s</td></tr>\n"
                            .formatted(
                                    number(bins.from(bar)),
                                    number(bins.to(bar)),
                                    number(bins.counts().get(bar))));
        }
        html.append("</tbody>\n</table>\n</details>\n");
    }

    /** The one in the middle, the lower of two, so that it is a size that is there. */
    private static long median(List<Long> sorted) {
        return sorted.get((sorted.size() - 1) / 2);
    }
}
