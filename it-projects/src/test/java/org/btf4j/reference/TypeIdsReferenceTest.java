// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.btf4j.it.Sections;
import org.btf4j.it.Sections.Section;
import org.btf4j.reference.Reference.Kernel;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The kernels' modules that have {@code .BTF_ids}, their ids filled in by name. */
@ExtendWith(ReferenceExtension.class)
class TypeIdsReferenceTest {

    private static final String IDS = ".BTF_ids";
    private static final byte[] SIGNATURE_MARK = "~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII);

    /** All ids and counts are set to 0 first; flags stay where they are. */
    @Test
    void areThoseThatResolveBtfidsFillsIn(ReferenceRun run) throws IOException, InterruptedException {
        Path tool = run.reference().resolveBtfids();
        List<String> differences = new ArrayList<>();
        for (Kernel kernel : run.reference().kernels()) {
            Path input = run.newFolder("ids/" + kernel.name() + "/without");
            Path expected = run.newFolder("ids/" + kernel.name() + "/expected");
            List<String> modules = modulesWithIds(kernel.modules(), kernel.moduleNames());
            for (String module : modules) {
                byte[] bytes = withoutIds(kernel.module(module));
                Files.write(input.resolve(module + ".ko"), bytes);
                Path ours = Files.write(expected.resolve(module + ".ko"), bytes);
                Command.output(tool.toString(), "-b", kernel.vmlinux().toString(), ours.toString());
            }

            Path output = resolve(run, input, kernel, "resolved");

            Tally tally = new Tally();
            for (String module : modules) {
                byte[] found = Files.readAllBytes(output.resolve(module + ".ko"));
                String difference =
                        Bytes.difference(module, found, Files.readAllBytes(expected.resolve(module + ".ko")));
                boolean filledIn = !Arrays.equals(found, Files.readAllBytes(input.resolve(module + ".ko")));
                tally.count("byte-identical", difference.isEmpty() && filledIn);
                if (!difference.isEmpty() || !filledIn) {
                    differences.add(kernel.name() + " " + module + ": " + difference);
                }
            }
            run.figure("type ids " + kernel.name() + ", filled in by name as by resolve_btfids: " + tally);
        }
        assertThat(differences).isEmpty();
    }

    /** Their ids are sorted, so that symbols do not say any more which of them is whose; signatures are kept. */
    @Test
    void areLeftAsTheyAreWhereTheyAreRight(ReferenceRun run) throws IOException {
        requireModulesWithIds(run);
        List<String> changed = new ArrayList<>();
        for (Kernel kernel : run.reference().kernels()) {
            changed.addAll(changedByResolving(run, kernel.modules(), kernel, "shipped"));
        }
        assertThat(changed).isEmpty();
    }

    /** What a kernel would compute: by name in the target, while relocation renumbers by its id map. */
    @Test
    void areRightAfterRelocation(ReferenceRun run) throws IOException {
        requireModulesWithIds(run);
        List<String> changed = new ArrayList<>();
        for (Kernel from : run.reference().kernels()) {
            for (Kernel onto : run.reference().kernels()) {
                changed.addAll(changedByResolving(
                        run, run.relocated(from, onto).folder(), onto, "relocated from " + from.name()));
            }
        }
        assertThat(changed).isEmpty();
    }

    /** The quick form of the set-up may happen to have none. */
    private static void requireModulesWithIds(ReferenceRun run) throws IOException {
        for (Kernel kernel : run.reference().kernels()) {
            if (!modulesWithIds(kernel.modules(), kernel.moduleNames()).isEmpty()) {
                return;
            }
        }
        Assumptions.abort("no module of the kernels has a section " + IDS);
    }

    private static List<String> changedByResolving(ReferenceRun run, Path folder, Kernel kernel, String what)
            throws IOException {
        String name = what.replace(' ', '-');
        Path input = run.newFolder("ids/" + kernel.name() + "/" + name);
        List<String> modules = modulesWithIds(
                folder,
                kernel.moduleNames().stream()
                        .filter(module -> Files.exists(folder.resolve(module + ".ko")))
                        .toList());
        for (String module : modules) {
            Files.copy(folder.resolve(module + ".ko"), input.resolve(module + ".ko"));
        }
        if (modules.isEmpty()) {
            return List.of();
        }
        Path output = resolve(run, input, kernel, "resolved-" + name);
        List<String> changed = new ArrayList<>();
        Tally tally = new Tally();
        for (String module : modules) {
            byte[] before = Files.readAllBytes(input.resolve(module + ".ko"));
            String difference = Bytes.difference(module, Files.readAllBytes(output.resolve(module + ".ko")), before);
            tally.count("right", difference.isEmpty());
            if (!difference.isEmpty()) {
                changed.add(kernel.name() + " " + what + ": " + difference);
            }
        }
        run.figure("type ids " + kernel.name() + ", " + what + ", looked for by name: " + tally);
        return changed;
    }

    private static Path resolve(ReferenceRun run, Path modules, Kernel kernel, String name) throws IOException {
        Path output = run.newFolder("ids/" + kernel.name() + "/" + name);
        run.maven()
                .goal(
                        "resolve-ids",
                        Map.of(
                                "btf.modules", modules.toString(),
                                "btf.base", kernel.vmlinux().toString(),
                                "btf.failOnUnresolved", "true",
                                "btf.outputDirectory", output.toString()));
        return output;
    }

    private static List<String> modulesWithIds(Path folder, List<String> names) throws IOException {
        List<String> modules = new ArrayList<>();
        for (String name : names) {
            if (Sections.of(folder.resolve(name + ".ko")).containsKey(IDS)) {
                modules.add(name);
            }
        }
        return modules;
    }

    /** The module without its signature, and with a 0 at each symbol of its ids. */
    private static byte[] withoutIds(Path module) throws IOException, InterruptedException {
        byte[] bytes = unsigned(Files.readAllBytes(module));
        List<Section> sections = Sections.list(module);
        int index = indexOfIds(sections);
        // Value, size and name of a symbol of that section, as readelf prints them.
        Pattern symbol = Pattern.compile(" *[0-9]+: ([0-9a-f]{16}) +([0-9]+) .* +" + index + " (__BTF_ID__.*)");
        String symbols = new String(Command.output("readelf", "-sW", module.toString()), StandardCharsets.UTF_8);
        for (String line : symbols.lines().toList()) {
            Matcher matcher = symbol.matcher(line);
            if (matcher.matches()) {
                int offset = sections.get(index).offset() + Integer.parseInt(matcher.group(1), 16);
                ByteBuffer.wrap(bytes).putInt(offset, 0);
            }
        }
        return bytes;
    }

    private static int indexOfIds(List<Section> sections) {
        for (int i = 0; i < sections.size(); i++) {
            if (sections.get(i).name().equals(IDS)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no section " + IDS);
    }

    /** Behind a signature are twelve bytes, the last four of them its length, and the mark. */
    private static byte[] unsigned(byte[] module) {
        int end = module.length - SIGNATURE_MARK.length;
        if (!Arrays.equals(module, end, module.length, SIGNATURE_MARK, 0, SIGNATURE_MARK.length)) {
            return module;
        }
        int length = ByteBuffer.wrap(module).getInt(end - Integer.BYTES);
        return Arrays.copyOf(module, end - 12 - length);
    }
}
