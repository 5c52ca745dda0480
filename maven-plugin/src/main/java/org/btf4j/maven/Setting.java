// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.btf4j.batch.BtfLoader;
import org.btf4j.batch.FileProblem;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a goal as the user wrote it, and how to speak of it.
 *
 * @param name its name in a POM
 * @param property its name on the command line
 * @param value null if the user did not set it
 */
record Setting(String name, String property, @Nullable String value) {

    /** A parameter whose name on the command line is made of that in a POM, as nearly all are. */
    Setting(String name, @Nullable String value) {
        this(name, "btf." + name, value);
    }

    /** Without a POM, Maven 3 leaves this as it is in {@code ${project.build.directory}}. */
    private static final String BASEDIR = "${project.basedir}";

    /** Whether there is a value; an empty one, as an unset variable in a script leaves, is none. */
    boolean isSet() {
        return value != null && !value.isBlank();
    }

    /** The value of a parameter that is known to be set. */
    String text() {
        if (value == null) {
            throw new IllegalStateException(this + " is not set");
        }
        return value;
    }

    /** Whether the value stands for the BTF of the running kernel. */
    boolean isRunningKernel() {
        return text().equals(BtfLoader.RUNNING);
    }

    /**
     * What the value stands for among a few.
     *
     * @throws MojoFailureException if it is none of them
     */
    <T> T oneOf(Map<String, T> choices) throws MojoFailureException {
        T chosen = choices.get(text());
        if (chosen == null) {
            String expected = choices.keySet().stream()
                    .sorted()
                    .map(choice -> "'" + choice + "'")
                    .collect(Collectors.joining(" or "));
            throw new MojoFailureException(this + ": found '" + value + "', expected " + expected + ".");
        }
        return chosen;
    }

    /** The file or folder that the value names; a relative path starts at {@code basedir}. */
    Location file(Path basedir) throws MojoFailureException {
        try {
            return new Location(
                    this,
                    basedir.resolve(text().replace(BASEDIR, basedir.toString())).normalize());
        } catch (InvalidPathException e) {
            throw notAPath(e);
        }
    }

    /** The same, but {@code running} names the running kernel's BTF. */
    Location kernel(Path basedir) throws MojoFailureException {
        try {
            return new Location(this, BtfLoader.locate(text(), basedir));
        } catch (InvalidPathException e) {
            throw notAPath(e);
        }
    }

    /** That the machine could not do what it should with the file or folder which the value names. */
    MojoExecutionException problem(IOException e) {
        return new MojoExecutionException(this + ": " + FileProblem.describe(e) + ".", e);
    }

    private MojoFailureException notAPath(InvalidPathException e) {
        return new MojoFailureException(this + ": this is not a path: " + e.getMessage(), e);
    }

    /**
     * Checks that the user set all parameters that a goal cannot do without.
     *
     * <p>Maven could check this as well, but it would not say how to set them on the command line, and would fail where the goal
     * is skipped.
     *
     * @throws MojoFailureException if some are missing; it names all of them
     */
    static void require(Setting... settings) throws MojoFailureException {
        List<Setting> missing =
                Stream.of(settings).filter(setting -> !setting.isSet()).toList();
        if (missing.isEmpty()) {
            return;
        }
        String names = missing.stream().map(Setting::toString).collect(Collectors.joining(" and "));
        String options = missing.stream()
                .map(setting -> "-D" + setting.property() + "=...")
                .collect(Collectors.joining(" and "));
        throw new MojoFailureException(names
                + (missing.size() == 1 ? " is not set. Set it" : " are not set. Set them")
                + " in the plugin's <configuration>, or with " + options + " on the command line.");
    }

    /** Both names of the parameter. */
    @Override
    public String toString() {
        return "<" + name + "> (" + property + ")";
    }
}
