// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.mockito.Mockito.mock;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.Log;
import org.mockito.Mockito;

/** A log that remembers its lines as {@code level: text}, with every time that ends a line as {@code 0.00 s}. */
final class RecordedLog {

    private final List<String> lines = new ArrayList<>();

    final Log log = mock(Log.class, invocation -> {
        if (invocation.getArguments().length == 1) {
            Object text = invocation.getArgument(0);
            String timeless = String.valueOf(text).replaceAll("; [0-9]+\\.[0-9]{2} s$", "; 0.00 s");
            lines.add(invocation.getMethod().getName() + ": " + timeless);
        }
        return Mockito.RETURNS_DEFAULTS.answer(invocation);
    });

    /** All lines so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }
}
