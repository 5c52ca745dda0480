// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A site that a build made, looked at in a browser: pictures that are kept, and what can be judged without eyes.
 *
 * <p>Every check throws an {@link AssertionError} that says what was expected and what was found. Not thread-safe; to be closed.
 * Made for the {@code verify} scripts of the invoker plugin.
 */
public final class SiteInBrowser implements AutoCloseable {

    private final File site;
    private final Path pictures;
    private final Browser browser;

    /**
     * Starts a browser, which has to be there: see {@link Browser#missing()}.
     *
     * @param site the folder with the pages
     * @param pictures the folder in which pictures of them are kept
     */
    public SiteInBrowser(File site, File pictures) throws IOException {
        this.site = site;
        this.pictures = pictures.toPath().toAbsolutePath().normalize();
        this.browser = Browser.start();
        System.out.println("Looking at " + site + " with " + browser.version());
    }

    /**
     * Shows a page at each look, keeps a picture of each and a PDF of what is printed.
     *
     * <p>The page has to load from its site alone, without an error in the browser's log, and must not be wider than a phone.
     */
    public void looksAt(String page) throws IOException, InterruptedException {
        String name = page.replaceFirst("\\.html$", "").replace('/', '-');
        for (Look look : Look.all()) {
            try (BrowserPage shown = browser.open(new File(site, page), look)) {
                loadsFromItsSiteAlone(page, shown);
                Path picture = pictures.resolve(name + "-" + look.name() + ".png");
                shown.picture(picture);
                System.out.printf(Locale.ROOT, "%s, %s: loaded in %.0f ms%n", page, look.name(), shown.loadMillis());
                if (look.media().equals("print")) {
                    print(shown, pictures, name + "-" + look.name());
                } else {
                    double width = shown.number("document.documentElement.scrollWidth");
                    check(
                            width <= look.width(),
                            page + " is " + width + " pixels wide on " + look.name() + " of " + look.width());
                }
            }
        }
    }

    private static void print(BrowserPage shown, Path folder, String name) throws IOException, InterruptedException {
        Path pdf = folder.resolve(name + ".pdf");
        shown.pdf(pdf);
        if (Tools.missing("pdftoppm").isEmpty()) {
            String sheets = name + "-sheet";
            Tools.run(folder.toFile(), "pdftoppm", "-png", "-r", "60", "-l", "3", name + ".pdf", sheets);
        } else {
            System.out.println("NOT RUN: pdftoppm is not installed, so there is no picture of " + pdf);
        }
    }

    private void loadsFromItsSiteAlone(String page, BrowserPage shown) {
        String home = site.toPath().toAbsolutePath().normalize().toUri().toString();
        List<String> others = shown.requests().stream()
                .filter(address -> !address.startsWith(home) && !address.startsWith("data:"))
                .toList();
        check(others.isEmpty(), page + " asks for what is not of its site: " + others);
        check(!shown.requests().isEmpty(), page + " was not asked for: the browser tells nothing of what it loads");
        check(shown.complaints().isEmpty(), page + ": " + shown.complaints());
    }

    /**
     * At each look on a screen, axe-core finds exactly these violations in the parts that a CSS selector chooses, each as
     * {@code rule: element}.
     */
    public void violates(String page, String selector, String... expected) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Look look : Look.all()) {
            if (look.media().equals("screen")) {
                try (BrowserPage shown = browser.open(new File(site, page), look)) {
                    List<String> found = Accessibility.violations(shown, selector);
                    if (!found.equals(List.of(expected))) {
                        problems.add(look.name() + ": " + String.join("\n    ", found));
                    }
                }
            }
        }
        check(
                problems.isEmpty(),
                page + ", " + selector + ": expected as violations " + List.of(expected) + ", found\n  "
                        + String.join("\n  ", problems));
    }

    /** At no look on a screen, axe-core finds anything wrong with the parts that a CSS selector chooses. */
    public void isAccessible(String page, String selector) throws IOException {
        violates(page, selector);
    }

    @Override
    public void close() throws IOException {
        browser.close();
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
