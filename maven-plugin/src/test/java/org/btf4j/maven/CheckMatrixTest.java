// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.batch.CheckVerdict.ACCEPTED;
import static org.btf4j.batch.CheckVerdict.FITS;
import static org.btf4j.batch.CheckVerdict.FITS_WITH_FINDINGS;
import static org.btf4j.batch.CheckVerdict.REFUSED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.btf4j.batch.CheckSummary;
import org.btf4j.batch.CheckSummary.Row;
import org.btf4j.batch.CheckTarget;
import org.btf4j.batch.CheckTarget.Policy;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.ModuleCheck.State;
import org.btf4j.model.Btf;
import org.btf4j.text.RawDump;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;
import org.junit.jupiter.api.Test;

class CheckMatrixTest {

    private static final Btf KERNEL = RawDump.parse("[1] FWD 'nothing' fwd_kind=struct");

    @Test
    void fewKernelsHaveTheirNamesAboveTheColumns() {
        assertThat(matrix(
                        targets("6.1.176", "6.1.192", "6.12.95"),
                        List.of(
                                checked("a.ko", FITS, FITS, FITS),
                                checked("net/b.ko", FITS, FITS_WITH_FINDINGS, REFUSED),
                                checked("c.ko", FITS, ACCEPTED, ACCEPTED),
                                new Row("d.ko", State.NOT_DISTILLED, List.of()))))
                .isEqualTo("""
                             6.1.176   6.1.192   6.12.95
                a.ko         fits      fits      fits
                net/b.ko     fits      findings  REFUSED
                c.ko         fits      accepted  accepted
                d.ko         not distilled

                fits         3         1         1
                findings     0         1         0
                accepted     0         1         1
                refused      0         0         1
                not checked  1         1         1

                fits: keeps its BTF there; findings: does too, see the warnings;
                accepted: gets no BTF there, which the baseline accepts; REFUSED: gets no BTF there
                kernel 6.1.176: required
                kernel 6.1.192: required
                kernel 6.12.95: advisory
                """);
    }

    @Test
    void manyKernelsAreNumbered() {
        String[] names = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> "kernel-with-a-name-" + i)
                .toArray(String[]::new);
        CheckVerdict[] verdicts = new CheckVerdict[12];
        Arrays.fill(verdicts, FITS);
        verdicts[1] = FITS_WITH_FINDINGS;
        verdicts[2] = ACCEPTED;
        verdicts[11] = REFUSED;

        assertThat(matrix(targets(names), List.of(checked("driver.ko", verdicts))))
                .startsWith("""
                             1  2  3  4  5  6  7  8  9  10  11  12
                driver.ko    +  f  a  +  +  +  +  +  +  +   +   X

                fits         1  0  0  1  1  1  1  1  1  1   1   0
                findings     0  1  0  0  0  0  0  0  0  0   0   0
                accepted     0  0  1  0  0  0  0  0  0  0   0   0
                refused      0  0  0  0  0  0  0  0  0  0   0   1

                + fits: keeps its BTF there; f findings: does too, see the warnings;
                a accepted: gets no BTF there, which the baseline accepts; X refused: gets no BTF there
                kernel 1 = kernel-with-a-name-1: required
                """)
                .endsWith("kernel 12 = kernel-with-a-name-12: advisory\n");
    }

    @Test
    void kernelsThatAreTooManyForOneTableGetAnother() {
        String[] names =
                IntStream.rangeClosed(1, 60).mapToObj(i -> "v6.12." + i).toArray(String[]::new);
        CheckVerdict[] verdicts = new CheckVerdict[60];
        Arrays.fill(verdicts, FITS);

        List<String> lines = new CheckMatrix(
                        new CheckSummary(targets(names), List.of(checked("driver.ko", verdicts)), List.of()),
                        Paint.NONE)
                .lines();

        assertThat(lines).filteredOn(line -> line.startsWith("driver.ko")).hasSize(3);
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(CheckMatrix.WIDTH));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("      "))
                .extracting(String::strip)
                .extracting(line -> line.replaceAll(" .* ", "..."))
                .containsExactly("1...27", "28...51", "52...60");
    }

    @Test
    void ofManyModulesOnlyThoseAreShownThatSaySomething() {
        List<Row> rows = new ArrayList<>();
        IntStream.range(0, 4000).forEach(i -> rows.add(checked(i + ".ko", FITS)));
        rows.add(17, checked("drivers/gpio/a-module-whose-path-is-longer-than-the-table-has-room-for.ko", REFUSED));

        String matrix = matrix(targets("6.12.95"), rows);
        assertThat(matrix).startsWith(" ".repeat(50) + "6.12.95\n");
        assertThat(matrix).contains("""

                ...path-is-longer-than-the-table-has-room-for.ko  REFUSED
                4,000 modules fit on all kernels, without findings

                fits                                              4,000
                findings                                          0
                accepted                                          0
                refused                                           1
                """.substring(1));
    }

    @Test
    void equalRowsBecomeOneIfTheyAreManyToo() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(checked("a" + i + ".ko", FITS, REFUSED));
            rows.add(checked("b" + i + ".ko", FITS, FITS));
        }
        rows.add(new Row("c.ko", State.NO_BTF, List.of()));

        assertThat(matrix(targets("6.1.176", "6.12.95"), rows)).startsWith("""
                                   6.1.176   6.12.95
                a0.ko and 99 more  fits      REFUSED
                c.ko               no BTF
                100 modules fit on all kernels, without findings

                fits               200       100
                findings           0         0
                accepted           0         0
                refused            0         100
                not checked        1         1
                """);
    }

    @Test
    void rowsThatAreStillTooManyAreCounted() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            int bits = i;
            rows.add(checked(
                    i + ".ko",
                    IntStream.range(0, 6)
                            .mapToObj(bit -> (bits >> bit & 1) == 0 ? FITS : REFUSED)
                            .toArray(CheckVerdict[]::new)));
        }

        assertThat(matrix(targets("a", "b", "c", "d", "e", "f"), rows)).contains("""
                40.ko        fits      fits      fits      REFUSED   fits      REFUSED
                and 23 more with other verdicts
                1 module fits on all kernels, without findings
                """);
    }

    private static String matrix(List<CheckTarget> targets, List<Row> rows) {
        return String.join("\n", new CheckMatrix(new CheckSummary(targets, rows, List.of()), Paint.NONE).lines())
                + "\n";
    }

    private static Row checked(String module, CheckVerdict... verdicts) {
        return new Row(module, State.CHECKED, List.of(verdicts));
    }

    /** The last one is advisory. */
    private static List<CheckTarget> targets(String... names) {
        List<CheckTarget> targets = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            Policy policy = i < names.length - 1 ? Policy.REQUIRED : Policy.ADVISORY;
            targets.add(CheckTarget.of(names[i], policy, KERNEL, Layout.DISTILLED, RuleSet.KERNEL));
        }
        return targets;
    }
}
