// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Maven and IDEs are told of the goals. */
class PluginDescriptorTest {

    private static final Map<String, MojoDescriptor> GOALS = new TreeMap<>();

    @BeforeAll
    static void read() throws Exception {
        Path classes = Path.of(DistillMojo.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path file = classes.resolve("META-INF/maven/plugin.xml");
        PluginDescriptor plugin = new PluginDescriptorBuilder().build(Files.newBufferedReader(file));
        plugin.getMojos().forEach(mojo -> GOALS.put(mojo.getGoal(), mojo));
    }

    @Test
    void onlyGoalsThatMakeArtifactsOrPagesNeedAProjectAndAllMayRunInParallel() {
        assertThat(GOALS.keySet())
                .containsExactly(
                        "attach-base",
                        "check",
                        "diff",
                        "distill",
                        "dump",
                        "encode",
                        "help",
                        "package",
                        "relocate",
                        "report",
                        "resolve-ids");
        assertThat(GOALS.values()).allSatisfy(goal -> {
            assertThat(goal.isProjectRequired())
                    .as(goal.getGoal())
                    .isEqualTo(List.of("attach-base", "package", "report").contains(goal.getGoal()));
            assertThat(goal.isThreadSafe()).as(goal.getGoal()).isTrue();
        });
    }

    @Test
    void theGoalsThatBelongToABuildHaveAPhase() {
        assertThat(goal("distill").getPhase()).isEqualTo("prepare-package");
        assertThat(goal("relocate").getPhase()).isEqualTo("package");
        assertThat(goal("resolve-ids").getPhase()).isEqualTo("prepare-package");
        assertThat(goal("encode").getPhase()).isEqualTo("process-classes");
        assertThat(goal("check").getPhase()).isEqualTo("verify");
        assertThat(goal("diff").getPhase()).isEqualTo("verify");
        assertThat(goal("attach-base").getPhase()).isEqualTo("package");
        assertThat(goal("package").getPhase()).isEqualTo("package");
        assertThat(goal("dump").getPhase()).isNull();
        assertThat(goal("report").getPhase()).isNull();
    }

    @Test
    void everyParameterHasAPropertyOfItsNameAndTheDefaultThatIsDocumented() {
        assertThat(parameters("distill"))
                .containsExactly(
                        "base (btf.base)",
                        "force (btf.force) false",
                        "layout (btf.layout) distilled",
                        "modules (btf.modules)",
                        "outputDirectory (btf.outputDirectory) ${project.build.directory}/btf",
                        "signature (btf.signature) fail",
                        "signingCertificate (btf.signingCertificate)",
                        "signingHash (btf.signingHash) sha256",
                        "signingServer (btf.signingServer)",
                        "skip (btf.skip) false",
                        "threads (btf.threads) 0");
        assertThat(parameters("relocate"))
                .containsExactly(
                        "failOnError (btf.failOnError) true",
                        "force (btf.force) false",
                        "layout (btf.layout) distilled",
                        "modules (btf.modules)",
                        "outputDirectory (btf.outputDirectory) ${project.build.directory}/btf-relocated",
                        "rules (btf.rules) kernel",
                        "signature (btf.signature) fail",
                        "signingCertificate (btf.signingCertificate)",
                        "signingHash (btf.signingHash) sha256",
                        "signingServer (btf.signingServer)",
                        "skip (btf.skip) false",
                        "target (btf.target)",
                        "threads (btf.threads) 0");
        assertThat(parameters("encode"))
                .containsExactly(
                        "base (btf.base)",
                        "features (btf.features)",
                        "force (btf.force) false",
                        "modules (btf.modules)",
                        "outputDirectory (btf.outputDirectory) ${project.build.directory}/btf-encoded",
                        "pahole (btf.pahole) pahole",
                        "signature (btf.signature) fail",
                        "signingCertificate (btf.signingCertificate)",
                        "signingHash (btf.signingHash) sha256",
                        "signingServer (btf.signingServer)",
                        "skip (btf.skip) false",
                        "strictFeatures (btf.strictFeatures) false",
                        "threads (btf.threads) 0",
                        "timeout (btf.timeout) 600");
        assertThat(parameters("resolve-ids"))
                .containsExactly(
                        "base (btf.base)",
                        "failOnUnresolved (btf.failOnUnresolved) false",
                        "force (btf.force) false",
                        "modules (btf.modules)",
                        "outputDirectory (btf.outputDirectory) ${project.build.directory}/btf-resolved",
                        "signature (btf.signature) fail",
                        "signingCertificate (btf.signingCertificate)",
                        "signingHash (btf.signingHash) sha256",
                        "signingServer (btf.signingServer)",
                        "skip (btf.skip) false",
                        "threads (btf.threads) 0");
        assertThat(parameters("check"))
                .containsExactly(
                        "baseline (btf.baseline)",
                        "distilledModules (btf.distilledModules) ${project.build.directory}/btf",
                        "failOnError (btf.failOnError) true",
                        "junitFile (btf.junitFile)",
                        "layout (btf.layout) distilled",
                        "outputFile (btf.outputFile) ${project.build.directory}/btf/check.json",
                        "rules (btf.rules) kernel",
                        "sarifFile (btf.sarifFile)",
                        "skip (btf.skip) false",
                        "targets (btf.targets)",
                        "threads (btf.threads) 0",
                        "writeBaseline (btf.writeBaseline)");
        assertThat(parameters("diff"))
                .containsExactly(
                        "base (btf.base)",
                        "failOn (btf.failOn) none",
                        "format (btf.format) text",
                        "newer (btf.new) ${project.build.directory}/btf",
                        "old (btf.old)",
                        "oldBase (btf.oldBase)",
                        "outputFile (btf.outputFile)",
                        "skip (btf.skip) false",
                        "threads (btf.threads) 0");
        assertThat(parameters("report"))
                .containsExactly(
                        "base (btf.base)",
                        "baseline (btf.baseline)",
                        "dataFile (btf.dataFile) ${project.build.directory}/btf/report.json",
                        "distilledModules (btf.distilledModules) ${project.build.directory}/btf",
                        "layout (btf.layout) distilled",
                        "old (btf.old)",
                        "oldBase (btf.oldBase)",
                        "reportDirectory (btf.reportDirectory) ${project.build.directory}/reports",
                        "rules (btf.rules) kernel",
                        "skip (btf.skip) false",
                        "targets (btf.targets)",
                        "threads (btf.threads) 0");
        assertThat(parameters("attach-base"))
                .containsExactly("base (btf.base)", "classifier (btf.classifier)", "skip (btf.skip) false");
        assertThat(parameters("package"))
                .containsExactly(
                        "classifier (btf.classifier)",
                        "distilledModules (btf.distilledModules) ${project.build.directory}/btf",
                        "folder (btf.folder) updates",
                        "outputTimestamp (btf.outputTimestamp) ${project.build.outputTimestamp}",
                        "skip (btf.skip) false",
                        "zip (btf.zip) false");
        assertThat(parameters("dump"))
                .containsExactly(
                        "base (btf.base)",
                        "file (btf.file)",
                        "format (btf.format) raw",
                        "outputFile (btf.outputFile)",
                        "roots (btf.root)",
                        "section (btf.section) .BTF",
                        "skip (btf.skip) false",
                        "types (btf.type)");
    }

    @Test
    void everythingThatAUserCanSetIsDocumented() {
        for (String name : List.of(
                "attach-base",
                "check",
                "diff",
                "distill",
                "relocate",
                "dump",
                "encode",
                "package",
                "report",
                "resolve-ids")) {
            assertThat(goal(name).getSince()).isEqualTo("0.1.0");
            assertThat(settable(goal(name))).allSatisfy(parameter -> {
                assertThat(parameter.getDescription()).as(parameter.getName()).isNotBlank();
                assertThat(parameter.getSince()).as(parameter.getName()).isEqualTo("0.1.0");
            });
        }
    }

    private static MojoDescriptor goal(String name) {
        MojoDescriptor goal = GOALS.get(name);
        if (goal == null) {
            throw new AssertionError("no goal " + name);
        }
        return goal;
    }

    private static List<Parameter> settable(MojoDescriptor goal) {
        return goal.getParameters().stream().filter(Parameter::isEditable).toList();
    }

    private static List<String> parameters(String goal) {
        List<String> parameters = new ArrayList<>();
        for (Parameter parameter : settable(goal(goal))) {
            String property = parameter.getExpression().replaceAll("^\\$\\{(.*)}$", "($1)");
            String defaultValue = parameter.getDefaultValue();
            parameters.add(parameter.getName() + " " + property + (defaultValue == null ? "" : " " + defaultValue));
        }
        return parameters;
    }
}
