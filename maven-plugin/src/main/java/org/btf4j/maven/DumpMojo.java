// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.btf4j.maven.Sentences.number;
import static org.btf4j.maven.Sentences.seconds;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.btf4j.batch.BtfLoader;
import org.btf4j.batch.DumpFile;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.text.DumpFormat;
import org.btf4j.text.TypeFilter;
import org.btf4j.text.TypeFilterException;
import org.jspecify.annotations.Nullable;

/**
 * Shows the BTF of a file, or some of its types, as <code>bpftool btf dump file FILE</code> does: as lines of text, as JSON or as a C
 * header.
 *
 * <p>Without a base, a distilled module is shown over its own small base, <code>.BTF.base</code> or
 * <code>.BTF.base_ref</code>, and any other file as BTF that stands alone. With a base, a distilled module is shown relocated
 * to it, and any other file as split BTF over it.
 *
 * <pre>
 * mvn btf:dump -Dbtf.file=driver.ko -Dbtf.base=vmlinux -Dbtf.format=json -Dbtf.root='struct sensor' -Dbtf.outputFile=sensor.json
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
     * What to show the types as: <code>raw</code>, a line per type and one per member as of <code>bpftool btf dump file FILE format
     * raw</code>; <code>json</code>, as of <code>bpftool -j</code>, in the log as of <code>bpftool -p</code>; or <code>c</code>, a
     * header that a C compiler takes, as of <code>format c</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.format", defaultValue = "raw")
    String format = "raw";

    /**
     * The types to show; all of the file if neither this nor <code>roots</code> is set. Each is a name, <code>device</code>, in
     * which <code>*</code> stands for any characters and <code>?</code> for one; the same after <code>struct</code>,
     * <code>union</code>, <code>enum</code>, <code>typedef</code> or a kind as in the raw dump, <code>FUNC usb_*</code>; or a type
     * id. In a POM each is an element, on the command line there are commas between them. They keep their ids. In C there is besides
     * what they need to compile: whatever they have by value, and declarations of structs that they point to.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.type")
    @Nullable
    List<String> types;

    /**
     * Types to show with all that they depend on, of the base too; named as in <code>types</code>. Where both are set, what either
     * asks for is shown.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.root")
    @Nullable
    List<String> roots;

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
        DumpFormat shownAs = new Setting("format", format)
                .oneOf(Stream.of(DumpFormat.values())
                        .collect(Collectors.toMap(DumpFormat::toString, Function.identity())));
        Location input = fileSetting.file(basedir());
        input.requireFile("Give a module, a vmlinux, a vmlinuz or raw BTF, each also compressed.");
        KernelBtf kernel = baseSetting.isSet() ? kernel(baseSetting) : null;

        String title = fileSetting.text()
                + (section.equals(BTF) ? "" : ", section " + section)
                + (kernel == null ? "" : ", with base " + kernel.name());
        Btf btf;
        int[] shown;
        try {
            btf = BtfLoader.forDump(input.path(), kernel == null ? null : kernel.btf(), section);
            getLog().debug(input.path() + ": types [" + btf.firstId() + "] to [" + (btf.typeCount() - 1) + "]");
            shown = shown(btf, shownAs);
            if (outputSetting.isSet()) {
                write(shownAs, btf, shown, outputSetting.file(basedir()), input, kernel);
            } else {
                getLog().info(title + ":");
                shownAs.printTo(btf, shown, new LogLines(getLog()));
            }
        } catch (BtfFormatException e) {
            String advice = kernel == null
                    ? "A module that is not distilled is shown over its kernel's BTF: " + baseSetting + "."
                    : "The base is " + kernel.origin() + ".";
            String message = section.equals(BTF) ? Sentences.join(e, advice) : e.getMessage();
            throw new MojoFailureException(fileSetting + ": " + message, e);
        } catch (IOException e) {
            throw fileSetting.problem(e);
        }
        getLog().info("Dumped " + counts(btf, shown) + " of " + title
                + (outputSetting.isSet() ? ", to " + outputSetting.text() : "") + ": " + number(btf.size())
                + " bytes of BTF; " + seconds(Duration.ofNanos(System.nanoTime() - start)));
    }

    private int[] shown(Btf btf, DumpFormat shownAs) throws MojoFailureException {
        if (isEmpty(types) && isEmpty(roots)) {
            int[] all = TypeFilter.all(btf);
            // A header is of no use without the types of the base that it needs.
            return shownAs == DumpFormat.C ? TypeFilter.withDependencies(btf, all) : all;
        }
        IntStream named = IntStream.of(matching("types", "btf.type", types, btf));
        int[] starts = matching("roots", "btf.root", roots, btf);
        return IntStream.concat(named, IntStream.of(TypeFilter.withDependencies(btf, starts)))
                .sorted()
                .distinct()
                .toArray();
    }

    private static boolean isEmpty(@Nullable List<String> patterns) {
        return patterns == null || patterns.isEmpty();
    }

    private static int[] matching(String parameter, String property, @Nullable List<String> patterns, Btf btf)
            throws MojoFailureException {
        try {
            return patterns == null ? new int[0] : TypeFilter.matching(btf, patterns);
        } catch (TypeFilterException e) {
            throw new MojoFailureException(new Setting(parameter, property, null) + ": " + e.getMessage() + ".", e);
        }
    }

    private static String counts(Btf btf, int[] shown) {
        int all = btf.typeCount() - btf.firstId();
        long own = IntStream.of(shown).filter(id -> id >= btf.firstId()).count();
        long lent = shown.length - own;
        return (own == all ? "" : number(own) + " of ") + number(all) + " types"
                + (lent == 0 ? "" : ", and " + number(lent) + " of the base,");
    }

    private static void write(
            DumpFormat format, Btf btf, int[] ids, Location output, Location input, @Nullable KernelBtf kernel)
            throws MojoExecutionException {
        Path base = kernel == null ? input.path() : kernel.origin().path();
        try {
            DumpFile.write(format, btf, ids, output.path(), input.path(), base);
        } catch (IOException e) {
            throw output.setting().problem(e);
        }
    }
}
