// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final RecordedLog recorded = new RecordedLog();
    private long now;

    @Test
    void aShortRunTellsNothing() {
        Progress progress = new Progress(recorded.log, 3, () -> now);

        for (int i = 0; i < 3; i++) {
            now += TimeUnit.SECONDS.toNanos(3);
            progress.oneMore();
        }

        assertThat(recorded.lines()).isEmpty();
    }

    @Test
    void aLongRunTellsEveryTenSecondsHowManyHowFastAndHowLongStill() {
        Progress progress = new Progress(recorded.log, 4_228, () -> now);

        for (int i = 0; i < 4_228; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(8);
            progress.oneMore();
        }

        assertThat(recorded.lines())
                .containsExactly(
                        "info: 1,250 of 4,228 modules done, 125 per second, about 24 s left",
                        "info: 2,500 of 4,228 modules done, 125 per second, about 14 s left",
                        "info: 3,750 of 4,228 modules done, 125 per second, about 4 s left");
    }

    @Test
    void theLastModuleIsLeftToTheSummary() {
        Progress progress = new Progress(recorded.log, 1, () -> now);

        now = TimeUnit.SECONDS.toNanos(60);
        progress.oneMore();

        assertThat(recorded.lines()).isEmpty();
    }
}
