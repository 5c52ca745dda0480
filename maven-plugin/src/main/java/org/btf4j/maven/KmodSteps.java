// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Who takes which modules in a project of packaging {@code kmod}.
 *
 * <p>There the packaging itself runs the goals, each on what the one before it wrote, so that one {@code <modules>} in the
 * plugin's configuration names the sources for all of them. Goals that the user binds or calls take what their own {@code
 * <modules>} says. Projects of another packaging know nothing of this.
 *
 * @param project null where there is none
 * @param execution null in tests that make a goal themselves
 * @param context what the goals of the plugin tell each other while they build the project
 */
record KmodSteps(
        @Nullable MavenProject project,
        @Nullable MojoExecution execution,
        @Nullable Map<Object, Object> context) {

    /** The packaging, and the type of its artifact. */
    static final String PACKAGING = "kmod";

    /** Where such a project has its modules if it does not say so. */
    static final String SOURCES = "src/main/kmod";

    private static final String ENCODE = "encode";
    private static final String DISTILL = "distill";

    /** Whether the project is of this packaging. */
    boolean areTaken() {
        return project != null && PACKAGING.equals(project.getPackaging());
    }

    /**
     * The modules for a goal that goes on with what {@code btf:distill} wrote, or {@code btf:encode} where that is left out.
     *
     * @param setting what the user wrote
     * @param otherwise where to look if no step wrote anything in this build
     */
    Setting input(Setting setting, String otherwise) {
        if (!areTaken() || (setting.isSet() && !isOfPackaging())) {
            return setting;
        }
        return new Setting(setting.name(), distilled(otherwise));
    }

    /** The modules for {@code btf:encode}, the first step. */
    Setting sources(Setting setting) {
        return !areTaken() || setting.isSet() ? setting : new Setting(setting.name(), SOURCES);
    }

    /**
     * The modules for {@code btf:distill}: what {@code btf:encode} wrote, or the sources where that is left out.
     *
     * <p>Never what {@code distill} itself wrote, though Maven runs the steps again in {@code mvn package install}.
     */
    Setting encodedOrSources(Setting setting) {
        if (!areTaken() || (setting.isSet() && !isOfPackaging())) {
            return setting;
        }
        String encoded = writtenBy(ENCODE);
        return encoded == null ? sources(setting) : new Setting(setting.name(), encoded);
    }

    /**
     * The same for the steps that take nothing else.
     *
     * @param setting what the user wrote, or the default
     */
    Setting written(Setting setting) {
        return areTaken() && isOfPackaging() ? new Setting(setting.name(), distilled(setting.text())) : setting;
    }

    /**
     * The modules for a report, which nobody calls a step: what {@code btf:distill} wrote in this build, if the user names nothing else.
     *
     * @param setting what the user wrote, or the default
     * @param standard the default
     */
    Setting reported(Setting setting, String standard) {
        return areTaken() && standard.equals(setting.value())
                ? new Setting(setting.name(), distilled(standard))
                : setting;
    }

    /** Whether the step before this one wrote there, so that it can write there no more. */
    boolean encodedInto(Location directory) {
        return areTaken() && isOfPackaging() && directory.path().toString().equals(writtenBy(ENCODE));
    }

    private String distilled(String otherwise) {
        for (String goal : List.of(DISTILL, ENCODE)) {
            String directory = writtenBy(goal);
            if (directory != null) {
                return directory;
            }
        }
        return otherwise;
    }

    private @Nullable String writtenBy(String goal) {
        return context != null && context.get(written(goal)) instanceof String directory ? directory : null;
    }

    /** Tells the next step where this one wrote. */
    void wrote(Location directory) {
        if (execution != null && areTaken() && isOfPackaging() && context != null) {
            context.put(written(execution.getGoal()), directory.path().toString());
        }
    }

    private static String written(String goal) {
        return "where " + goal + " wrote";
    }

    /** Maven calls an execution so that no POM names. */
    private boolean isOfPackaging() {
        return execution != null && execution.getExecutionId().equals("default-" + execution.getGoal());
    }
}
