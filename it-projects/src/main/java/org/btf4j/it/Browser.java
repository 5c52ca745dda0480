// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Chromium without a window, with a profile of its own that is deleted afterwards, and without a network: every host name is
 * unknown to it.
 *
 * <p>Not thread-safe. To be closed, which ends the browser and all processes that it started.
 */
public final class Browser implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final int START_LIMIT_SECONDS = 60;

    private final Path profile;
    private final Process process;
    private final DevTools tools;

    private Browser(Path profile, Process process, DevTools tools) {
        this.profile = profile;
        this.process = process;
        this.tools = tools;
    }

    /** Why there is no browser to look at pages with; the empty text if there is one. */
    public static String missing() {
        return program().isPresent()
                ? ""
                : "no chromium on the PATH of this machine (Debian: apt-get install chromium)";
    }

    private static Optional<String> program() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .filter(name -> Tools.missing(name).isEmpty())
                .findFirst();
    }

    /** Starts the browser, which has to be there. */
    public static Browser start() throws IOException {
        Path profile = Files.createTempDirectory("browser-profile");
        List<String> command = new ArrayList<>(List.of(
                program().orElseThrow(() -> new AssertionError(missing())),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-default-apps",
                "--disable-extensions",
                "--disable-gpu",
                "--disable-sync",
                "--hide-scrollbars",
                "--no-first-run",
                "--lang=en"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--no-sandbox"); // which root may not have; all pages are our own
        }
        command.add("about:blank");
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            return new Browser(profile, process, new DevTools(address(process)));
        } catch (IOException | RuntimeException | Error e) {
            end(process, profile);
            throw e;
        }
    }

    /** Where the browser listens: it says so in a line of its log, which is read to its end so that it never blocks. */
    private static URI address(Process process) {
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            StringBuilder said = new StringBuilder();
            try (BufferedReader log =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                for (String line = log.readLine(); line != null; line = log.readLine()) {
                    Matcher listening = LISTENING.matcher(line);
                    if (listening.find()) {
                        address.complete(URI.create(listening.group(1)));
                    } else if (!address.isDone()) {
                        said.append('\n').append(line);
                    }
                }
                address.completeExceptionally(new IOException("the browser ended:" + said));
            } catch (IOException e) {
                address.completeExceptionally(e);
            }
        });
        reader.setDaemon(true);
        reader.start();
        try {
            return address.get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the browser starts", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the browser does not start", e);
        }
    }

    /** Opens a page of a folder, and waits until all that it loads is loaded. */
    public BrowserPage open(File page, Look look) {
        return BrowserPage.open(
                tools, page.toPath().toAbsolutePath().normalize().toUri(), look);
    }

    /** What the browser calls itself, for example {@code Chrome/130.0.6723.91}. */
    public String version() {
        return String.valueOf(tools.call(null, "Browser.getVersion", Map.of()).get("product"));
    }

    @Override
    public void close() throws IOException {
        tools.close();
        end(process, profile);
    }

    private static void end(Process process, Path profile) throws IOException {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            // A process that the browser did not count among its own may just have removed what it had there.
            if (!(e.getCause() instanceof NoSuchFileException)) {
                throw e;
            }
        }
    }
}
