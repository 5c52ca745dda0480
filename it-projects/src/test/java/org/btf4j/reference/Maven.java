// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.InvocationResult;
import org.apache.maven.shared.invoker.MavenInvocationException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the built plugin in a Maven of its own, as a user would.
 *
 * <p>Offline: the invoker plugin has put the plugin into a local repository of its own; all else that it needs is in the
 * user's, which serves as a remote one. System properties that the profile {@code reference} sets tell both.
 */
record Maven(Path work) {

    static final String PLUGIN = "org.btf4j:btf-maven-plugin:" + property("reference.pluginVersion");

    /**
     * Runs a goal of the plugin outside any project.
     *
     * @return the lines of the log
     */
    List<String> goal(String name, Map<String, String> parameters) throws IOException {
        return goal(name, parameters, null);
    }

    /** The same in a JVM with the given options. */
    List<String> goal(String name, Map<String, String> parameters, @Nullable String jvmOptions) throws IOException {
        Path folder = Files.createTempDirectory(work, name + "-");
        return run(folder, PLUGIN + ":" + name, parameters, jvmOptions);
    }

    /**
     * Runs the goals that the project in a folder binds to the phase {@code validate}.
     *
     * @return the lines of the log
     */
    List<String> project(Path folder) throws IOException {
        return project(folder, null);
    }

    /** The same in a JVM with the given options. */
    List<String> project(Path folder, @Nullable String jvmOptions) throws IOException {
        return run(folder, "validate", Map.of(), jvmOptions);
    }

    private List<String> run(Path folder, String goal, Map<String, String> userProperties, @Nullable String jvmOptions)
            throws IOException {
        List<String> log = new ArrayList<>();
        Properties properties = new Properties();
        properties.putAll(userProperties);
        properties.setProperty("style.color", "never");
        properties.setProperty("aether.offline.protocols", "file");

        InvocationRequest request = new DefaultInvocationRequest();
        request.setBaseDirectory(folder.toFile());
        request.addArg(goal);
        request.setProperties(properties);
        request.setBatchMode(true);
        request.setNoTransferProgress(true);
        request.setOffline(true);
        request.setMavenOpts(jvmOptions);
        request.setGlobalSettingsFile(settings().toFile());
        request.setOutputHandler(log::add);
        request.setErrorHandler(log::add);
        DefaultInvoker maven = new DefaultInvoker();
        maven.setMavenHome(new File(property("maven.home")));
        maven.setLocalRepositoryDirectory(new File(property("reference.localRepository")));
        try {
            InvocationResult result = maven.execute(request);
            Files.write(folder.resolve("build.log"), log);
            assertThat(result.getExitCode())
                    .as("mvn " + goal + "; the end of " + folder.resolve("build.log") + ":\n"
                            + String.join("\n", log.subList(Math.max(0, log.size() - 40), log.size())))
                    .isZero();
        } catch (MavenInvocationException e) {
            throw new IOException(e);
        }
        return log;
    }

    /** Those of the projects under {@code src/it}, in which the invoker plugin replaces the same mark. */
    private Path settings() throws IOException {
        String text = Files.readString(Path.of(property("reference.settings")));
        String repository =
                Path.of(property("reference.userRepository")).toUri().toString();
        return Files.writeString(work.resolve("settings.xml"), text.replace("@localRepositoryUrl@", repository));
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("the system property " + name + " is not set: run mvn -Preference verify");
        }
        return value;
    }
}
