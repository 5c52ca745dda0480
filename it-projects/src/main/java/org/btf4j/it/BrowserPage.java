// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page that a {@link Browser} has loaded.
 *
 * <p>Not thread-safe. To be closed, and not used after its browser was closed.
 */
public final class BrowserPage implements AutoCloseable {

    /** Higher pictures than this many pixels are cut: the browser cannot draw them. */
    private static final int HIGHEST_PICTURE = 16_000;

    private final DevTools tools;
    private final String target;
    private final String session;
    private final Look look;

    private BrowserPage(DevTools tools, String target, String session, Look look) {
        this.tools = tools;
        this.target = target;
        this.session = session;
        this.look = look;
    }

    static BrowserPage open(DevTools tools, URI address, Look look) {
        String target = text(tools.call(null, "Target.createTarget", Map.of("url", "about:blank")), "targetId");
        String session = text(
                tools.call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true)), "sessionId");
        BrowserPage page = new BrowserPage(tools, target, session, look);
        for (String domain : List.of("Page", "Network", "Runtime", "Log")) {
            page.call(domain + ".enable", Map.of());
        }
        page.resize(look.height());
        page.call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "media",
                        look.media(),
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", look.dark() ? "dark" : "light"))));
        Map<String, Object> navigation = page.call("Page.navigate", Map.of("url", address.toString()));
        if (navigation.containsKey("errorText")) {
            throw new AssertionError(address + " does not load: " + navigation.get("errorText"));
        }
        tools.awaitEvent(session, "Page.loadEventFired");
        return page;
    }

    /** The value of an expression in JavaScript; of a promise, what it is kept with. Null for {@code undefined}. */
    public @Nullable Object evaluate(String expression) {
        Map<String, Object> answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new AssertionError("in the page: " + answer.get("exceptionDetails"));
        }
        return DevTools.object(answer.get("result")).get("value");
    }

    /** The value of an expression that is a number. */
    public double number(String expression) {
        if (evaluate(expression) instanceof Number number) {
            return number.doubleValue();
        }
        throw new AssertionError(expression + " is no number");
    }

    /** The addresses of all that the page asked for, itself included, in this order; also of what it did not get. */
    public List<String> requests() {
        return tools.events(session, "Network.requestWillBeSent").stream()
                .map(event -> text(DevTools.object(event.parameters().get("request")), "url"))
                .toList();
    }

    /** What the browser wrote into its log about the page: files that are missing, errors in scripts. */
    public List<String> complaints() {
        List<String> logged = tools.events(session, "Log.entryAdded").stream()
                .map(event -> DevTools.object(event.parameters().get("entry")))
                .map(entry -> entry.get("level") + ": " + entry.get("text") + " " + entry.getOrDefault("url", ""))
                .toList();
        List<String> thrown = tools.events(session, "Runtime.exceptionThrown").stream()
                .map(event -> "exception: " + event.parameters().get("exceptionDetails"))
                .toList();
        return Stream.concat(logged.stream(), thrown.stream()).toList();
    }

    /** The time from the start of the navigation to the end of the load event, in milliseconds, as the page's own clock has it. */
    public double loadMillis() {
        return number("performance.getEntriesByType('navigation')[0].loadEventEnd");
    }

    /**
     * Makes the window as high as the page, so that the browser lays out and draws also what it leaves out until a reader is near it.
     */
    public void showWhole() {
        // What was left out has an estimated height until it is drawn for the first time.
        for (int round = 0; round < 3; round++) {
            resize((int) Math.min(
                    HIGHEST_PICTURE, Math.max(look.height(), number("document.documentElement.scrollHeight"))));
            evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        }
    }

    private void resize(int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", look.width(), "height", height, "deviceScaleFactor", 1, "mobile", look.mobile()));
    }

    /** Writes a picture of the whole page, not only of what the window shows, as PNG. */
    public void picture(Path png) throws IOException {
        showWhole();
        Map<String, Object> clip = new LinkedHashMap<>();
        clip.put("x", 0);
        clip.put("y", 0);
        clip.put("width", number("document.documentElement.clientWidth"));
        clip.put("height", Math.min(HIGHEST_PICTURE, number("document.documentElement.scrollHeight")));
        clip.put("scale", 1);
        Map<String, Object> picture =
                call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        write(png, picture);
    }

    /** Writes the page as PDF on A4, as a printer gets it. */
    public void pdf(Path file) throws IOException {
        write(
                file,
                call(
                        "Page.printToPDF",
                        Map.of("paperWidth", 8.27, "paperHeight", 11.69, "printBackground", true, "marginTop", 0.4)));
    }

    private static void write(Path file, Map<String, Object> answer) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(text(answer, "data")));
    }

    private Map<String, Object> call(String method, Map<String, ?> parameters) {
        return tools.call(session, method, parameters);
    }

    private static String text(Map<String, Object> answer, String key) {
        if (answer.get(key) instanceof String value) {
            return value;
        }
        throw new AssertionError("the browser answered " + answer + " without " + key);
    }

    @Override
    public void close() {
        tools.call(null, "Target.closeTarget", Map.of("targetId", target));
    }
}
