// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which site plugins may have a report; it-projects has real ones. */
class SitePluginTest {

    @ParameterizedTest
    @ValueSource(strings = {"3.3", "3.7.1", "3.9.1", "3.12.1", "3.20.0", "4.0.0-M16"})
    void anOldOneIsNamedWithWhatToPutIntoThePom(String version) {
        assertThatThrownBy(() -> SitePlugin.check(version))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("btf:report needs the maven-site-plugin in version 3.21.0 or later, which makes pages with"
                        + " Doxia 2; found " + version + ". Put this into the POM, below"
                        + " <build><pluginManagement><plugins>: <plugin><groupId>org.apache.maven.plugins</groupId>"
                        + "<artifactId>maven-site-plugin</artifactId><version>3.22.0</version></plugin>");
    }

    @Test
    void oneThatDoesNotTellItsVersionIsTakenForAnOldOne() {
        assertThatThrownBy(() -> SitePlugin.check("")).hasMessageContaining("; found an older one. Put this");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.21.0", "3.22.0", "3.100.1", "4.0.0"})
    void aNewerOneIsTaken(String version) {
        assertThatCode(() -> SitePlugin.check(version)).doesNotThrowAnyException();
    }

    @Test
    void whoeverElseCallsIsNotLookedAt() {
        assertThatCode(SitePlugin::requireNewEnough).doesNotThrowAnyException();
    }
}
