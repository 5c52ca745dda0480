// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one build of a project printed and left behind.
 *
 * <p>Every check throws an {@link AssertionError} that says what was expected and what was found. Paths are relative
 * to the project. Immutable; made for the {@code verify} scripts of the invoker plugin.
 */
public final class BuildRun {

    private static final String ERROR = "[ERROR] ";
    private static final Pattern HELP_MARK = Pattern.compile(" ?-> \\[Help [0-9]+\\]$");

    private final Path project;
    private final Path expected;
    private final List<String> log;

    /**
     * Reads the log of a build that has ended.
     *
     * @param sampleDirectory the folder with the sample, whose sub-folder {@code expected} holds the reference tools' output
     * @param project the folder of the project
     */
    public BuildRun(String sampleDirectory, File project) throws IOException {
        this.expected = Path.of(sampleDirectory).resolve("expected");
        this.project = project.toPath();
        this.log = Files.readAllLines(this.project.resolve("build.log"));
    }

    /** The log has this line, complete, exactly {@code times} times. */
    public void prints(int times, String line) {
        long found = log.stream().filter(line::equals).count();
        check(found == times, "expected " + times + " times, found " + found + " times in build.log: " + line);
    }

    /** The log has this line once. */
    public void prints(String line) {
        prints(1, line);
    }

    /** The log has exactly {@code times} lines that match as a whole. */
    public void printsMatching(int times, String regex) {
        Pattern pattern = Pattern.compile(regex);
        long found =
                log.stream().filter(line -> pattern.matcher(line).matches()).count();
        check(found == times, "expected " + times + " lines in build.log, found " + found + ", that match: " + regex);
    }

    /** The log has exactly one line that matches as a whole. */
    public void printsMatching(String regex) {
        printsMatching(1, regex);
    }

    /** No line of the log has this text in it. */
    public void printsNowhere(String text) {
        log.stream().filter(line -> line.contains(text)).findFirst().ifPresent(line -> fail("in build.log: " + line));
    }

    /** The log has the lines of a file of the sample's {@code expected} folder, one after the other, each behind the prefix. */
    public void printsAll(String prefix, String expectedFile) throws IOException {
        List<String> lines = Files.readAllLines(expected.resolve(expectedFile)).stream()
                .map(line -> prefix + line)
                .collect(Collectors.toList());
        check(
                prints(lines),
                "not in build.log: the " + lines.size() + " lines of " + expectedFile + " behind '" + prefix + "'");
    }

    /** The log has these lines, one after the other. */
    public void printsInOrder(String text) {
        check(
                prints(text.lines().collect(Collectors.toList())),
                "not in build.log, one line after the other:\n" + text);
    }

    private boolean prints(List<String> lines) {
        for (int at = log.indexOf(lines.get(0)); at >= 0 && at + lines.size() <= log.size(); at++) {
            if (log.subList(at, at + lines.size()).equals(lines)) {
                return true;
            }
        }
        return false;
    }

    /** The build failed in this goal, and what Maven shows the user as its reason is exactly this text. */
    public void failsIn(String goal, String reason) {
        Pattern start = Pattern.compile("\\[ERROR\\] Failed to execute goal org\\.btf4j:btf-maven-plugin:[^:]+:"
                + Pattern.quote(goal) + " \\([^)]*\\) on project [^:]+: (.*)");
        for (int at = 0; at < log.size(); at++) {
            var matcher = start.matcher(log.get(at));
            if (matcher.matches()) {
                String found = reasonFrom(matcher.group(1), at + 1);
                check(found.equals(reason), "expected as reason\n" + reason + "\nfound\n" + found);
                return;
            }
        }
        fail("no failure of goal " + goal + " in build.log");
    }

    /** Two files have the same bytes; the second is one of the sample's {@code expected} folder. */
    public void sameBytes(String produced, String expectedFile) throws IOException {
        long mismatch = Files.mismatch(project.resolve(produced), expected.resolve(expectedFile));
        check(mismatch < 0, produced + " differs from " + expectedFile + " at offset " + mismatch);
    }

    /** A file has the bytes of a file of the sample: nothing was written to it. */
    public void unchanged(String path) throws IOException {
        sameBytes(path, "../" + Path.of(path).getFileName());
    }

