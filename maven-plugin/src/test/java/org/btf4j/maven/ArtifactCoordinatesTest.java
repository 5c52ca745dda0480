// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactCoordinatesTest {

    @Test
    void groupArtifactAndVersionAreEnoughForAKernelsBtf() throws Exception {
        assertThat(parse("mvn:org.example:kernel:6.12.95-1~bpo12+1"))
                .isEqualTo(new ArtifactCoordinates("org.example", "kernel", "6.12.95-1~bpo12+1", "btf", ""));
    }

    @Test
    void typeAndClassifierMayFollow() throws Exception {
        assertThat(parse("mvn:org.example:kernel:6.12.95:vmlinux"))
                .isEqualTo(new ArtifactCoordinates("org.example", "kernel", "6.12.95", "vmlinux", ""));
        assertThat(parse("mvn:org.example:kernel:6.12.95:btf:arm64"))
                .isEqualTo(new ArtifactCoordinates("org.example", "kernel", "6.12.95", "btf", "arm64"));
    }

    @Test
    void onlyWhatStartsWithMvnIsAnArtifact() {
        assertThat(ArtifactCoordinates.areIn(new Setting("base", "mvn:a:b:1"))).isTrue();
        assertThat(ArtifactCoordinates.areIn(new Setting("base", "running"))).isFalse();
        assertThat(ArtifactCoordinates.areIn(new Setting("base", "kernels/mvn:a:b:1")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mvn: | with 1 part",
                "mvn:org.example:kernel | with 2 parts",
                "mvn:org.example:kernel:1:btf:arm64:x | with 6 parts",
                "mvn::kernel:1 | whose group is empty",
                "mvn:org.example::1 | whose artifact is empty",
                "mvn:org.example:kernel: | whose version is empty",
                "mvn:org.example:kernel:1::arm64 | whose type is empty",
                "mvn:org.example:kernel:1:btf: | whose classifier is empty",
                "mvn:org/example:kernel:1 | whose group has the character '/'",
                "mvn:org.example:kernel:${kernel.version} | whose version has the character '$'",
                "mvn:org.example:kernel:[6.1,6.12] | whose version has the character '['",
                "mvn:org.example:the kernel:1 | whose artifact has the character ' '"
            })
    void whatIsMalformedIsTheUsersMistake(String value, String problem) {
        assertThatThrownBy(() -> parse(value))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<target> (btf.target): found '" + value + "', " + problem
                        + ", expected mvn:group:artifact:version[:type[:classifier]] with one version.");
    }

    @Test
    void aLineBreakIsShownAsANumber() {
        assertThatThrownBy(() -> parse("mvn:org.example:kernel:1\n"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("whose version has the character '\\u000a', expected");
    }

    private static ArtifactCoordinates parse(String value) throws MojoFailureException {
        return ArtifactCoordinates.parse(new Setting("target", value));
    }
}
