// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KmodStepsTest {

    private static final Location ENCODED =
            new Location(new Setting("outputDirectory", "encoded"), Path.of("/project/target/encoded"));

    private static final Location DISTILLED =
            new Location(new Setting("outputDirectory", "distilled"), Path.of("/project/target/distilled"));

    private final Map<Object, Object> context = new HashMap<>();

    @Test
    void theFirstStepTakesTheSourcesEachTime() {
        steps("kmod", "distill", "default-distill").wrote(ENCODED);

        assertThat(steps("kmod", "encode", "default-encode")
                        .sources(modules(null))
                        .text())
                .isEqualTo("src/main/kmod");
        assertThat(steps("kmod", "encode", "default-encode")
                        .sources(modules("drivers"))
                        .text())
                .isEqualTo("drivers");
    }

    @Test
    void eachFurtherStepTakesWhatTheOneBeforeItWrote() {
        steps("kmod", "encode", "default-encode").wrote(ENCODED);

        KmodSteps distill = steps("kmod", "distill", "default-distill");
        assertThat(distill.encodedOrSources(modules(null)).text())
                .isEqualTo(ENCODED.path().toString());
        assertThat(distill.encodedOrSources(modules("drivers")).text())
                .isEqualTo(ENCODED.path().toString());
        assertThat(steps("kmod", "check", "default-check")
                        .written(modules("target/btf"))
                        .text())
                .isEqualTo(ENCODED.path().toString());
    }

    @Test
    void distillingTakesTheSourcesAgainWhereNothingIsEncoded() {
        steps("kmod", "distill", "default-distill").wrote(DISTILLED);

        KmodSteps again = steps("kmod", "distill", "default-distill");
        assertThat(again.encodedOrSources(modules(null)).text()).isEqualTo("src/main/kmod");
        assertThat(again.encodedOrSources(modules("drivers")).text()).isEqualTo("drivers");
        assertThat(steps("kmod", "package", "default-package")
                        .written(modules("target/btf"))
                        .text())
                .isEqualTo(DISTILLED.path().toString());
    }

    @Test
    void aStepThatRunsAgainTakesTheSameAgain() {
        steps("kmod", "encode", "default-encode").wrote(ENCODED);
        steps("kmod", "distill", "default-distill").wrote(DISTILLED);
        steps("kmod", "encode", "default-encode").wrote(ENCODED);

        assertThat(steps("kmod", "distill", "default-distill")
                        .encodedOrSources(modules(null))
                        .text())
                .isEqualTo(ENCODED.path().toString());
        assertThat(steps("kmod", "check", "default-check")
                        .written(modules("target/btf"))
                        .text())
                .isEqualTo(DISTILLED.path().toString());
    }

    @Test
    void whatIsEncodedIsKnownToTheStepThatDistils() {
        assertThat(steps("kmod", "distill", "default-distill").encodedInto(ENCODED))
                .isFalse();

        steps("kmod", "encode", "default-encode").wrote(ENCODED);

        assertThat(steps("kmod", "distill", "default-distill").encodedInto(ENCODED))
                .isTrue();
        assertThat(steps("kmod", "distill", "default-distill").encodedInto(DISTILLED))
                .isFalse();
        assertThat(steps("kmod", "distill", "more").encodedInto(ENCODED)).isFalse();
    }

    @Test
    void aStepThatIsCalledAloneLooksWhereTheOneBeforeItWrites() {
        assertThat(steps("kmod", "check", "default-check")
                        .written(modules("target/btf"))
                        .text())
                .isEqualTo("target/btf");
        assertThat(steps("kmod", "relocate", "default-cli")
                        .input(modules(null), "target/btf")
                        .text())
                .isEqualTo("target/btf");
    }

    @Test
    void aGoalThatTheUserBindsTakesWhatTheUserSays() {
        steps("kmod", "encode", "default-encode").wrote(ENCODED);
        KmodSteps bound = steps("kmod", "distill", "more");

        assertThat(bound.encodedOrSources(modules("drivers")).text()).isEqualTo("drivers");

        bound.wrote(new Location(new Setting("outputDirectory", "more"), Path.of("/project/target/more")));
        assertThat(steps("kmod", "check", "default-check")
                        .input(modules(null), "target/btf")
                        .text())
                .isEqualTo(ENCODED.path().toString());
    }

    @Test
    void otherProjectsKnowNothingOfThis() {
        KmodSteps jar = steps("jar", "distill", "default-distill");
        jar.wrote(ENCODED);

        assertThat(jar.encodedOrSources(modules(null))).isEqualTo(modules(null));
        assertThat(jar.input(modules(null), "target/btf")).isEqualTo(modules(null));
        assertThat(jar.written(modules("drivers"))).isEqualTo(modules("drivers"));
        assertThat(new KmodSteps(null, null, null).sources(modules(null))).isEqualTo(modules(null));
        assertThat(context).isEmpty();
    }

    private static Setting modules(@Nullable String value) {
        return new Setting("modules", value);
    }

    private KmodSteps steps(String packaging, String goal, String execution) {
        MavenProject project = new MavenProject();
        project.setPackaging(packaging);
        return new KmodSteps(project, new MojoExecution(new Plugin(), goal, execution), context);
    }
}
