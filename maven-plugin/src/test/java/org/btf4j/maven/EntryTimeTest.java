// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTimeTest {

    private static final Map<String, String> EPOCH = Map.of("SOURCE_DATE_EPOCH", "1000000000");

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T00:00:00Z, 2026-11-22T00:00:00Z",
        "2026-11-22T01:30:00.9+01:30, 2026-11-22T00:00:00Z",
        "1795305600, 2026-11-22T00:00:00Z",
        "1980-01-01T00:00:02Z, 1980-01-01T00:00:02Z",
        "2099-12-31T23:59:59Z, 2099-12-31T23:59:59Z"
    })
    void aProjectTellsItsTime(String timestamp, Instant time) throws MojoFailureException {
        assertThat(of(timestamp, EPOCH)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "-"})
    void aProjectThatTellsNoneHasThatOfTheEnvironment(String timestamp) throws MojoFailureException {
        assertThat(of(timestamp, EPOCH)).isEqualTo(Instant.parse("2001-09-09T01:46:40Z"));
        assertThat(of(null, EPOCH)).isEqualTo(Instant.parse("2001-09-09T01:46:40Z"));
    }

    @Test
    void orElseAlwaysTheSame() throws MojoFailureException {
        assertThat(of(null, Map.of())).isEqualTo(Instant.parse("1980-02-01T00:00:00Z"));
        assertThat(of(null, Map.of("SOURCE_DATE_EPOCH", ""))).isEqualTo(Instant.parse("1980-02-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-22", "2026-11-22T00:00:00", "99999999999999999999", "٣٣"})
    void whatIsNoTime(String timestamp) {
        assertThatThrownBy(() -> of(timestamp, EPOCH))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<outputTimestamp> (project.build.outputTimestamp): found '" + timestamp
                        + "', expected a time as 2026-11-22T00:00:00Z, or seconds since 1970-01-01T00:00:00Z.");
    }

    @Test
    void whatZipArchivesCannotHold() {
        assertThatThrownBy(() -> of(null, Map.of("SOURCE_DATE_EPOCH", "0")))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "the environment variable SOURCE_DATE_EPOCH: found '0', which is 1970-01-01T00:00:00Z, expected"
                                + " a time from 1980-01-01T00:00:02Z to 2099-12-31T23:59:59Z, which all archives can hold.");
        assertThatThrownBy(() -> of("2100-01-01T00:00:00Z", Map.of()))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("which is 2100-01-01T00:00:00Z, expected");
    }

    private static Instant of(@Nullable String timestamp, Map<String, String> environment) throws MojoFailureException {
        return EntryTime.of(new Setting("outputTimestamp", timestamp), environment);
    }
}
