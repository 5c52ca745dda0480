// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.util.List;
import java.util.Locale;
import org.apache.maven.plugin.MojoFailureException;

/**
 * An artifact as a parameter names it: {@code mvn:group:artifact:version[:type[:classifier]]}.
 *
 * @param type the parameter's default, mostly {@code btf}, where the user named none
 * @param classifier empty where the user named none
 */
record ArtifactCoordinates(String group, String artifact, String version, String type, String classifier) {

    /** The type of a kernel's BTF in a repository; the files of such artifacts have the same extension. */
    static final String BTF = "btf";

    /** How a user writes coordinates. */
    static final String FORM = "mvn:group:artifact:version[:type[:classifier]]";

    private static final String PREFIX = "mvn:";

    /** What Maven allows in none of these, ranges of versions and variables without a value included. */
    private static final String FORBIDDEN = "\\/:\"<>|?*[](){},$";

    /** Whether the value of a parameter means an artifact. */
    static boolean areIn(Setting setting) {
        return setting.text().startsWith(PREFIX);
    }

    /**
     * Takes the value of a parameter apart.
     *
     * @throws MojoFailureException if a part is missing, or is not what Maven allows
     */
    static ArtifactCoordinates parse(Setting setting) throws MojoFailureException {
        return parse(setting, BTF);
    }

    /**
     * The same, where another type is meant if the user names none.
     *
     * @throws MojoFailureException as {@link #parse(Setting)} does
     */
    static ArtifactCoordinates parse(Setting setting, String defaultType) throws MojoFailureException {
        List<String> parts = List.of(setting.text().substring(PREFIX.length()).split(":", -1));
        if (parts.size() < 3 || parts.size() > 5) {
            throw malformed(setting, "with " + parts.size() + (parts.size() == 1 ? " part" : " parts"));
        }
        List<String> names = List.of("group", "artifact", "version", "type", "classifier");
        for (int i = 0; i < parts.size(); i++) {
            check(setting, names.get(i), parts.get(i));
        }
        return new ArtifactCoordinates(
                parts.get(0),
                parts.get(1),
                parts.get(2),
                parts.size() > 3 ? parts.get(3) : defaultType,
                parts.size() > 4 ? parts.get(4) : "");
    }

    private static void check(Setting setting, String name, String part) throws MojoFailureException {
        if (part.isEmpty()) {
            throw malformed(setting, "whose " + name + " is empty");
        }
        for (int i = 0; i < part.length(); i++) {
            char character = part.charAt(i);
            if (character <= ' ' || FORBIDDEN.indexOf(character) >= 0) {
                String shown = character < ' '
                        ? String.format(Locale.ROOT, "\\u%04x", (int) character)
                        : String.valueOf(character);
                throw malformed(setting, "whose " + name + " has the character '" + shown + "'");
            }
        }
    }

    private static MojoFailureException malformed(Setting setting, String problem) {
        return new MojoFailureException(
                setting + ": found '" + setting.text() + "', " + problem + ", expected " + FORM + " with one version.");
    }

    /** The same artifact in another version. */
    ArtifactCoordinates withVersion(String other) {
        return new ArtifactCoordinates(group, artifact, other, type, classifier);
    }

    /** As a user writes them. */
    @Override
    public String toString() {
        return PREFIX + project() + ":" + type + (classifier.isEmpty() ? "" : ":" + classifier);
    }

    /** The project that such an artifact belongs to. */
    String project() {
        return group + ":" + artifact + ":" + version;
    }
}
