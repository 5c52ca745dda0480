// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

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

    private static final String WRITTEN = "where the last step wrote";

    /** Whether the project is of this packaging. */
    boolean areTaken() {
        return project != null && PACKAGING.equals(project.getPackaging());
    }

    /**
     * The modules for a step that goes on with what the last one wrote, if one did.
     *
     * @param setting what the user wrote
     * @param otherwise where to look if no step wrote anything in this build
     */
    Setting input(Setting setting, String otherwise) {
        if (!areTaken() || (setting.isSet() && !isOfPackaging())) {
            return setting;
        }
        return new Setting(setting.name(), written(otherwise));
    }

    /** The modules for the first step, also where the steps are run again in one build, as {@code mvn package install} does. */
    Setting sources(Setting setting) {
        return !areTaken() || setting.isSet() ? setting : new Setting(setting.name(), SOURCES);
    }

    /** The modules for a step that starts from the sources if no other came before it. */
    Setting inputOrSources(Setting setting) {
        return input(setting, setting.isSet() ? setting.text() : SOURCES);
    }

    /**
     * What {@code btf:distill} wrote, for the steps that take nothing else.
     *
     * @param setting what the user wrote, or the default
     */
    Setting written(Setting setting) {
        return areTaken() && isOfPackaging() ? new Setting(setting.name(), written(setting.text())) : setting;
    }

    private String written(String otherwise) {
        return context != null && context.get(WRITTEN) instanceof String directory ? directory : otherwise;
    }

    /** Tells the next step where this one wrote. */
    void wrote(Location directory) {
        if (areTaken() && isOfPackaging() && context != null) {
            context.put(WRITTEN, directory.path().toString());
        }
    }

    /** Maven calls an execution so that no POM names. */
    private boolean isOfPackaging() {
        return execution != null && execution.getExecutionId().equals("default-" + execution.getGoal());
    }
}
