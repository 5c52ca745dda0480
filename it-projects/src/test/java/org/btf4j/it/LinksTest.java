// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead links are found, and each says what is wrong with it. */
class LinksTest {

    @TempDir
    Path site;

    @Test
    void findsNothingWrongWithLinksThatLeadSomewhere() throws IOException {
        write("sub/other.html", "<h2 id='there'>There</h2><a href='../index.html#old'>back</a>");
        write("sub/index.html", "<a href='#top'>up</a>");
        write("a style.css", "");
        write("index.html", """
                <link rel='stylesheet' href='a%20style.css'><a name='old'></a>
                <a href='sub/other.html#there'>there</a> <a href='sub/'>folder</a> <a href='https://elsewhere.example/'>out</a>
                <img src='data:image/png;base64,AAAA'>""");

        Links links = Links.of(site).requireSound();

        assertThat(links.pages()).isEqualTo(3);
        assertThat(links.count()).isEqualTo(7);
        assertThat(links.external()).containsExactly("https://elsewhere.example/");
    }

    @Test
    void tellsWhatIsWrongWithEachDeadLink() throws IOException {
        write("other.html", "<h2 id='there'>There</h2>");
        write("index.html", """
                <a href='gone.html'>1</a> <a href='other.html#nowhere'>2</a> <a href='/etc/passwd'>3</a> <a href='file:///tmp/x'>4</a>
                <a href='../up.html'>5</a> <a href='with space.html'>6</a> <script src='https://elsewhere.example/x.js'></script>
                <img srcset='small.png 1x, large.png 2x'> <p style='background: url("dots.png")'></p>
                <style>@import 'more.css';</style>""");

        assertThat(Links.of(site).dead())
                .containsExactlyInAnyOrder(
                        "index.html: gone.html: there is no such file",
                        "index.html: other.html#nowhere: the file has no such anchor",
                        "index.html: /etc/passwd: is absolute",
                        "index.html: file:///tmp/x: means this machine",
                        "index.html: ../up.html: leads out of the site",
                        "index.html: with space.html: cannot be read: Illegal character in path",
                        "index.html: https://elsewhere.example/x.js: is loaded from outside the site",
                        "index.html: small.png: there is no such file",
                        "index.html: large.png: there is no such file",
                        "index.html: dots.png: there is no such file",
                        "index.html: more.css: there is no such file");
    }

    @Test
    void failsWithAllDeadLinks() throws IOException {
        write("index.html", "<a href='gone.html'>1</a>");

        assertThatThrownBy(() -> Links.main(site.toString()))
                .isInstanceOf(AssertionError.class)
                .hasMessage("1 of 1 links are dead:\n  index.html: gone.html: there is no such file");
    }

    @Test
    void doesNotTakeAnEmptyFolderForASite() {
        assertThatThrownBy(() -> Links.of(site).requireSound())
                .isInstanceOf(AssertionError.class)
                .hasMessage("no link in " + site);
    }

    private void write(String name, String text) throws IOException {
        Path file = site.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
