// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.ArtifactType;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.artifact.DefaultArtifactType;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.RepositoryOfflineException;

/**
 * Finds artifacts that parameters name as Maven finds dependencies: in this build, in the local repository, in the project's
 * repositories.
 *
 * <p>Without a project the repositories are those of the settings. As thread-safe as the session.
 *
 * @param log gets what Maven said, where a message for the user leaves it out
 */
record ArtifactLookup(
        RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories, Log log) {

    /**
     * The file of the artifact that the parameter names.
     *
     * @throws MojoFailureException if the coordinates are malformed, or there is no such artifact
     * @throws MojoExecutionException if a repository could not be asked
     */
    Location locate(Setting setting) throws MojoFailureException, MojoExecutionException {
        return locate(setting, ArtifactCoordinates.parse(setting));
    }

    /**
     * The file of the artifact with these coordinates, which are what the parameter means.
     *
     * @throws MojoFailureException if there is no such artifact
     * @throws MojoExecutionException if a repository could not be asked
     */
    Location locate(Setting setting, ArtifactCoordinates coordinates)
            throws MojoFailureException, MojoExecutionException {
        try {
            File file = system.resolveArtifact(
                            session, new ArtifactRequest(artifact(coordinates), repositories, "btf4j"))
                    .getArtifact()
                    .getFile();
            return new Location(setting, file.toPath());
        } catch (ArtifactResolutionException e) {
            // Not as the cause: Maven would print its message too, with the addresses of the repositories.
            log.debug(setting + ": " + setting.text() + " was not resolved.", e);
            List<Exception> problems = e.getResults().stream()
                    .flatMap(result -> result.getExceptions().stream())
                    .toList();
            List<String> offline = repositoriesThatWereOffline(problems);
            if (!offline.isEmpty()) {
                throw new MojoExecutionException(setting + ": " + setting.text()
                        + " is not in the local repository, and since Maven works offline, it was not looked for in "
                        + listed(offline) + ". Run once without -o.");
            }
            List<String> failures = failures(problems);
            if (!failures.isEmpty()) {
                throw new MojoExecutionException(setting + ": " + setting.text() + " could not be fetched: "
                        + String.join("; ", failures) + ". Run with -X to see more.");
            }
            throw notFound(setting, coordinates);
        }
    }

    /** As the resolver knows it. */
    Artifact artifact(ArtifactCoordinates coordinates) {
        ArtifactType known = session.getArtifactTypeRegistry() == null
                ? null
                : session.getArtifactTypeRegistry().get(coordinates.type());
        ArtifactType type = known == null ? new DefaultArtifactType(coordinates.type()) : known;
        return new DefaultArtifact(
                coordinates.group(),
                coordinates.artifact(),
                coordinates.classifier(),
                type.getExtension(),
                coordinates.version(),
                type);
    }

    private static List<String> repositoriesThatWereOffline(List<Exception> problems) {
        List<String> ids = new ArrayList<>();
        for (Exception problem : problems) {
            if (problem instanceof ArtifactTransferException transfer
                    && transfer.getRepository() != null
                    && transfer.getCause() instanceof RepositoryOfflineException) {
                ids.add(transfer.getRepository().getId());
            }
        }
        return ids;
    }

    /** What kept repositories from answering. */
    private static List<String> failures(List<Exception> problems) {
        List<String> failures = new ArrayList<>();
        for (Exception problem : problems) {
            if (problem instanceof ArtifactNotFoundException) {
                continue;
            }
            String message = String.valueOf(problem.getMessage());
            if (problem instanceof ArtifactTransferException transfer && transfer.getRepository() != null) {
                // The identifier says enough, and the address may hold a password.
                RemoteRepository repository = transfer.getRepository();
                String address = repository.getUrl();
                message = message.replace(" (" + address + ")", "")
                        .replace(address.endsWith("/") ? address : address + "/", repository.getId() + "/");
            }
            failures.add(message);
        }
        return failures;
    }

    private MojoFailureException notFound(Setting setting, ArtifactCoordinates coordinates) {
        return new MojoFailureException(setting + ": " + setting.text()
                + ": there is no such artifact in this build, in the local repository, or in "
                + listedRepositories()
                + ". Make it with " + maker(coordinates) + " in a project " + coordinates.project()
                + ", and install or deploy that; if it was deployed just now, run with -U.");
    }

    /** Where was looked besides this build and the local repository, in words. */
    String listedRepositories() {
        return repositories.isEmpty()
                ? "a remote one (none is configured)"
                : listed(repositories.stream().map(RemoteRepository::getId).toList());
    }

    private static String maker(ArtifactCoordinates coordinates) {
        return coordinates.type().equals(ArtifactCoordinates.BTF) ? "btf:attach-base" : "btf:package";
    }

    /** The repositories with these identifiers. */
    private static String listed(List<String> ids) {
        return (ids.size() == 1 ? "the repository " : "the repositories ")
                + ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
    }
}
