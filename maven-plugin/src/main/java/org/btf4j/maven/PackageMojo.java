// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.btf4j.maven.Sentences.seconds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.btf4j.batch.FileProblem;
import org.btf4j.batch.ModuleArchive;
import org.btf4j.batch.ModuleArchive.Form;
import org.btf4j.batch.ModuleArchive.Member;
import org.btf4j.batch.ModuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Packs modules into an archive in which each has the place that it takes on a machine:
 * <code>lib/modules/RELEASE/updates/PATH</code>, by the kernel release that the module itself tells.
 *
 * <p>The archive is <code>${project.build.directory}/${project.build.finalName}.tar.gz</code>. In a project of packaging
 * <code>kmod</code> it is the main artifact, in others it is attached. Modules, compressed ones too, go in as they are. The same
 * modules give the same bytes: entries are sorted, belong to root, have mode 644 and one time for all.
 *
 * <pre>
 * &lt;execution&gt;
 *   &lt;goals&gt;&lt;goal&gt;distill&lt;/goal&gt;&lt;goal&gt;package&lt;/goal&gt;&lt;/goals&gt;
 *   &lt;configuration&gt;&lt;folder&gt;updates/acme&lt;/folder&gt;&lt;zip&gt;true&lt;/zip&gt;&lt;/configuration&gt;
 * &lt;/execution&gt;
 * </pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "package", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public final class PackageMojo extends AbstractBtfMojo {

    private static final String TAR_GZ = "tar.gz";
    private static final String ZIP = "zip";
    private static final String UPDATES = "updates";

    /**
     * The folder of which every module at any depth is packed. The default is where <code>btf:distill</code> writes. Where the
     * packaging <code>kmod</code> runs the goal, it is what <code>distill</code> wrote, wherever that is. A relative path starts at
     * the folder of the POM.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.distilledModules", defaultValue = "${project.build.directory}/btf")
    @Nullable
    String distilledModules;

    /**
     * The folder below <code>lib/modules/RELEASE</code>. depmod prefers modules in <code>updates</code> to those that come with
     * the kernel, on distributions that do not configure it otherwise.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.folder", defaultValue = UPDATES)
    String folder = UPDATES;

    /**
     * Whether a <code>.zip</code> with the same entries is attached in addition.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.zip", defaultValue = "false")
    boolean zip;

    /**
     * Tells archives apart where one project makes several. It becomes part of the file's name, and the archive is then attached in
     * every packaging. Not set by default.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.classifier")
    @Nullable
    String classifier;

    /**
     * The time of all entries: a time of ISO 8601 such as <code>2026-11-22T00:00:00Z</code>, or seconds since 1970. Without it,
     * the environment variable <code>SOURCE_DATE_EPOCH</code> counts, and without that 1980-02-01T00:00:00Z.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.outputTimestamp", defaultValue = "${project.build.outputTimestamp}")
    @Nullable
    String outputTimestamp;

    /** Attaches artifacts. */
    @Inject
    @Nullable
    MavenProjectHelper projectHelper;

    /** Where {@code SOURCE_DATE_EPOCH} is. */
    Map<String, String> environment = System.getenv();

    @Override
    void work() throws MojoFailureException, MojoExecutionException {
        long start = System.nanoTime();
        ProjectArtifacts artifacts = artifacts(projectHelper, new Setting("classifier", classifier));
        boolean main = steps().areTaken() && !artifacts.classifier().isSet();
        Instant time = EntryTime.of(new Setting("outputTimestamp", outputTimestamp), environment);
        Setting modulesSetting = new Setting("distilledModules", distilledModules);
        Setting.require(modulesSetting);
        Location input = steps().written(modulesSetting).file(basedir());
        PackedModules modules = PackedModules.of(find(input, artifacts), input, new Setting("folder", folder));

        artifacts.requireNew(TAR_GZ);
        Path archive = write(artifacts.file(TAR_GZ), modules.members(), new TarGzip(time));
        if (main) {
            artifacts.setMain(archive);
        } else {
            artifacts.attach(TAR_GZ, archive);
        }
        String written = archive.toString();
        if (zip) {
            artifacts.requireNew(ZIP);
            Path second = write(artifacts.file(ZIP), modules.members(), new Zip(time));
            artifacts.attach(ZIP, second);
            written += " and " + second;
        }
        getLog().info("Packed " + modules.counts() + " into " + written + "; "
                + seconds(Duration.ofNanos(System.nanoTime() - start)));
    }

    private static ModuleSet find(Location input, ProjectArtifacts artifacts)
            throws MojoFailureException, MojoExecutionException {
        if (!Files.isDirectory(input.path())) {
            throw new MojoFailureException(input
                    + ": there is no such folder. Give the folder with the modules, or let btf:distill run before.");
        }
        return Inputs.find(
                input, "Give the folder with the modules.", () -> ModuleSet.find(input.path(), artifacts.file(TAR_GZ)));
    }

    private static Path write(Path archive, List<Member> members, Form form) throws MojoExecutionException {
        try {
            ModuleArchive.write(archive, members, form);
            return archive;
        } catch (IOException e) {
            throw new MojoExecutionException("The archive was not written: " + FileProblem.describe(e) + ".", e);
        }
    }
}
