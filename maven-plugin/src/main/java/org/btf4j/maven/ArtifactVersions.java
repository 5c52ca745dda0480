// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.artifact.ArtifactUtils;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.eclipse.aether.transfer.MetadataNotFoundException;
import org.eclipse.aether.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * Finds the version that {@code LATEST} or {@code PREVIOUS} stands for, among those that this build's repositories know.
 *
 * <p>{@code LATEST} is the highest version, {@code PREVIOUS} the highest release below the version of this project. Neither is ever
 * the project itself, as it would be compared with itself.
 *
 * @param project what is being built; null if there is no POM
 */
record ArtifactVersions(ArtifactLookup lookup, @Nullable MavenProject project) {

    static final String LATEST = "LATEST";
    static final String PREVIOUS = "PREVIOUS";

    private static final String ALL = "(,)";

    /**
     * The coordinates with a version in place of the word.
     *
     * @param coordinates what the parameter says; returned as they are if their version is neither word
     * @throws MojoFailureException if there is no such version
     * @throws MojoExecutionException if the versions could not be asked for
     */
    ArtifactCoordinates resolve(Setting setting, ArtifactCoordinates coordinates)
            throws MojoFailureException, MojoExecutionException {
        boolean previous = coordinates.version().equals(PREVIOUS);
        if (!previous && !coordinates.version().equals(LATEST)) {
            return coordinates;
        }
        if (previous && project == null) {
            throw new MojoFailureException(
                    setting + ": " + setting.text() + ": found no POM, expected a project whose version"
                            + " is the one after " + PREVIOUS + ". Name a version, or " + LATEST + ".");
        }
        String range = previous && project != null ? "(," + project.getVersion() + ")" : ALL;
        VersionRangeResult known = known(setting, coordinates, range);
        List<Version> candidates = known.getVersions().stream()
                .filter(version -> !isThisProject(coordinates, version))
                .filter(version -> !previous || !ArtifactUtils.isSnapshot(version.toString()))
                .toList();
        if (candidates.isEmpty()) {
            throw none(setting, coordinates, previous);
        }
        warnOfSilent(setting, coordinates, known);
        return coordinates.withVersion(candidates.get(candidates.size() - 1).toString());
    }

    /** In ascending order. */
    private VersionRangeResult known(Setting setting, ArtifactCoordinates coordinates, String range)
            throws MojoExecutionException {
        VersionRangeRequest request = new VersionRangeRequest(
                lookup.artifact(coordinates.withVersion(range)), lookup.repositories(), "btf4j");
        try {
            return lookup.system().resolveVersionRange(lookup.session(), request);
        } catch (VersionRangeResolutionException e) {
            throw new MojoExecutionException(
                    setting + ": " + setting.text() + ": the versions could not be asked for. Run with -X to see more.",
                    e);
        }
    }

    private boolean isThisProject(ArtifactCoordinates coordinates, Version version) {
        return project != null
                && coordinates.group().equals(project.getGroupId())
                && coordinates.artifact().equals(project.getArtifactId())
                && version.toString().equals(project.getVersion());
    }

    private MojoFailureException none(Setting setting, ArtifactCoordinates coordinates, boolean previous)
            throws MojoExecutionException {
        String versions = known(setting, coordinates, ALL).getVersions().stream()
                .map(Version::toString)
                .collect(Collectors.joining(", "));
        String wanted = previous && project != null
                ? "a release before " + project.getVersion() + ", the version of this project"
                : "at least one besides this project's";
        return new MojoFailureException(setting + ": " + setting.text() + ": found "
                + (versions.isEmpty() ? "no version" : "only " + versions) + " of " + coordinates.group() + ":"
                + coordinates.artifact() + " in the local repository or in " + lookup.listedRepositories()
                + ", expected " + wanted
                + ". Before the first release there is nothing to compare with: leave the goal out, or set "
                + new Setting("skip", null) + "; if it was deployed just now, run with -U.");
    }

    /** What could not be asked may know a later version. */
    private void warnOfSilent(Setting setting, ArtifactCoordinates coordinates, VersionRangeResult known) {
        long silent = known.getExceptions().stream()
                .filter(problem -> !(problem instanceof MetadataNotFoundException))
                .count();
        if (silent > 0) {
            lookup.log()
                    .warn(setting + ": " + setting.text() + ": " + silent
                            + (silent == 1 ? " repository" : " repositories") + " could not be asked for versions of "
                            + coordinates.group() + ":" + coordinates.artifact() + "; run with -X to see more");
            known.getExceptions().forEach(problem -> lookup.log().debug(problem));
        }
    }
}
