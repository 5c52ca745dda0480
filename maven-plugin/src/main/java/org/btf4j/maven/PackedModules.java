// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.btf4j.maven.Sentences.number;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.btf4j.batch.KernelRelease;
import org.btf4j.batch.ModuleArchive.Member;
import org.btf4j.batch.ModuleSet;
import org.btf4j.model.BtfFormatException;

/**
 * Modules and their places on a machine.
 *
 * @param releases how many modules there are of each kernel release
 */
record PackedModules(List<Member> members, Map<String, Integer> releases) {

    private static final int LISTED = 20;

    /**
     * Finds the place of each module.
     *
     * @param origin the parameter that names the modules
     * @param folder below {@code lib/modules/RELEASE}
     * @throws MojoFailureException if that is not below it, or some files are no modules of a kernel; it names all of them
     * @throws MojoExecutionException if a module cannot be read
     */
    static PackedModules of(ModuleSet modules, Location origin, Setting folder)
            throws MojoFailureException, MojoExecutionException {
        String middle = folderName(folder);
        List<Member> members = new ArrayList<>();
        Map<String, Integer> releases = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (ModuleSet.Entry module : modules.modules()) {
            try {
                String release = KernelRelease.of(module.file());
                members.add(new Member(
                        module.file(), "lib/modules/" + release + "/" + middle + "/" + entryName(module.name())));
                releases.merge(release, 1, Integer::sum);
            } catch (BtfFormatException e) {
                problems.add(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw origin.setting().problem(e);
            }
        }
        if (!problems.isEmpty()) {
            throw new MojoFailureException(number(problems.size()) + " of "
                    + number(modules.modules().size()) + " modules could not be packed:\n  "
                    + problems.stream().limit(LISTED).collect(Collectors.joining("\n  "))
                    + (problems.size() > LISTED ? "\n  and " + number(problems.size() - LISTED) + " more" : "")
                    + "\nThe modules are " + origin + ".");
        }
        return new PackedModules(members, releases);
    }

    /** How many modules there are of which kernels: {@code 3 modules of 2 kernels (6.1.176: 1, 6.12.95: 2)}. */
    String counts() {
        String kernels = releases.entrySet().stream()
                .map(release -> release.getKey() + ": " + number(release.getValue()))
                .collect(Collectors.joining(", "));
        return number(members.size()) + (members.size() == 1 ? " module of " : " modules of ") + number(releases.size())
                + (releases.size() == 1 ? " kernel (" : " kernels (") + kernels + ")";
    }

    private static String folderName(Setting folder) throws MojoFailureException {
        String name = folder.text();
        for (String part : name.split("/", -1)) {
            if (part.isBlank() || part.equals(".") || part.equals("..") || part.indexOf('\\') >= 0) {
                throw new MojoFailureException(folder + ": found '" + name
                        + "', expected a folder below lib/modules/RELEASE such as 'updates' or 'updates/acme'.");
            }
        }
        return name;
    }

    private static String entryName(Path name) throws IOException {
        // A name that the locale cannot express has lost letters once it is text.
        if (!name.getFileSystem().getPath(name.toString()).equals(name)) {
            throw new IOException(name + ": the name of this file cannot be told in the character set of the machine's"
                    + " locale; run the build with LC_ALL=C.UTF-8, or rename the file");
        }
        return StreamSupport.stream(name.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
