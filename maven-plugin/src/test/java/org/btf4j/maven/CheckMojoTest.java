// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample module fits its own kernel, fits the next one with a finding, and does not fit the changed one. */
class CheckMojoTest {

    private static final String TIMER = " on changed: struct timer is 40 bytes there, 32 in the module's base;"
            + " embedded by value in struct sensor.timer and in 1 other way";
    private static final String RING =
            " on changed: struct ring does not exist there; embedded by value in struct sensor.ring";
    private static final String DEVICE =
            " on next: struct device is 128 bytes there, 96 in the module's base, which kernels"
                    + " let pass behind a pointer; behind a pointer in struct sensor.device and in 4 other ways";
    private static final String NOT_DISTILLED =
            " has BTF but no section .BTF.base, so it keeps its BTF only on the kernel it"
                    + " was built for; distil it with btf:distill";

    @TempDir
    Path project;

    private final RecordedLog recorded = new RecordedLog();
    private final CheckMojo mojo = new CheckMojo();
    private final List<CheckedKernel> targets = new ArrayList<>();

    @BeforeEach
    void configure() throws IOException {
        mojo.setLog(recorded.log);
        mojo.basedir = project.toFile();
        mojo.distilledModules = "target/btf";
        mojo.outputFile = "target/btf/check.json";
        mojo.targets = targets;
        Sample.copy(project, "vmlinux", "vmlinux-next", "vmlinux-changed");
        Sample.copy(Sample.expected("driver-distilled.ko"), project.resolve("target/btf/driver.ko"));
    }

    @Test
    void withoutTargetsNothingIsChecked() throws Exception {
        mojo.execute();

        assertThat(recorded.lines())
                .containsExactly("info: Nothing is checked, as <targets> (btf.targets) is not set.");
        assertThat(project.resolve("target/btf/check.json")).doesNotExist();
    }

    @Test
    void systemsThatRunBuildsGetTheirFiles() throws Exception {
        target("vmlinux-next", "", "required");
        target("vmlinux-changed", "", "required");
        mojo.sarifFile = "target/check.sarif";
        mojo.junitFile = "target/check.xml";

        assertThatThrownBy(mojo::execute).isInstanceOf(MojoFailureException.class);

        assertThat(recorded.lines())
                .contains(
                        "info: Wrote <sarifFile> (btf.sarifFile): " + project.resolve("target/check.sarif")
                                + ": 3 results.",
                        "info: Wrote <junitFile> (btf.junitFile): " + project.resolve("target/check.xml")
                                + ": 2 test cases.");
        assertThat(Files.readString(project.resolve("target/check.sarif")))
                .contains("\"uri\":\"target/btf/driver.ko\"")
                .contains("\"level\":\"error\",\"message\":{\"text\":\"driver.ko" + TIMER + "\"}")
                .contains("\"level\":\"error\",\"message\":{\"text\":\"driver.ko" + RING + "\"}")
                .contains("\"level\":\"note\",\"message\":{\"text\":\"driver.ko" + DEVICE + "\"}");
        assertThat(Files.readString(project.resolve("target/check.xml")))
                .contains("<testsuite name=\"next\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\" time=\"0\">")
                .contains(
                        "<testsuite name=\"changed\" tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\" time=\"0\">");
    }

    @Test
    void modulesElsewhereAreNamedByTheirOwnPath() throws Exception {
        target("vmlinux-next", "", "required");
        mojo.basedir = Files.createDirectory(project.resolve("other")).toFile();
        mojo.distilledModules = project.resolve("target/btf/driver.ko").toString();
        targets.get(0).kernel = project.resolve("vmlinux-next").toString();
        mojo.sarifFile = "check.sarif";

        mojo.execute();

        assertThat(Files.readString(project.resolve("other/check.sarif"))).contains("\"uri\":\"driver.ko\"");
    }

