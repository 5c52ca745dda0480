// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What libbpf made of modules: a verdict on each, and a file for each that it did not refuse.
 *
 * @param folder has the files
 * @param verdicts by the name of the module
 */
record Expected(Path folder, Map<String, Verdict> verdicts) {

    static final String VERDICTS = "verdicts.tsv";

    private static final Pattern BLAMED = Pattern.compile("'([^']*)'");

    /** Keeps its own copy of the verdicts. */
    Expected {
        verdicts = Collections.unmodifiableMap(new TreeMap<>(verdicts));
    }

    /**
     * libbpf's verdict on a module.
     *
     * @param warning what libbpf says about its refusal, or null if it did not refuse
     */
    record Verdict(@Nullable String warning) {

        boolean refused() {
            return warning != null;
        }

        /** The first name in quotes in the warning: the type that libbpf stopped at. */
        String blamedType() {
            Matcher matcher = BLAMED.matcher(String.valueOf(warning));
            if (!matcher.find()) {
                throw new AssertionError("libbpf names no type in: " + warning);
            }
            return matcher.group(1);
        }
    }

    static Expected in(Path folder) {
        Map<String, Verdict> verdicts = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(folder.resolve(VERDICTS))) {
                String[] columns = line.split("\t", -1);
                verdicts.put(columns[0], new Verdict(columns[1].equals("ok") ? null : columns[3]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Expected(folder, verdicts);
    }

    long refused() {
        return verdicts.values().stream().filter(Verdict::refused).count();
    }

    /** The bytes that libbpf made for a module. */
    byte[] bytes(String module, String extension) throws IOException {
        return Files.readAllBytes(folder.resolve(module + extension));
    }
}
