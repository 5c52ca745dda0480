// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The failures that somebody has looked at and accepts, each with a reason.
 *
 * <p>Immutable and thread-safe.
 *
 * @param entries in the order of the file
 */
public record Baseline(List<Entry> entries) {

    /** Accepts nothing. */
    public static final Baseline NONE = new Baseline(List.of());

    /** Keeps its own copy of the entries. */
    public Baseline {
        entries = List.copyOf(entries);
    }

    /**
     * Failures that are accepted.
     *
     * @param module the name of the modules, in which {@code *} stands for any characters; without a slash it is compared with
     *     the last part of a module's path
     * @param kernel the name of the kernels, in which {@code *} stands for any characters
     * @param type the name of the type that does not fit; empty for any
     * @param reason why that is accepted, not blank
     * @param line where the entry begins in the file, counted from 1
     */
    public record Entry(String module, String kernel, String type, String reason, int line) {

        /** Whether the entry is about a failure. */
        public boolean matches(String moduleName, String kernelName, String typeName) {
            String compared = module.contains("/") ? moduleName : moduleName.substring(moduleName.lastIndexOf('/') + 1);
            return (type.isEmpty() || type.equals(typeName)) && like(kernel, kernelName) && like(module, compared);
        }

        private static boolean like(String pattern, String name) {
            String regex =
                    Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return Pattern.compile(regex, Pattern.DOTALL).matcher(name).matches();
        }
    }

    /**
     * Reads a baseline.
     *
     * <p>The file is JSON: {@code {"accepted": [{"module": "snd_foo.ko", "kernel": "6.12.95", "type": "gpio_chip", "reason":
     * "..."}]}}; only {@code type} may be missing.
     *
     * @throws BaselineException if the file is something else, with line and column
     * @throws IOException if it cannot be read
     */
    public static Baseline read(Path file) throws IOException {
        return BaselineReader.read(file);
    }
}
