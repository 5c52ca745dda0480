// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;

/**
 * What a project gives to others: files that Maven installs and deploys.
 *
 * @param classifier tells apart what a project makes several of; need not be set
 * @param execution the one that makes files now
 * @param context what the goals of the plugin tell each other while they build the project
 */
record ProjectArtifacts(
        MavenProject project,
        MavenProjectHelper helper,
        Setting classifier,
        String execution,
        Map<Object, Object> context) {

    /** Where a file of the project goes: by its final name and the classifier, below the build directory. */
    Path file(String extension) {
        String name = project.getBuild().getFinalName() + (classifier.isSet() ? "-" + classifier.text() : "");
        return Path.of(project.getBuild().getDirectory()).resolve(name + "." + extension);
    }

    /** Makes a file the main artifact of the project. */
    void setMain(Path file) {
        context.put(key(file), execution);
        project.getArtifact().setFile(file.toFile());
    }

    /**
     * Makes a file an artifact beside the main one.
     *
     * <p>Maven runs an execution twice in one build where several phases are asked for, as in {@code mvn package install}; the
     * artifact is still one.
     */
    void attach(String type, Path file) {
        if (context.put(key(file), execution) == null) {
            helper.attachArtifact(project, type, classifier.isSet() ? classifier.text() : null, file.toFile());
        }
    }

    /**
     * Checks that no other execution of the goal has made the same.
     *
     * @throws MojoFailureException if one has: only one of the files could be installed
     */
    void requireNew(String type) throws MojoFailureException {
        Path file = file(type);
        Object other = context.get(key(file));
        if (other != null && !other.equals(execution)) {
            throw new MojoFailureException(classifier + ": the execution '" + other + "' of the goal has made " + file
                    + " already. Give each execution a classifier of its own.");
        }
    }

    private static String key(Path file) {
        return "who made " + file;
    }
}
