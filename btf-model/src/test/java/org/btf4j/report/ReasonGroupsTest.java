// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.btf4j.batch.Baseline;
import org.btf4j.batch.CheckCell;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.report.ReasonGroups.Group;
import org.btf4j.transform.TypeOutcome.Verdict;
import org.junit.jupiter.api.Test;

class ReasonGroupsTest {

    private static final String CHIP = "struct chip is 640 bytes there, 632 in the module's base";
    private static final String RING = "struct ring does not exist there";

    @Test
    void aReasonStandsForAllModulesThatHaveItWhateverTheyUseTheTypeFor() {
        ReportData report = Reports.of(
                refused("a.ko", reason("ring", RING, "; behind a pointer in struct a.ring")),
                refused(
                        "b.ko",
                        reason("chip", CHIP, "; embedded by value in struct b.chip"),
                        reason("ring", RING, "; embedded by value in struct b.ring and in 2 other ways")),
                refused("c.ko", reason("chip", CHIP, "; embedded by value in struct c.chip"), reason("ring", RING, "")),
                Reports.unchecked("d.ko"));

        assertThat(ReasonGroups.of(report, 0))
                .isEqualTo(new ReasonGroups(
                        List.of(
                                new Group("ring", RING, List.of("a.ko", "b.ko", "c.ko"), 0),
                                new Group("chip", CHIP, List.of("b.ko", "c.ko"), 0)),
                        List.of()));
        assertThat(ReasonGroups.of(report, 1)).isEqualTo(new ReasonGroups(List.of(), List.of()));
    }

    @Test
    void oneTypeHasAGroupForEachThingThatIsTheMatterWithIt() {
        assertThat(ReasonGroups.of(
                                Reports.of(
                                        refused("a.ko", reason("chip", "struct chip does not exist there", "")),
                                        refused("b.ko", reason("chip", CHIP, ""))),
                                0)
                        .reasons())
                .containsExactly(
                        new Group("chip", "struct chip does not exist there", List.of("a.ko"), 0),
                        new Group("chip", CHIP, List.of("b.ko"), 0));
    }

    /** Rust spells arrays with a semicolon. */
    @Test
    void aNameMayHaveASemicolon() {
        String gist = "struct Page<[u8; 64]> does not exist there";

        assertThat(ReasonGroups.of(Reports.of(refused("a.ko", reason("Page<[u8; 64]>", gist, "; by value"))), 0)
                        .reasons())
                .containsExactly(new Group("Page<[u8; 64]>", gist, List.of("a.ko"), 0));
    }

    @Test
    void acceptedReasonsAreCounted() {
        Baseline.Entry entry = new Baseline.Entry("a.ko", "*", "ring", "not used", 2);

        assertThat(ReasonGroups.of(
                                Reports.of(
                                        refused("a.ko", new CheckCell.Reason("ring", RING, "", entry, Verdict.MISSING)),
                                        refused("b.ko", reason("ring", RING, ""))),
                                0)
                        .reasons())
                .containsExactly(new Group("ring", RING, List.of("a.ko", "b.ko"), 1));
    }

    @Test
    void aModuleCountsOnceThoughItHasTwoTypesOfOneName() {
        assertThat(ReasonGroups.of(
                                Reports.of(refused(
                                        "a.ko",
                                        reason("chip", CHIP, "; by value in variable one"),
                                        reason("ring", RING, ""),
                                        reason("chip", CHIP, "; by value in variable two"))),
                                0)
                        .reasons())
                .containsExactly(
                        new Group("chip", CHIP, List.of("a.ko"), 0), new Group("ring", RING, List.of("a.ko"), 0));
    }

    @Test
    void findingsAreGroupedLikewise() {
        String device =
                "struct device is 128 bytes there, 96 in the module's base, which kernels let pass behind a pointer";
        ReportData report = Reports.of(Stream.of("a", "b")
                .map(module -> Reports.module(
                        module + ".ko",
                        new CheckCell(Reports.OLD, CheckVerdict.FITS, List.of(), List.of()),
                        new CheckCell(
                                Reports.NEW,
                                CheckVerdict.FITS_WITH_FINDINGS,
                                List.of(),
                                List.of(new CheckCell.Finding(
                                        "device", device, "; behind a pointer in struct " + module + ".device")))))
                .toArray(ReportData.Module[]::new));

        assertThat(ReasonGroups.of(report, 1))
                .isEqualTo(new ReasonGroups(List.of(), List.of(new Group("", device, List.of("a.ko", "b.ko"), 0))));
    }

    private static CheckCell.Reason reason(String type, String gist, String way) {
        return new CheckCell.Reason(type, gist, way, null, Verdict.MISSING);
    }

    /** Refused by the first kernel only. */
    private static ReportData.Module refused(String name, CheckCell.Reason... reasons) {
        return Reports.module(
                name,
                new CheckCell(Reports.OLD, CheckVerdict.REFUSED, List.of(reasons), List.of()),
                new CheckCell(Reports.NEW, CheckVerdict.FITS, List.of(), List.of()));
    }
}
