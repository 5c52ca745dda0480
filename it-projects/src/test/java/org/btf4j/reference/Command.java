// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

/** Runs a reference tool. */
final class Command {

    private Command() {}

    /** What the command prints, complaints included; it must succeed. */
    static byte[] output(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor())
                .as(() ->
                        String.join(" ", command) + "\n" + new String(output, java.nio.charset.StandardCharsets.UTF_8))
                .isZero();
        return output;
    }
}
