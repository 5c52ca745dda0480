// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.same;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.artifact.DefaultArtifactType;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.RepositoryOfflineException;
import org.eclipse.aether.util.artifact.DefaultArtifactTypeRegistry;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** What Maven's resolver finds and misses, in the words of the goals; that it finds anything is for the integration projects. */
class ArtifactLookupTest {

    private static final Artifact KERNEL = new DefaultArtifact("org.example:kernel:btf:6.12.95");
    private static final RemoteRepository RELEASES = repository("releases");
    private static final RemoteRepository KERNELS = repository("kernels");

    private final RepositorySystem system = mock(RepositorySystem.class);
    private final DefaultRepositorySystemSession session = session();
    private final RecordedLog recorded = new RecordedLog();

    @Test
    void theArtifactIsAskedForAsADependencyIs() throws Exception {
        Path file = Path.of("/repository/kernel-6.12.95.btf").toAbsolutePath();
        ArgumentCaptor<ArtifactRequest> request = ArgumentCaptor.forClass(ArtifactRequest.class);
        when(system.resolveArtifact(same(session), any()))
                .thenReturn(new ArtifactResult(new ArtifactRequest()).setArtifact(KERNEL.setFile(file.toFile())));

        Location location = locate("mvn:org.example:kernel:6.12.95:btf:arm64");

        verify(system).resolveArtifact(same(session), request.capture());
        assertThat(request.getValue().getArtifact()).hasToString("org.example:kernel:btf:arm64:6.12.95");
        assertThat(request.getValue().getRepositories()).containsExactly(RELEASES, KERNELS);
        assertThat(location).hasToString("<base> (btf.base): " + file);
        assertThat(location.setting().text()).isEqualTo("mvn:org.example:kernel:6.12.95:btf:arm64");
    }

    @Test
    void aTypeHasTheExtensionThatMavenKnowsForIt() throws Exception {
        ArgumentCaptor<ArtifactRequest> request = ArgumentCaptor.forClass(ArtifactRequest.class);
        when(system.resolveArtifact(same(session), any()))
                .thenReturn(new ArtifactResult(new ArtifactRequest())
                        .setArtifact(KERNEL.setFile(Path.of("kernel.bin").toFile())));

        locate("mvn:org.example:kernel:6.12.95:kernel-image");

        verify(system).resolveArtifact(same(session), request.capture());
        assertThat(request.getValue().getArtifact()).hasToString("org.example:kernel:bin:6.12.95");
    }

    @Test
    void whatIsNowhereIsTheUsersToMake() throws Exception {
        missing(new ArtifactNotFoundException(KERNEL, RELEASES), new ArtifactNotFoundException(KERNEL, KERNELS));

        assertThatThrownBy(() -> locate("mvn:org.example:kernel:6.12.95"))
                .isInstanceOf(MojoFailureException.class)
                .hasNoCause()
                .hasMessage(
                        "<base> (btf.base): mvn:org.example:kernel:6.12.95: there is no such artifact in this build, in"
                                + " the local repository, or in the repositories 'releases', 'kernels'. Make it with"
                                + " btf:attach-base in a project org.example:kernel:6.12.95, and install or deploy that; if it"
                                + " was deployed just now, run with -U.");
        assertThat(recorded.lines()).isEmpty();
    }

    @Test
    void offlineItMayOnlyBeNotHereYet() throws Exception {
        missing(new ArtifactNotFoundException(
                KERNEL, KERNELS, "offline", new RepositoryOfflineException(KERNELS, "offline")));

        assertThatThrownBy(() -> locate("mvn:org.example:kernel:6.12.95"))
                .isInstanceOf(MojoExecutionException.class)
                .hasNoCause()
                .hasMessage(
                        "<base> (btf.base): mvn:org.example:kernel:6.12.95 is not in the local repository, and since"
                                + " Maven works offline, it was not looked for in the repository 'kernels'. Run once without -o.");
    }

    @Test
    void aRepositoryThatDoesNotAnswerIsToldByItsIdentifierOnly() throws Exception {
        missing(
                new ArtifactNotFoundException(KERNEL, RELEASES),
                new ArtifactTransferException(
                        KERNEL,
                        KERNELS,
                        "Could not transfer artifact org.example:kernel:btf:6.12.95 from/to kernels (https://me:secret@kernels.example/):"
                                + " status code 401 for https://me:secret@kernels.example/kernel.btf"));

        assertThatThrownBy(() -> locate("mvn:org.example:kernel:6.12.95"))
                .isInstanceOf(MojoExecutionException.class)
                .hasNoCause()
                .hasMessage("<base> (btf.base): mvn:org.example:kernel:6.12.95 could not be fetched: Could not transfer"
                        + " artifact org.example:kernel:btf:6.12.95 from/to kernels: status code 401 for"
                        + " kernels/kernel.btf. Run with -X to see more.");
    }

    private Location locate(String value) throws MojoFailureException, MojoExecutionException {
        return new ArtifactLookup(system, session, List.of(RELEASES, KERNELS), recorded.log)
                .locate(new Setting("base", value));
    }

    private void missing(Exception... problems) throws ArtifactResolutionException {
        ArtifactResult result = new ArtifactResult(new ArtifactRequest());
        List.of(problems).forEach(result::addException);
        when(system.resolveArtifact(same(session), any()))
                .thenThrow(new ArtifactResolutionException(List.of(result), "https://kernels.example/"));
    }

    @SuppressWarnings("deprecation") // Maven makes sessions; there is no other way in a test
    private static DefaultRepositorySystemSession session() {
        DefaultRepositorySystemSession session = new DefaultRepositorySystemSession();
        session.setArtifactTypeRegistry(
                new DefaultArtifactTypeRegistry().add(new DefaultArtifactType("kernel-image", "bin", "", "none")));
        return session;
    }

    private static RemoteRepository repository(String id) {
        return new RemoteRepository.Builder(id, "default", "https://me:secret@" + id + ".example/").build();
    }
}
