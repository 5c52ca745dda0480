// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.btf4j.maven.Sentences.number;
import static org.btf4j.maven.Sentences.seconds;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.btf4j.batch.BtfLoader;
import org.btf4j.batch.DumpFile;
import org.btf4j.batch.FileProblem;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.text.RawDump;
import org.jspecify.annotations.Nullable;

/**
 * Shows the BTF of a file, a line per type and one per member, as <code>bpftool btf dump file FILE format raw</code> does.
 *
 * <p>Without a base, a distilled module is shown over its own small base, <code>.BTF.base</code> or
 * <code>.BTF.base_ref</code>, and any other file as BTF that stands alone. With a base, a distilled module is shown relocated
 * to it, and any other file as split BTF over it.
 *
 * <pre>
 * mvn btf:dump -Dbtf.file=driver.ko -Dbtf.base=vmlinux -Dbtf.outputFile=driver.txt
 * </pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "dump", requiresProject = false, threadSafe = true)
public final class DumpMojo extends AbstractBtfMojo {

    private static final String BTF = ".BTF";

    /**
     * What to show: a kernel module, a <code>vmlinux</code>, a <code>vmlinuz</code> or raw BTF, each also compressed. Must be set.
     * A relative path starts at the folder of the POM, or without a POM at the working directory.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.file")
    @Nullable
    String file;

    /**
     * The BTF of the kernel that the file is split over or is to be relocated to: a <code>vmlinux</code>, a <code>vmlinuz</code> or
     * raw BTF, each also compressed; <code>running</code> for the running kernel's, <code>/sys/kernel/btf/vmlinux</code>; or an
     * artifact <code>mvn:group:artifact:version[:type[:classifier]]</code>, of type <code>btf</code> if it names none. Relative
     * paths as in <code>file</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.base")
    @Nullable
    String base;

    /**
     * The section of an ELF file to show, for example <code>.BTF.base</code>. Any but <code>.BTF</code> is taken to stand alone.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.section", defaultValue = BTF)
    String section = BTF;

    /**
     * The text file to write, byte for byte what bpftool prints; missing folders are made. Without it the dump goes to the log.
     * Relative paths as in <code>file</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.outputFile")
    @Nullable
    String outputFile;

    @Override
    void work() throws MojoFailureException, MojoExecutionException {
        long start = System.nanoTime();
        Setting fileSetting = new Setting("file", file);
        Setting baseSetting = new Setting("base", base);
        Setting outputSetting = new Setting("outputFile", outputFile);
        Setting.require(fileSetting);
        Location input = fileSetting.file(basedir());
        input.requireFile("Give a module, a vmlinux, a vmlinuz or raw BTF, each also compressed.");
        KernelBtf kernel = baseSetting.isSet() ? kernel(baseSetting) : null;

        String title = fileSetting.text()
                + (section.equals(BTF) ? "" : ", section " + section)
                + (kernel == null ? "" : ", with base " + kernel.name());
        Btf btf;
        try {
            btf = BtfLoader.forDump(input.path(), kernel == null ? null : kernel.btf(), section);
            getLog().debug(input.path() + ": types [" + btf.firstId() + "] to [" + (btf.typeCount() - 1) + "]");
            if (outputSetting.isSet()) {
                write(btf, outputSetting.file(basedir()), input, kernel);
            } else {
                getLog().info(title + ":");
                RawDump.printTo(btf, new LogLines(getLog()));
            }
        } catch (BtfFormatException e) {
            String advice = kernel == null
                    ? "A module that is not distilled is shown over its kernel's BTF: " + baseSetting + "."
                    : "The base is " + kernel.origin() + ".";
            String message = section.equals(BTF) ? Sentences.join(e, advice) : e.getMessage();
            throw new MojoFailureException(fileSetting + ": " + message, e);
        } catch (IOException e) {
            throw new MojoExecutionException(fileSetting + ": " + FileProblem.describe(e) + ".", e);
        }
        getLog().info("Dumped " + number(btf.typeCount() - btf.firstId()) + " types of " + title
                + (outputSetting.isSet() ? ", to " + outputSetting.text() : "") + ": " + number(btf.size())
                + " bytes of BTF; " + seconds(Duration.ofNanos(System.nanoTime() - start)));
    }

    private static void write(Btf btf, Location output, Location input, @Nullable KernelBtf kernel)
            throws MojoExecutionException {
        Path base = kernel == null ? input.path() : kernel.origin().path();
        try {
            DumpFile.write(btf, output.path(), input.path(), base);
        } catch (IOException e) {
            throw new MojoExecutionException(output.setting() + ": " + FileProblem.describe(e) + ".", e);
        }
    }
}