    @Test
    void filesForSystemsThatRunBuildsAreWrittenOverNoInput() throws Exception {
        target("vmlinux", "", "required");
        for (String input : List.of("vmlinux", "target/btf/driver.ko")) {
            byte[] before = Files.readAllBytes(project.resolve(input));
            mojo.sarifFile = input;

            assertThatThrownBy(mojo::execute)
                    .isInstanceOf(MojoExecutionException.class)
                    .hasMessageStartingWith("<sarifFile> (btf.sarifFile): " + project.resolve(input))
                    .hasMessageEndingWith(": is the input itself; choose another output directory.");
            assertThat(project.resolve(input)).hasBinaryContent(before);
        }
    }

    @Test
    void eachFileIsOneOfItsOwn() throws Exception {
        target("vmlinux", "", "required");
        mojo.sarifFile = "target/check";
        mojo.junitFile = "target/./check";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<junitFile> (btf.junitFile): " + project.resolve("target/check")
                        + ": is the <sarifFile> (btf.sarifFile) too. Give each a file of its own.");
        assertThat(project.resolve("target/check")).doesNotExist();
    }

    @Test
    void aModuleThatFitsAllRequiredKernelsIsFine() throws Exception {
        target("vmlinux", "", "required");
        target("vmlinux-next", "", "required");
        target("vmlinux-changed", "", "advisory");

        mojo.execute();

        assertThat(recorded.lines())
                .containsExactly(
                        "warn: driver.ko" + DEVICE,
                        "warn: driver.ko" + TIMER,
                        "warn: driver.ko" + RING,
                        "info: ",
                        "info:              vmlinux   next      changed",
                        "info: driver.ko    fits      findings  REFUSED",
                        "info: ",
                        "info: fits         1         0         0",
                        "info: findings     0         1         0",
                        "info: accepted     0         0         0",
                        "info: refused      0         0         1",
                        "info: ",
                        "info: fits: keeps its BTF there; findings: does too, see the warnings;",
                        "info: accepted: gets no BTF there, which the baseline accepts; REFUSED: gets no BTF there",
                        "info: kernel vmlinux: required",
                        "info: kernel next: required",
                        "info: kernel changed: advisory",
                        "info: ",
                        "info: Checked 1 of 1 modules against 3 kernels: 0 failed; reasons in "
                                + project.resolve("target/btf/check.json") + "; 0.00 s");
        assertThat(project.resolve("target/btf/check.json"))
                .content()
                .startsWith("{\"schemaVersion\":1,\"layout\":\"distilled\",\"rules\":\"kernel\",\"targets\":[\n")
                .contains("{\"name\":\"changed\",\"policy\":\"advisory\",\"sha256\":\"")
                .endsWith("\"succeeded\":true}\n");
    }

    @Test
    void theBuildFailsWithAllReasonsOfRequiredKernels() throws Exception {
        Sample.copy(project, "target/btf/net/driver.ko");
        target("vmlinux-changed", "", "required");
        Path folder = project.resolve("target/btf");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        2 of 2 modules do not keep their BTF on all required kernels:
                          driver.ko%s
                          driver.ko%s
                          net/driver.ko%s
                        The modules are <distilledModules> (btf.distilledModules): %s.
                        A kernel on which modules need not keep their BTF gets the policy advisory in <targets> \
                        (btf.targets); failures that you accept go into <baseline> (btf.baseline), of which <writeBaseline> \
                        (btf.writeBaseline) writes a draft. With <failOnError> (btf.failOnError) = false, the build goes \
                        on.""", TIMER, RING, NOT_DISTILLED, folder);
        assertThat(recorded.lines())
                .startsWith(
                        "error: driver.ko" + TIMER, "error: driver.ko" + RING, "error: net/driver.ko" + NOT_DISTILLED)
                .contains("info: driver.ko      REFUSED", "info: net/driver.ko  not distilled");
        assertThat(folder.resolve("check.json")).content().endsWith("\"failedModules\":2,\"succeeded\":false}\n");
    }

    @Test
    void theBuildMayGoOnWithWarnings() throws Exception {
        target("vmlinux-changed", "", "required");
        mojo.failOnError = false;

        mojo.execute();

        assertThat(recorded.lines()).startsWith("warn: driver.ko" + TIMER, "warn: driver.ko" + RING);
    }

    @Test
    void whatCannotBeCheckedIsAWarningWhereNoKernelIsRequired() throws Exception {
        Sample.copy(project, "target/btf/driver.ko");
        target("vmlinux-changed", "", "advisory");

        mojo.execute();

        assertThat(recorded.lines()).startsWith("warn: driver.ko" + NOT_DISTILLED);
    }

    @Test
    void theBaselineAcceptsFailuresAndSaysWhatItNoLongerAccepts() throws Exception {
        target("vmlinux-changed", "", "required");
        mojo.baseline = "accepted.json";
        Path baseline = Files.writeString(project.resolve("accepted.json"), """
                {"accepted": [
                  {"module": "driver.ko", "kernel": "changed", "reason": "not shipped there"},
                  {"module": "driver.ko", "kernel": "vmlinux", "type": "ring", "reason": "once"}
                ]}
                """);

        mojo.execute();

        assertThat(recorded.lines())
                .startsWith(
                        "debug: driver.ko" + TIMER + " (accepted: not shipped there)",
                        "debug: driver.ko" + RING + " (accepted: not shipped there)",
                        "warn: <baseline> (btf.baseline): " + baseline + ", line 3: accepts nothing any more: module"
                                + " driver.ko, kernel vmlinux, type ring. Remove the entry.")
                .contains("info: driver.ko    accepted");
    }

    @Test
    void aDraftCountsWhatIsLeftToFillIn() throws Exception {
        target("vmlinux-changed", "", "required");
        Files.writeString(project.resolve("accepted.json"), """
                {"accepted": [{"module": "*", "kernel": "*", "type": "ring", "reason": "not shipped there"}]}
                """);
        mojo.baseline = "accepted.json";
        mojo.writeBaseline = "draft.json";
        String wrote = "info: Wrote <writeBaseline> (btf.writeBaseline): " + project.resolve("draft.json") + ": ";

        assertThatThrownBy(mojo::execute).isInstanceOf(MojoFailureException.class);
        assertThat(recorded.lines())
                .last()
                .isEqualTo(wrote + "1 reason is to be filled in, before which it is refused as a baseline.");

        Files.writeString(project.resolve("accepted.json"), """
                {"accepted": [{"module": "*", "kernel": "*", "reason": "not shipped there"}]}
                """);
        mojo.execute();
        assertThat(recorded.lines()).last().isEqualTo(wrote + "no reason is to be filled in.");
    }

    @Test
    void aDraftOfABaselineIsWrittenAndNotTakenForOne() throws Exception {
        target("vmlinux-changed", "", "required");
        mojo.writeBaseline = "accepted.json";

        assertThatThrownBy(mojo::execute).isInstanceOf(MojoFailureException.class);

        Path draft = project.resolve("accepted.json");
        assertThat(recorded.lines())
                .last()
                .isEqualTo("info: Wrote <writeBaseline> (btf.writeBaseline): " + draft
                        + ": 2 reasons are to be filled in, before which it is refused as a baseline.");
        mojo.baseline = "accepted.json";
        mojo.writeBaseline = null;
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "<baseline> (btf.baseline): " + draft + ", line 7, column 18: found a blank 'reason', expected"
                                + " the reason why the failure is accepted.");
        Files.writeString(draft, Files.readString(draft).replace("\"\"", "\"looked at\""));
        mojo.execute();
    }

    @Test
    void theBaselineIsNotWrittenOver() throws Exception {
        target("vmlinux-changed", "", "advisory");
        Path baseline = Files.writeString(project.resolve("accepted.json"), "{\"accepted\": []}");
        mojo.baseline = "accepted.json";
        mojo.writeBaseline = "accepted.json";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "<writeBaseline> (btf.writeBaseline): " + baseline + ": is the <baseline> (btf.baseline), and"
                                + " nothing is written over its input. Give another file.");
        assertThat(baseline).hasContent("{\"accepted\": []}");
        assertThat(recorded.lines()).isEmpty();
    }

    @Test
    void aMissingBaselineIsToldApart() {
        target("vmlinux", "", "required");
        mojo.baseline = "gone.json";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<baseline> (btf.baseline): " + project.resolve("gone.json")
                        + ": there is no such file. Let <writeBaseline> (btf.writeBaseline) write a draft, or leave the"
                        + " parameter out.");
    }

    @Test
    void theReportIsNotWrittenOverAnInput() {
        target("vmlinux", "", "required");
        mojo.outputFile = "vmlinux";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("<outputFile> (btf.outputFile): ")
                .hasMessageContaining("is the input itself");
    }

    @Test
    void targetsAreToldApartByName() throws Exception {
        target("vmlinux", "same", "required");
        target("vmlinux-next", "same", "required");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "<targets> (btf.targets): found two targets that are called 'same', expected a <name> of its own"
                                + " for each.");

        Sample.copy(project, "a/6.1/vmlinux", "b/6.1/vmlinux");
        targets.clear();
        target("a/6.1/vmlinux", "", "required");
        target("b/6.1/vmlinux", "", "required");
        target("vmlinux", "6.1", "required");
        mojo.execute();
        assertThat(recorded.lines())
                .contains(
                        "info: kernel a/6.1/vmlinux: required",
                        "info: kernel b/6.1/vmlinux: required",
                        "info: kernel 6.1: required");
    }

    @Test
    void aTargetHasAKernelAndAPolicy() {
        target(null, "nameless", "required");
        assertThatThrownBy(mojo::execute)
                .hasMessage(
                        "<targets> (btf.targets): found a target without <kernel>, with the name 'nameless', expected a"
                                + " vmlinux, a vmlinuz or raw BTF, each also compressed; 'running';"
                                + " or mvn:group:artifact:version[:type[:classifier]].");

        targets.clear();
        target("vmlinux", "", "must");
        assertThatThrownBy(mojo::execute)
                .hasMessage("<targets> (btf.targets), target vmlinux: found the policy 'must', expected 'required' or"
                        + " 'advisory'.");

        targets.clear();
        target("gone", "", "advisory");
        assertThatThrownBy(mojo::execute)
                .hasMessage("<targets> (btf.targets): " + project.resolve("gone")
                        + ": there is no such file. Give a vmlinux, a vmlinuz or raw BTF, each also compressed; 'running';"
                        + " or mvn:group:artifact:version[:type[:classifier]].");
    }

    @Test
    void manyFindingsAreCounted() throws Exception {
        for (int i = 0; i < 101; i++) {
            Sample.copy(Sample.expected("driver-distilled.ko"), project.resolve("target/btf/many/" + i + ".ko"));
        }
        mojo.distilledModules = "target/btf/many";
        target("vmlinux-next", "", "required");

        mojo.execute();

        List<String> lines = recorded.lines();
        assertThat(lines).filteredOn(line -> line.endsWith(".ko" + DEVICE)).hasSize(101);
        assertThat(lines).filteredOn(line -> line.startsWith("warn: ")).hasSize(101);
        assertThat(lines)
                .contains("warn: and 1 more finding, which " + project.resolve("target/btf/check.json") + " has");
    }

    private void target(@Nullable String kernel, String name, String policy) {
        CheckedKernel target = new CheckedKernel();
        target.kernel = kernel;
        target.name = name;
        target.policy = policy;
        targets.add(target);
    }
}