    /** The same for a file of the sample's {@code expected} folder. */
    public void unchangedExpected(String path) throws IOException {
        sameBytes(path, Path.of(path).getFileName().toString());
    }

    /** A section of a produced module has the bytes of a raw file of the sample's {@code expected} folder. */
    public void sectionIs(String produced, String section, String expectedFile) throws IOException {
        byte[] found = Sections.of(project.resolve(produced)).get(section);
        check(found != null, produced + " has no section " + section);
        check(
                Arrays.equals(found, Files.readAllBytes(expected.resolve(expectedFile))),
                "section " + section + " of " + produced + " differs from " + expectedFile);
    }

    /** A section of a produced module has the bytes of the same section of a module of the sample's {@code expected} folder. */
    public void sameSection(String produced, String section, String expectedFile) throws IOException {
        byte[] found = Sections.of(project.resolve(produced)).get(section);
        check(found != null, produced + " has no section " + section);
        check(
                Arrays.equals(found, Sections.of(expected.resolve(expectedFile)).get(section)),
                "section " + section + " of " + produced + " differs from that of " + expectedFile);
    }

    /** A produced module has the sections of another file, the named ones aside, with the same bytes. */
    public void otherSectionsUnchanged(String produced, String original, String... changed) throws IOException {
        Map<String, byte[]> before = Sections.of(project.resolve(original));
        Map<String, byte[]> after = Sections.of(project.resolve(produced));
        List.of(changed).forEach(before::remove);
        List.of(changed).forEach(after::remove);
        check(before.keySet().equals(after.keySet()), "sections " + before.keySet() + " became " + after.keySet());
        before.forEach((name, bytes) ->
                check(Arrays.equals(bytes, after.get(name)), "section " + name + " of " + produced + " was changed"));
    }

    /** A module has no such section. */
    public void lacksSection(String produced, String section) throws IOException {
        check(!Sections.of(project.resolve(produced)).containsKey(section), produced + " has a section " + section);
    }

    /** A folder holds exactly these files, at any depth; a folder that does not exist holds none. */
    public void filesIn(String directory, String... names) throws IOException {
        Set<String> found = namesIn(directory);
        check(found.equals(new TreeSet<>(List.of(names))), directory + " holds " + found + ", not " + List.of(names));
    }

    /** Two folders hold the same files with the same bytes, at any depth. */
    public void sameFiles(String one, String other) throws IOException {
        Set<String> names = namesIn(one);
        check(names.equals(namesIn(other)), one + " holds " + names + ", " + other + " holds " + namesIn(other));
        for (String name : names) {
            long mismatch = Files.mismatch(
                    project.resolve(one).resolve(name), project.resolve(other).resolve(name));
            check(mismatch < 0, name + " differs in " + one + " and " + other + " at offset " + mismatch);
        }
    }

    /** A text file that the build made has the same text as one of the project. */
    public void sameText(String produced, String expectedPath) throws IOException {
        String found = Files.readString(project.resolve(produced));
        check(
                found.equals(Files.readString(project.resolve(expectedPath))),
                produced + " is not " + expectedPath + ":\n" + found);
    }

    /** A text file of the project has this text in it. */
    public void fileContains(String path, String text) throws IOException {
        check(Files.readString(project.resolve(path)).contains(text), path + " does not contain: " + text);
    }

    private Set<String> namesIn(String directory) throws IOException {
        Path root = project.resolve(directory);
        Set<String> found = new TreeSet<>();
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(Files::isRegularFile)
                        .forEach(file ->
                                found.add(root.relativize(file).toString().replace(File.separatorChar, '/')));
            }
        }
        return found;
    }

    private String reasonFrom(String firstLine, int next) {
        StringBuilder reason = new StringBuilder(firstLine);
        for (int at = next; !HELP_MARK.matcher(reason).find() && at < log.size(); at++) {
            String line = log.get(at);
            reason.append('\n').append(line.startsWith(ERROR) ? line.substring(ERROR.length()) : line);
        }
        return HELP_MARK.matcher(reason).replaceFirst("").stripTrailing();
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            fail(otherwise);
        }
    }

    private static void fail(String message) {
        throw new AssertionError(message);
    }
}
