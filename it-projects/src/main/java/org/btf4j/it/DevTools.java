// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with a browser that runs on this machine, in the DevTools protocol: commands with their answers, and events.
 *
 * <p>Commands are given by one thread; whatever takes longer than the limit ends in an {@link AssertionError}.
 */
final class DevTools implements AutoCloseable {

    /** For one command or one event; a page of some megabytes on a busy machine needs a part of it. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * Something that happened in a page.
     *
     * @param session of which page
     * @param method what, for example {@code Page.loadEventFired}
     */
    record Event(String session, String method, Map<String, Object> parameters) {}

    private final AtomicInteger lastCommand = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Map<String, Object>>> answers = new ConcurrentHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final WebSocket socket;

    DevTools(URI address) {
        socket = await(
                HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new Receiver()),
                "connecting to the browser");
    }

    /** Gives a command, to the browser if there is no session, and waits for its answer. */
    Map<String, Object> call(@Nullable String session, String method, Map<String, ?> parameters) {
        int id = lastCommand.incrementAndGet();
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("id", id);
        command.put("method", method);
        command.put("params", parameters);
        if (session != null) {
            command.put("sessionId", session);
        }
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        answers.put(id, answer);
        try {
            await(socket.sendText(JSON.std.asString(command), true), method);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Object> message = await(answer, method);
        if (message.containsKey("error")) {
            throw new AssertionError(method + " failed in the browser: " + message.get("error"));
        }
        return object(message.get("result"));
    }

    /** Waits until an event of a page has come, even if it came before. */
    synchronized Event awaitEvent(String session, String method) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            for (Event event : events) {
                if (event.session().equals(session) && event.method().equals(method)) {
                    return event;
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("no " + method + " from the browser within " + LIMIT.toSeconds() + " s");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + method, e);
            }
        }
    }

    /** All events of that kind that have come of a page until now, in their order. */
    synchronized List<Event> events(String session, String method) {
        return events.stream()
                .filter(event ->
                        event.session().equals(session) && event.method().equals(method))
                .toList();
    }

    private synchronized void received(Event event) {
        events.add(event);
        notifyAll();
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** A value of an answer that is an object. */
    @SuppressWarnings("unchecked") // names in JSON are texts
    static Map<String, Object> object(@Nullable Object value) {
        if (value instanceof Map) {
            return (Map<String, Object>) value;
        }
        throw new AssertionError("the browser answered " + value + " where an object was expected");
    }

    private static <T> T await(CompletionStage<T> stage, String what) {
        try {
            return stage.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + what, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(what + " did not succeed within " + LIMIT.toSeconds() + " s", e);
        }
    }

    private final class Receiver implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                try {
                    handle(JSON.std.mapFrom(message.toString()));
                } catch (IOException e) {
                    onError(from, e);
                }
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void handle(Map<String, Object> received) {
            if (received.get("id") instanceof Integer id) {
                CompletableFuture<Map<String, Object>> answer = answers.remove(id);
                if (answer != null) {
                    answer.complete(received);
                }
            } else {
                received(new Event(
                        String.valueOf(received.get("sessionId")),
                        String.valueOf(received.get("method")),
                        object(received.get("params"))));
            }
        }

        @Override
        public void onError(WebSocket from, Throwable cause) {
            answers.values().forEach(answer -> answer.completeExceptionally(cause));
        }
    }
}
