// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import java.util.ArrayList;
import java.util.List;

/** Collects what a person wants to know of a run, and prints it at its end. Not thread-safe. */
final class Figures implements AutoCloseable {

    private final List<String> lines = new ArrayList<>();

    void add(String line) {
        lines.add(line);
    }

    @Override
    public void close() {
        System.out.println("\nReference figures:\n  " + String.join("\n  ", lines) + "\n");
    }
}
