// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Makes a readable name for a kernel of how a user wrote it. */
final class KernelName {

    private static final String MAVEN = "mvn:";

    private KernelName() {}

    /**
     * The name: of {@code /boot/vmlinux-6.12.95} and of {@code kernels/6.12.95/vmlinux} it is {@code 6.12.95}, of {@code
     * mvn:org.example:debian:6.12.95} it is {@code debian:6.12.95}.
     */
    static String of(String kernel) {
        if (kernel.startsWith(MAVEN)) {
            List<String> parts = List.of(kernel.substring(MAVEN.length()).split(":", -1));
            return parts.size() < 3 ? kernel : parts.get(1) + ":" + parts.get(2);
        }
        List<String> path = new ArrayList<>(List.of(kernel.split("[/\\\\]+")));
        while (!path.isEmpty()) {
            String part = path.remove(path.size() - 1);
            String name = Pattern.compile("^vmlinu[xz][-.]?|(\\.btf)?(\\.(gz|xz|zst))?$")
                    .matcher(part)
                    .replaceAll("");
            boolean tells = !name.isEmpty()
                    && !List.of("build", "source", "btf", "boot", "kernel", "sys", ".", "..")
                            .contains(name);
            if (tells) {
                return name;
            }
        }
        return kernel;
    }
}
