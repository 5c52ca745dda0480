// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.artifact.versioning.ArtifactVersion;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;

/** The site plugin that has a report generated; each Maven takes another one where a POM names none. */
final class SitePlugin {

    /** The first one in which no report was seen to vanish. */
    private static final String OLDEST = "3.21.0";

    /** The one that the tests run with. */
    private static final String RECOMMENDED = "3.22.0";

    private static final String CLASSES = "org.apache.maven.plugins.site.";
    private static final String PROPERTIES =
            "/META-INF/maven/org.apache.maven.plugins/maven-site-plugin/pom.properties";

    private SitePlugin() {}

    /**
     * Checks that whoever calls can take pages of Doxia 2; who is no site plugin is not looked at.
     *
     * <p>An older one would fail for want of a class or a method, or log that it skips an error, leave an empty page, and let the
     * build succeed.
     *
     * @throws IllegalStateException if the site plugin is too old; it says what to put into the POM
     */
    static void requireNewEnough() {
        Optional<Class<?>> caller = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.<Class<?>>map(StackFrame::getDeclaringClass)
                        .filter(type -> type.getName().startsWith(CLASSES))
                        .findFirst());
        if (caller.isPresent()) {
            check(version(caller.get()));
        }
    }

    /** The version that the plugin's own archive tells; empty if it tells none. */
    private static String version(Class<?> type) {
        try (InputStream file = type.getResourceAsStream(PROPERTIES)) {
            Properties properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks a version; the milestones of 4.0.0 came before 3.20.0. */
    static void check(String found) {
        ArtifactVersion version = new DefaultArtifactVersion(found);
        boolean milestone = found.startsWith("4.0.0-M");
        if (milestone || version.compareTo(new DefaultArtifactVersion(OLDEST)) < 0) {
            throw new IllegalStateException("btf:report needs the maven-site-plugin in version " + OLDEST
                    + " or later, which makes pages with Doxia 2; found " + (found.isEmpty() ? "an older one" : found)
                    + ". Put this into the POM, below <build><pluginManagement><plugins>:"
                    + " <plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-site-plugin</artifactId>"
                    + "<version>" + RECOMMENDED + "</version></plugin>");
        }
    }
}
