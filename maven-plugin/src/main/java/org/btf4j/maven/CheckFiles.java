// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.btf4j.batch.CheckTarget;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.report.JUnitReport;
import org.btf4j.report.SarifLog;
import org.jspecify.annotations.Nullable;

/** What {@code btf:check} writes for systems that run builds, where the user asks for it. Not thread-safe. */
final class CheckFiles {

    private final @Nullable Location sarifFile;
    private final @Nullable Location junitFile;
    private final SarifLog sarif;
    private final JUnitReport junit;

    /**
     * Starts without results.
     *
     * @param sarifFile null for none
     * @param junitFile null for none
     * @param version that of this plugin
     */
    CheckFiles(
            @Nullable Location sarifFile,
            @Nullable Location junitFile,
            String version,
            List<CheckTarget> targets,
            Location modules,
            Path basedir) {
        this.sarifFile = sarifFile;
        this.junitFile = junitFile;
        this.sarif = new SarifLog(version, targets, folder(modules.path(), basedir));
        this.junit = new JUnitReport(targets);
    }

    /**
     * Checks that no two parameters name the same file to write.
     *
     * @param files null for those that are not set
     * @throws MojoFailureException if two do
     */
    static void requireApart(@Nullable Location... files) throws MojoFailureException {
        List<Location> seen = new ArrayList<>();
        for (Location file : files) {
            if (file == null) {
                continue;
            }
            for (Location other : seen) {
                if (other.path().equals(file.path())) {
                    throw new MojoFailureException(
                            file + ": is the " + other.setting() + " too. Give each a file of its own.");
                }
            }
            seen.add(file);
        }
    }

    /** Takes what became of a module. */
    void module(ModuleCheck module) {
        if (sarifFile != null) {
            sarif.module(module);
        }
        if (junitFile != null) {
            junit.module(module);
        }
    }

    /**
     * Writes the files and tells of them.
     *
     * @param inputs files that must not be written over
     * @throws MojoExecutionException if one cannot be written
     */
    void write(List<Path> inputs, Log log) throws MojoExecutionException {
        Path[] keep = inputs.toArray(new Path[0]);
        if (sarifFile != null) {
            write(sarifFile, file -> sarif.write(file, keep));
            log.info("Wrote " + sarifFile + ": " + Sentences.number(sarif.size())
                    + (sarif.size() == 1 ? " result" : " results")
                    + (sarif.leftOut() == 0
                            ? "."
                            : ", of which " + Sentences.number(sarif.leftOut())
                                    + ", the least serious, are left out."));
        }
        if (junitFile != null) {
            write(junitFile, file -> junit.write(file, keep));
            log.info("Wrote " + junitFile + ": " + Sentences.number(junit.size())
                    + (junit.size() == 1 ? " test case." : " test cases."));
        }
    }

    private interface Writing {
        void writeTo(Path file) throws IOException;
    }

    private static void write(Location file, Writing writing) throws MojoExecutionException {
        try {
            writing.writeTo(file.path());
        } catch (IOException e) {
            throw file.setting().problem(e);
        }
    }

    /** Where the modules are below the project, with slashes; empty if they are elsewhere. */
    private static String folder(Path modules, Path basedir) {
        Path folder = Files.isDirectory(modules) ? modules : modules.getParent();
        Path root = basedir.toAbsolutePath().normalize();
        return folder == null || !folder.startsWith(root)
                ? ""
                : root.relativize(folder).toString().replace(File.separatorChar, '/');
    }
}
