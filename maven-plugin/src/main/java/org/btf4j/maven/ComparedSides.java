// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.btf4j.batch.DiffSide;
import org.btf4j.batch.ModuleSet;
import org.btf4j.batch.TemporaryFolder;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the sides of a comparison are, by what their files have in them.
 *
 * @param kernels finds files and artifacts
 * @param project what is being built; null without a POM
 */
record ComparedSides(Kernels kernels, @Nullable MavenProject project) {

    /** All that can be a side. */
    static final String SOURCES =
            "a module, a folder of modules, or an archive of them (.tar.gz or .zip, as btf:package makes them);"
                    + " a vmlinux, a vmlinuz or raw BTF, each also compressed; 'running'; or "
                    + ArtifactCoordinates.FORM
                    + ", whose version may be LATEST or PREVIOUS and whose type is tar.gz if none is named";

    private static final String ADVICE = "Give " + SOURCES + ".";
    private static final String TAR_GZ = "tar.gz";

    /** The sides, for goals that are built without a project have one that Maven makes up. */
    static ComparedSides of(Kernels kernels, @Nullable MavenProject project) {
        return new ComparedSides(kernels, project == null || project.getFile() == null ? null : project);
    }

    /**
     * Finds a side; whoever asks closes it.
     *
     * @param setting the parameter that names the side
     * @param base the parameter that names the kernel of modules that are not distilled, which need not be set
     * @throws MojoFailureException if there is no such file or artifact, or it is neither a kernel nor has modules
     * @throws MojoExecutionException if it cannot be read or fetched
     */
    ComparedSide find(Setting setting, Setting base) throws MojoFailureException, MojoExecutionException {
        KernelBtf over = base.isSet() ? kernels.read(base) : null;
        if (ArtifactCoordinates.areIn(setting)) {
            ArtifactCoordinates found = new ArtifactVersions(kernels.lookup(), project)
                    .resolve(setting, ArtifactCoordinates.parse(setting, TAR_GZ));
            return find(kernels.lookup().locate(setting, found), found.toString(), over);
        }
        Location origin = setting.kernel(kernels.basedir());
        return find(setting.isRunningKernel() ? origin : setting.file(kernels.basedir()), title(origin), over);
    }

    private ComparedSide find(Location origin, String title, @Nullable KernelBtf base)
            throws MojoFailureException, MojoExecutionException {
        Path path = origin.path();
        if (Files.isDirectory(path)) {
            return modules(origin, title, path, base);
        }
        if (origin.setting().isRunningKernel()) {
            return new ComparedSide(origin, title, KernelBtf.load(origin), null, null, null);
        }
        origin.requireFile(ADVICE);
        try {
            if (UnpackedArchive.is(path)) {
                return unpacked(origin, title, base);
            }
            DiffSide.Sort sort = DiffSide.Sort.of(path);
            // Raw split BTF does not say that it is split; a kernel is over no base.
            if (sort == DiffSide.Sort.MODULE || (sort == DiffSide.Sort.RAW && base != null)) {
                return modules(origin, title, path, base);
            }
        } catch (BtfFormatException e) {
            throw new MojoFailureException(origin.setting() + ": " + Sentences.join(e.in(path.toString()), ADVICE), e);
        } catch (IOException e) {
            throw origin.setting().problem(e);
        }
        return new ComparedSide(origin, title, KernelBtf.load(origin), null, null, null);
    }

    private static ComparedSide unpacked(Location origin, String title, @Nullable KernelBtf base)
            throws MojoFailureException, MojoExecutionException, IOException {
        UnpackedArchive archive;
        try {
            archive = UnpackedArchive.open(origin.path(), TemporaryFolder.ofJava());
        } catch (UnpackedArchive.BadArchiveException e) {
            throw new MojoFailureException(
                    origin + ": this archive " + e.getMessage() + ". Give one that btf:package made, or a folder.", e);
        }
        try {
            ModuleSet found = ModuleSet.findDistilled(archive.path());
            return new ComparedSide(origin, title, null, found, base, archive);
        } catch (FileSystemException e) {
            archive.close();
            // The user's archive, not the folder that it was unpacked to, which is gone.
            throw new MojoFailureException(
                    origin + ": this archive has no module: no *.ko, *.ko.gz, *.ko.xz or *.ko.zst. Give one that"
                            + " btf:package made, or a folder.",
                    e);
        } catch (IOException | RuntimeException | Error e) {
            archive.close();
            throw e;
        }
    }

    private static ComparedSide modules(Location origin, String title, Path path, @Nullable KernelBtf base)
            throws MojoFailureException, MojoExecutionException {
        ModuleSet found = Inputs.find(origin, () -> ModuleSet.findDistilled(path));
        return new ComparedSide(origin, title, null, found, base, null);
    }

    /** As the user wrote it, but the same wherever a project lies. */
    private String title(Location origin) {
        Path basedir = kernels.basedir().normalize();
        Path path = origin.path();
        if (origin.setting().isRunningKernel() || !path.startsWith(basedir) || path.equals(basedir)) {
            return origin.setting().text();
        }
        return basedir.relativize(path).toString().replace(File.separatorChar, '/');
    }
}
