// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser on this machine shows pages, and the checks of what it shows can fail. */
class SiteInBrowserTest {

    private static final String GOOD = "<!doctype html><html lang='en'><head><title>Page</title>"
            + "<meta name='viewport' content='width=device-width, initial-scale=1'></head>"
            + "<body><main><h1>Heading</h1><p>Text</p></main></body></html>";

    @TempDir
    Path folder;

    private SiteInBrowser site;

    @BeforeEach
    void startBrowser() throws IOException {
        Assumptions.assumeTrue(Browser.missing().isEmpty(), Browser.missing());
        site = new SiteInBrowser(
                Files.createDirectories(folder.resolve("site")).toFile(),
                folder.resolve("pictures").toFile());
    }

    @AfterEach
    void endBrowser() throws IOException {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void keepsAPictureOfEachLook() throws Exception {
        write("page.html", GOOD);

        site.looksAt("page.html");

        for (Look look : Look.all()) {
            byte[] png = Files.readAllBytes(folder.resolve("pictures/page-" + look.name() + ".png"));
            assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        }
        assertThat(folder.resolve("pictures/page-print-light.pdf")).isNotEmptyFile();
    }

    @Test
    void findsAPageThatAsksForWhatIsNotOfItsSite() throws IOException {
        write("page.html", GOOD.replace("</main>", "<script src='https://elsewhere.example/x.js'></script></main>"));

        assertThatThrownBy(() -> site.looksAt("page.html"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("page.html asks for what is not of its site: [https://elsewhere.example/x.js]");
    }

    @Test
    void findsAPageThatIsWiderThanAPhone() throws IOException {
        write("page.html", GOOD.replace("<p>", "<p style='width: 600px'>"));

        assertThatThrownBy(() -> site.looksAt("page.html"))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("page.html is 6[0-9.]+ pixels wide on phone-light of 390");
    }

    @Test
    void findsWhatCannotBeRead() throws IOException {
        write("page.html", GOOD.replace("<p>", "<p id='faint' style='color: #ccc'>"));

        site.isAccessible("page.html", "h1");
        assertThatThrownBy(() -> site.isAccessible("page.html", "main"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("desktop-light: color-contrast: #faint");
        site.violates("page.html", "main", "color-contrast: #faint");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve("site").resolve(name), text);
    }
}
