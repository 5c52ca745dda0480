// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.metadata.DefaultMetadata;
import org.eclipse.aether.metadata.Metadata;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.eclipse.aether.transfer.MetadataNotFoundException;
import org.eclipse.aether.transfer.MetadataTransferException;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.Version;
import org.eclipse.aether.version.VersionConstraint;
import org.junit.jupiter.api.Test;

/** Which version a word stands for, given those that the repositories know. */
class ArtifactVersionsTest {

    private static final RemoteRepository RELEASES =
            new RemoteRepository.Builder("releases", "default", "https://releases.example/").build();
    private static final Metadata METADATA =
            new DefaultMetadata("org.example", "drivers", "maven-metadata.xml", Metadata.Nature.RELEASE);

    private final RepositorySystem system = mock(RepositorySystem.class);
    private final RecordedLog recorded = new RecordedLog();
    private final List<Exception> problems = new ArrayList<>();

    @Test
    void aVersionIsTakenAsItIs() throws Exception {
        assertThat(resolve("mvn:org.example:drivers:1.0", "2.0")).isEqualTo("mvn:org.example:drivers:1.0:tar.gz");
    }

    @Test
    void latestIsTheHighestSnapshotsIncluded() throws Exception {
        known("1.0", "1.9", "1.10", "2.0-SNAPSHOT");

        assertThat(resolve("mvn:org.example:other:LATEST", "2.0-SNAPSHOT"))
                .isEqualTo("mvn:org.example:other:2.0-SNAPSHOT:tar.gz");
    }

    @Test
    void latestIsNeverTheProjectItself() throws Exception {
        known("1.0", "1.9", "1.10", "2.0-SNAPSHOT");

        assertThat(resolve("mvn:org.example:drivers:LATEST", "2.0-SNAPSHOT"))
                .isEqualTo("mvn:org.example:drivers:1.10:tar.gz");
    }

    @Test
    void previousIsTheHighestReleaseBelowThisProject() throws Exception {
        known("1.0", "1.9", "1.10-SNAPSHOT", "2.0-SNAPSHOT", "2.0", "3.0");

        assertThat(resolve("mvn:org.example:drivers:PREVIOUS:btf:arm64", "2.0-SNAPSHOT"))
                .isEqualTo("mvn:org.example:drivers:1.9:btf:arm64");
        assertThat(resolve("mvn:org.example:drivers:PREVIOUS", "3.0")).isEqualTo("mvn:org.example:drivers:2.0:tar.gz");
    }

    @Test
    void beforeTheFirstReleaseThereIsNone() throws Exception {
        known("2.0-SNAPSHOT", "2.0");

        assertThatThrownBy(() -> resolve("mvn:org.example:drivers:PREVIOUS", "2.0"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<old> (btf.old): mvn:org.example:drivers:PREVIOUS: found only 2.0-SNAPSHOT, 2.0 of"
                        + " org.example:drivers in the local repository or in the repository 'releases', expected a"
                        + " release before 2.0, the version of this project. Before the first release there is nothing"
                        + " to compare with: leave the goal out, or set <skip> (btf.skip); if it was deployed just now,"
                        + " run with -U.");
    }

    @Test
    void nothingIsKnownOfAnArtifactThatWasNeverMade() throws Exception {
        problems.add(new MetadataNotFoundException(METADATA, RELEASES));
        known();

        assertThatThrownBy(() -> resolve("mvn:org.example:drivers:LATEST", "1.0"))
                .hasMessageStartingWith("<old> (btf.old): mvn:org.example:drivers:LATEST: found no version of"
                        + " org.example:drivers in the local repository or in the repository 'releases', expected at least one"
                        + " besides this project's.");
        assertThat(recorded.lines()).isEmpty();
    }

    @Test
    void aRepositoryThatDoesNotAnswerIsAWarning() throws Exception {
        problems.add(new MetadataTransferException(METADATA, RELEASES, "refused"));
        known("1.0");

        assertThat(resolve("mvn:org.example:drivers:LATEST", "2.0")).isEqualTo("mvn:org.example:drivers:1.0:tar.gz");
        assertThat(recorded.lines())
                .startsWith("warn: <old> (btf.old): mvn:org.example:drivers:LATEST: 1 repository could not be asked for"
                        + " versions of org.example:drivers; run with -X to see more");
    }

    @Test
    void withoutAPomNothingIsBeforeIt() {
        assertThatThrownBy(() -> new ArtifactVersions(lookup(), null)
                        .resolve(
                                setting("mvn:org.example:drivers:PREVIOUS"),
                                ArtifactCoordinates.parse(setting("mvn:org.example:drivers:PREVIOUS"), "tar.gz")))
                .hasMessage(
                        "<old> (btf.old): mvn:org.example:drivers:PREVIOUS: found no POM, expected a project whose version"
                                + " is the one after PREVIOUS. Name a version, or LATEST.");
    }

    private String resolve(String value, String projectVersion) throws MojoFailureException, MojoExecutionException {
        MavenProject project = new MavenProject();
        project.setGroupId("org.example");
        project.setArtifactId("drivers");
        project.setVersion(projectVersion);
        return new ArtifactVersions(lookup(), project)
                .resolve(setting(value), ArtifactCoordinates.parse(setting(value), "tar.gz"))
                .toString();
    }

    private static Setting setting(String value) {
        return new Setting("old", value);
    }

    @SuppressWarnings("deprecation") // Maven makes sessions; there is no other way in a test
    private ArtifactLookup lookup() {
        return new ArtifactLookup(system, new DefaultRepositorySystemSession(), List.of(RELEASES), recorded.log);
    }

    /** What the repositories know, of which the resolver tells those in the range that it is asked for. */
    private void known(String... versions) throws Exception {
        GenericVersionScheme scheme = new GenericVersionScheme();
        when(system.resolveVersionRange(any(), any())).thenAnswer(invocation -> {
            VersionRangeRequest request = invocation.getArgument(1);
            VersionConstraint range =
                    scheme.parseVersionConstraint(request.getArtifact().getVersion());
            List<Version> found = new ArrayList<>();
            for (String version : versions) {
                Version parsed = scheme.parseVersion(version);
                if (range.containsVersion(parsed)) {
                    found.add(parsed);
                }
            }
            VersionRangeResult result = new VersionRangeResult(request).setVersions(found);
            problems.forEach(result::addException);
            return result;
        });
    }
}
