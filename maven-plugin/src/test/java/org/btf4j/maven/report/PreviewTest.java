// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

/**
 * Whole pages of made-up values, to look at in a browser: they lie in {@code target/report-preview}.
 *
 * <p>They have the frame of a page of the Fluido skin 2.1.0; with the folder {@code css} of the skin beside them they look like one.
 */
class PreviewTest {

    private static final List<String> KERNELS =
            List.of("6.1.176-amd64", "6.1.192-amd64", "6.12.95-cloud", "6.16.3-rt-experimental");

    @ParameterizedTest(name = "{0}: {1} modules x {2} kernels")
    @CsvSource({"few, 3, 4, 70_000", "many, 4228, 3, 10_000_000"})
    void aPageIsWellFormedAndNotTooLarge(String name, int modules, int kernels, String limit) throws Exception {
        String page = page(modules, KERNELS.subList(0, kernels));

        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>", ""))));
        assertThat(page.length()).isLessThan(Integer.parseInt(limit.replace("_", "")));
        keep(name, page);
    }

    private static void keep(String name, String page) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "report-preview"));
        Files.writeString(folder.resolve(name + ".html"), page);
    }

    private static String page(int modules, List<String> kernels) {
        boolean few = modules < 40;
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="UTF-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>BTF report</title>
                <link rel="stylesheet" href="css/apache-maven-fluido-2.1.0.min.css"/>
                <link rel="stylesheet" href="css/print.css" media="print"/>
                %s</head>
                <body>
                <div class="container-fluid container-fluid-top">
                <header><div id="banner"><div class="pull-left"><h1>Sample</h1></div><div class="clear"><hr/></div></div>
                <div id="breadcrumbs"><ul class="breadcrumb"><li id="projectVersion">Version: 1.0<span class="divider">|</span></li>
                <li class="active">BTF report</li></ul></div></header>
                <div class="row-fluid">
                <header id="leftColumn" class="span2"><nav class="well sidebar-nav"><ul class="nav nav-list">
                <li class="nav-header">Reports</li><li><a href="#few">Project information</a></li>
                <li class="active"><a>BTF</a></li></ul></nav></header>
                <main id="bodyColumn" class="span10">
                <section><h2>Small bases</h2>
                %s</section>
                <section><h2>Kernel types depended on most</h2>
                %s</section>
                <section><h2>Compatibility</h2>
                <p>A <a href="#modules">link</a> and <code>code</code> in a line of text.</p>
                %s</section>
                <section><h2>What changed</h2>
                %s%s</section>
                <section id="modules"><h2>Modules</h2>
                %s</section>
                </main></div></div>
                <hr/><footer><div class="container-fluid"><div class="row-fluid"><p>A page to look at.</p></div></div></footer>
                %s</body></html>
                """.formatted(
                ReportStyle.style(),
                new SizePicture(Sample.TEXTS).html("sizes", Sample.sizes(modules), 5_612_345),
                new DependenceBars(Sample.TEXTS)
                        .html("needed", "Kernel types and how many modules need them", Sample.needed(modules), modules),
                new HeatMap(Sample.TEXTS)
                        .html(
                                "heat",
                                "Modules by verdict",
                                few ? "Module" : "Folder",
                                kernels,
                                few ? Sample.modules(kernels) : Sample.folders(kernels)),
                new LayoutTableHtml(Sample.TEXTS).html("sensor", "struct sensor", Sample.layout()),
                new LayoutTableHtml(Sample.TEXTS).html("queue", "struct queue", Sample.longLayout()),
                new FilterTable(Sample.TEXTS)
                        .html("all", "All modules", Sample.columns(kernels), Sample.rows(modules, kernels.size())),
                ReportStyle.script());
    }
}
