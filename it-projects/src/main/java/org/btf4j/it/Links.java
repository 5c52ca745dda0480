// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The links of all pages of a site, followed in its folder, never over a network.
 *
 * <p>A link is dead if the file that it names is not in the folder, or has no element of the name behind its {@code #}; if it is
 * absolute, since then it means this machine; or if it cannot be read. What a page loads, a picture, a style, a script, has to be
 * in the folder too; only links for a reader may lead outside, and are counted by host. Immutable once made.
 */
public final class Links {

    /** Of what a page loads without being asked; {@code a} and {@code area} wait for a reader, {@code form} too. */
    private static final Set<String> NAVIGATION = Set.of("a", "area");
    /** Relations of {@code link} for which a browser loads nothing. */
    private static final Set<String> REFERENCES = Set.of("canonical", "author", "license", "next", "prev");

    /**
     * The javadoc of JDK 17 begins its page of constants with links to packages that it then lists under longer names: dead ones,
     * about which nobody outside the JDK can do anything.
     */
    private static final String CONSTANTS_OF_JAVADOC = "apidocs/constant-values.html";

    private final Path site;
    /** By the path of each page, the names to which a link may point. */
    private final Map<Path, Set<String>> anchors = new TreeMap<>();

    private final List<String> dead = new ArrayList<>();
    private final SortedSet<String> external = new TreeSet<>();
    private int count;

    private Links(Path site) {
        this.site = site;
    }

    /**
     * Follows all links of all {@code *.html} in a folder, at any depth.
     *
     * @throws IOException if a file cannot be read
     */
    public static Links of(Path folder) throws IOException {
        Links links = new Links(folder.toAbsolutePath().normalize());
        List<Path> pages;
        try (Stream<Path> files = Files.walk(links.site)) {
            pages = files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
        // Twice through all pages, of which one is in memory at a time: pages point forward too.
        for (Path page : pages) {
            links.remember(page, Jsoup.parse(page.toFile(), "UTF-8"));
        }
        for (Path page : pages) {
            links.follow(page, Jsoup.parse(page.toFile(), "UTF-8"));
        }
        return links;
    }

    /** Each dead link: page, link, what is wrong with it. */
    public List<String> dead() {
        return List.copyOf(dead);
    }

    /** The addresses outside the folder to which links for readers lead; nobody looked whether they are there. */
    public SortedSet<String> external() {
        return new TreeSet<>(external);
    }

    /** How many pages were looked at. */
    public int pages() {
        return anchors.size();
    }

    /** How many links were followed. */
    public int count() {
        return count;
    }

    /** Fails if a link is dead, or if there is nothing to look at. */
    public Links requireSound() {
        if (count == 0) {
            throw new AssertionError("no link in " + site);
        }
        if (!dead.isEmpty()) {
            throw new AssertionError(dead.size() + " of " + count + " links are dead:\n  " + String.join("\n  ", dead));
        }
        return this;
    }

    private void remember(Path page, Document document) {
        Set<String> names = new HashSet<>();
        document.select("[id]").forEach(element -> names.add(element.id()));
        document.select("a[name]").forEach(element -> names.add(element.attr("name")));
        anchors.put(page, names);
    }

    private void follow(Path page, Document document) {
        for (Element element : document.select("[href], [src], [data], [poster], [srcset]")) {
            boolean loads = loads(element);
            for (String attribute : List.of("href", "src", "data", "poster")) {
                if (element.hasAttr(attribute) && !(attribute.equals("data") && !element.nameIs("object"))) {
                    follow(page, element.attr(attribute), loads);
                }
            }
            for (String candidate : element.attr("srcset").split(",", -1)) {
                if (!candidate.isBlank()) {
                    follow(page, candidate.strip().split("\\s", 2)[0], true);
                }
            }
        }
        StyleAddresses.in(document).forEach(address -> follow(page, address, true));
    }

    private static boolean loads(Element element) {
        String name = element.normalName();
        if (name.equals("link")) {
            return !REFERENCES.contains(element.attr("rel").toLowerCase(Locale.ROOT));
        }
        return !NAVIGATION.contains(name);
    }

    private void follow(Path page, String link, boolean loaded) {
        count++;
        URI address;
        try {
            address = new URI(link.strip());
        } catch (URISyntaxException e) {
            die(page, link, "cannot be read: " + e.getReason());
            return;
        }
        String scheme = address.getScheme();
        if (scheme != null || address.getRawAuthority() != null) {
            if (loaded && !"data".equals(scheme)) {
                die(page, link, "is loaded from outside the site");
            } else if ("file".equals(scheme)) {
                die(page, link, "means this machine");
            } else if (!"data".equals(scheme) && !"javascript".equals(scheme)) {
                external.add(link.strip());
            }
            return;
        }
        String path = address.getPath();
        if (path.startsWith("/")) {
            die(page, link, "is absolute");
            return;
        }
        Path file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        if (Files.isDirectory(file)) {
            file = file.resolve("index.html");
        }
        if (!file.startsWith(site)) {
            die(page, link, "leads out of the site");
        } else if (!Files.isRegularFile(file)) {
            die(page, link, "there is no such file");
        } else {
            followAnchor(page, link, file, address.getFragment());
        }
    }

    private void followAnchor(Path page, String link, Path file, @Nullable String anchor) {
        Set<String> names = anchors.get(file);
        boolean exists =
                anchor == null || anchor.isEmpty() || names == null || names.contains(anchor) || anchor.equals("top");
        if (!exists && !(page.equals(file) && page.endsWith(CONSTANTS_OF_JAVADOC))) {
            die(page, link, "the file has no such anchor");
        }
    }

    private void die(Path page, String link, String reason) {
        dead.add(site.relativize(page).toString().replace('\\', '/') + ": " + link + ": " + reason);
    }

    /** For builds: {@code Links FOLDER} fails if a link in it is dead, and tells what was looked at. */
    public static void main(String... folders) throws IOException {
        for (String folder : folders) {
            Links links = of(Path.of(folder)).requireSound();
            System.out.println(links.count + " links on " + links.pages() + " pages of " + folder + ": none is dead; "
                    + links.external.size() + " addresses outside, not visited");
        }
    }
}
