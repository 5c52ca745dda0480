// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.btf4j.batch.CheckCell;
import org.btf4j.batch.CheckVerdict;
import org.junit.jupiter.api.Test;

class FolderMatrixTest {

    @Test
    void countsTheVerdictsOfAFolderOnEachKernel() {
        ReportData report = Reports.of(
                Reports.module("net/a.ko", CheckVerdict.FITS),
                Reports.module("net/b.ko", CheckVerdict.FITS),
                Reports.module(
                        "net/c.ko",
                        new CheckCell(Reports.OLD, CheckVerdict.REFUSED, List.of(), List.of()),
                        new CheckCell(Reports.NEW, CheckVerdict.FITS_WITH_FINDINGS, List.of(), List.of())),
                Reports.unchecked("net/d.ko"));

        assertThat(FolderMatrix.of(report))
                .isEqualTo(new FolderMatrix(List.of(
                        new FolderMatrix.Row("net", false, 4, List.of(cell(2, 0, 0, 1, 1), cell(2, 1, 0, 0, 1))))));
    }

    @Test
    void everyFolderHasARowIfThereAreFewEnough() {
        assertThat(rows(40, "a.ko", "fs/b.ko", "fs/ext4/c.ko", "net/ipv4/d.ko", "net/ipv6/e.ko"))
                .containsExactly(" rest 1", "fs rest 1", "fs/ext4 1", "net/ipv4 1", "net/ipv6 1");
    }

    @Test
    void theLargestFoldersHaveRowsOfTheirOwnAndTheOthersCountAbove() {
        String[] modules = {
            "crypto/a.ko",
            "drivers/gpu/b.ko",
            "drivers/net/c.ko",
            "drivers/net/d.ko",
            "drivers/net/wireless/e.ko",
            "drivers/net/wireless/f.ko",
            "fs/g.ko"
        };

        assertThat(rows(1, modules)).containsExactly(" 7");
        assertThat(rows(2, modules)).containsExactly(" rest 2", "drivers 5");
        assertThat(rows(3, modules)).containsExactly(" rest 2", "drivers/gpu 1", "drivers/net 4");
        assertThat(rows(4, modules))
                .containsExactly(" rest 2", "drivers/gpu 1", "drivers/net rest 2", "drivers/net/wireless 2");
        assertThat(rows(5, modules))
                .containsExactly("crypto 1", "drivers/gpu 1", "drivers/net rest 2", "drivers/net/wireless 2", "fs 1");
    }

    @Test
    void aFolderWithoutModulesLeftHasNoRowAndTakesNoneAway() {
        assertThat(rows(2, "lib/modules/6.12/kernel/fs/a.ko", "lib/modules/6.12/kernel/net/b.ko"))
                .containsExactly("lib/modules/6.12/kernel/fs 1", "lib/modules/6.12/kernel/net 1");
        assertThat(rows(1, "lib/modules/6.12/kernel/fs/a.ko", "lib/modules/6.12/kernel/net/b.ko"))
                .containsExactly("lib/modules/6.12/kernel 2");
    }

    @Test
    void foldersAreToldFromOthersWhoseNamesBeginLikewise() {
        assertThat(rows(40, "net/a.ko", "net-next/b.ko", "net/ipv4/c.ko"))
                .containsExactly("net rest 1", "net-next 1", "net/ipv4 1");
    }

    @Test
    void hundredsOfFoldersAreFortyRows() {
        List<String> modules = new ArrayList<>();
        IntStream.range(0, 300).forEach(i -> modules.add("drivers/" + i + "/a.ko"));
        IntStream.range(0, 300).forEach(i -> modules.add("drivers/" + i % 50 + "/" + i + ".ko"));

        List<FolderMatrix.Row> rows =
                FolderMatrix.of(report(modules.toArray(String[]::new))).rows();

        assertThat(rows).hasSize(40);
        assertThat(rows.stream().mapToInt(FolderMatrix.Row::modules).sum()).isEqualTo(600);
        assertThat(rows.get(0)).extracting(FolderMatrix.Row::folder).isEqualTo("drivers");
        assertThat(rows.subList(1, 40))
                .allSatisfy(row -> assertThat(row.modules()).isEqualTo(7));
    }

    @Test
    void noModuleIsNoRow() {
        assertThat(FolderMatrix.of(Reports.of()).rows()).isEmpty();
    }

    private static List<String> rows(int most, String... modules) {
        return FolderMatrix.of(report(modules), most).rows().stream()
                .map(row -> row.folder() + (row.rest() ? " rest " : " ") + row.modules())
                .toList();
    }

    private static ReportData report(String... modules) {
        return Reports.of(Stream.of(modules)
                .map(module -> Reports.module(module, CheckVerdict.FITS))
                .toArray(ReportData.Module[]::new));
    }

    private static FolderMatrix.Cell cell(int fits, int findings, int accepted, int refused, int notChecked) {
        return new FolderMatrix.Cell(
                Map.of(
                        CheckVerdict.FITS, fits,
                        CheckVerdict.FITS_WITH_FINDINGS, findings,
                        CheckVerdict.ACCEPTED, accepted,
                        CheckVerdict.REFUSED, refused),
                notChecked);
    }
}
