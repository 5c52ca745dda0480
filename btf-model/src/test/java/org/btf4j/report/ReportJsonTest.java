// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.btf4j.batch.Baseline;
import org.btf4j.batch.CheckCell;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.DiffJson;
import org.btf4j.batch.JsonText;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.batch.ModuleDiff;
import org.btf4j.batch.ModuleFacts;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Detail;
import org.btf4j.diff.Impact;
import org.btf4j.diff.LayoutTable;
import org.btf4j.diff.Sort;
import org.btf4j.diff.TypeDifference;
import org.btf4j.transform.TypeOutcome.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportJsonTest {

    private static final String SHA = "0123456789abcdef".repeat(4);

    private static final ModuleFacts FACTS = new ModuleFacts(
            6680,
            1779,
            497,
            "1.2",
            "6.12 SMP ",
            List.of(new ModuleFacts.Need("int", 4, false), new ModuleFacts.Need("struct ring", 48, true)),
            List.of("sensor_get"),
            "cannot tell all kfuncs: a.ko");

    private static final ModuleDiff CHANGES = new ModuleDiff(
            "a.ko",
            ModuleDiff.State.BOTH,
            "",
            new BtfDiff(List.of(new TypeDifference(
                    Sort.STRUCT,
                    "sensor",
                    TypeDifference.Change.CHANGED,
                    false,
                    Impact.SOURCE_COMPATIBLE,
                    List.of(
                            new Detail.Size(8, 16, Impact.SOURCE_COMPATIBLE),
                            new Detail.Member("id", null, new Detail.Field(64, 32, "int"), Impact.COMPATIBLE),
                            new Detail.Enumerator("ON", "1", null, Impact.BREAKS_TRACING),
                            new Detail.Aspect("kind", "struct", "union", Impact.BREAKS_TRACING),
                            new Detail.Kfunc(true, Impact.COMPATIBLE)),
                    new LayoutTable(
                            8,
                            16,
                            List.of(new LayoutTable.Row(
                                    LayoutTable.Mark.ADDED, "id", 0, null, new Detail.Field(64, 32, "int"))))))),
            new BtfDiff(List.of(new TypeDifference(
                    Sort.STRUCT, "ring", TypeDifference.Change.ADDED, false, Impact.BREAKS_LOADING, List.of(), null))));

    @Test
    void hasAllOfTheReportWithALineForEachModule() throws IOException {
        Baseline.Entry entry = new Baseline.Entry("*", "6.12", "", "not shipped there", 2);
        ReportData report = new ReportData(
                new ReportData.Provenance(
                        "test 1",
                        "17",
                        "distilled",
                        "kernel",
                        List.of(new ReportData.Input("baseline", "b.json", SHA))),
                List.of(new ReportData.Kernel(
                        Reports.OLD, Map.of(CheckVerdict.FITS_WITH_FINDINGS, 1, CheckVerdict.ACCEPTED, 2), 1)),
                List.of(
                        new ReportData.Module(
                                new ModuleCheck(
                                        "a.ko",
                                        ModuleCheck.State.CHECKED,
                                        "",
                                        SHA,
                                        SHA,
                                        List.of(
                                                new CheckCell(
                                                        Reports.OLD,
                                                        CheckVerdict.FITS_WITH_FINDINGS,
                                                        List.of(),
                                                        List.of(new CheckCell.Finding(
                                                                "device", "struct device is 1 byte there", ""))),
                                                new CheckCell(
                                                        Reports.NEW,
                                                        CheckVerdict.ACCEPTED,
                                                        List.of(new CheckCell.Reason(
                                                                "ring",
                                                                "struct ring does not exist there",
                                                                "; embedded by value in struct sensor.ring",
                                                                entry,
                                                                Verdict.MISSING)),
                                                        List.of()))),
                                FACTS,
                                CHANGES),
                        new ReportData.Module(
                                new ModuleCheck(
                                        "b.ko", ModuleCheck.State.NO_BTF, "has no section .BTF", SHA, "", List.of()),
                                new ModuleFacts(10, 0, 0, "", "", List.of(), List.of()),
                                new ModuleDiff("b.ko", ModuleDiff.State.ADDED, "", null, null)),
                        new ReportData.Module(
                                new ModuleCheck(
                                        "c.ko", ModuleCheck.State.UNREADABLE, "cannot be read", "", "", List.of()),
                                null,
                                null)),
                List.of("gone.ko"),
                List.of(new ReportData.NeededType("struct ring", 1, 1)));

        String json = json(report);

        assertThat(json).isEqualTo("""
                {"schemaVersion":1,"provenance":{"tool":"test 1","java":"17","layout":"distilled","rules":"kernel","inputs":[
                    {"role":"baseline","name":"b.json","sha256":"%1$s"}
                  ]},"kernels":[
                    {"name":"6.1","policy":"required","sha256":"%2$s","btfSize":45,"fits":0,"fitsWithFindings":1,"accepted":2,\
                "refused":0,"notChecked":1}
                  ],"modules":[
                    {"name":"a.ko","state":"checked","sha256":"%1$s","baseSha256":"%1$s","facts":{"fileSize":6680,"btfSize":1779,\
                "baseSize":497,"version":"1.2","vermagic":"6.12 SMP ","needs":[{"type":"int","size":4},\
                {"type":"struct ring","size":48,"embedded":true}],"kfuncs":["sensor_get"],"problem":\
                "cannot tell all kfuncs: a.ko"},"verdicts":[{"target":"6.1","verdict":"fitsWithFindings","findings":\
                ["struct device is 1 byte there"]},{"target":"6.12","verdict":"accepted","reasons":[{"type":"ring","sentence":\
                "struct ring does not exist there; embedded by value in struct sensor.ring","accepted":"not shipped there"}]}],%3$s},
                    {"name":"b.ko","state":"noBtf","problem":"has no section .BTF","sha256":"%1$s","facts":{"fileSize":10,\
                "btfSize":0,"baseSize":0,"needs":[],"kfuncs":[]},"changes":{"name":"b.ko","state":"added"}},
                    {"name":"c.ko","state":"unreadable","problem":"cannot be read"}
                  ],"removed":["gone.ko"],"mostNeeded":[
                    {"type":"struct ring","modules":1,"embedding":1}
                  ]}
                """.formatted(SHA, Reports.OLD.sha256(), changes()));
        assertThat(SchemaCheck.problems("report.schema.json", json)).isEmpty();
    }

    @Test
    void aReportOfNothingIsOneToo() throws IOException {
        String json = json(new ReportData(
                new ReportData.Provenance("test 1", "17", "base-ref", "strict", List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of()));

        assertThat(json)
                .isEqualTo(
                        "{\"schemaVersion\":1,\"provenance\":{\"tool\":\"test 1\",\"java\":\"17\",\"layout\":\"base-ref\","
                                + "\"rules\":\"strict\",\"inputs\":[]},\"kernels\":[],\"modules\":[],\"removed\":[],\"mostNeeded\":[]}\n");
        assertThat(SchemaCheck.problems("report.schema.json", json)).isEmpty();
    }

    @Test
    void theSchemaObjectsToWhatIsNoReport() throws IOException {
        String json = json(Reports.of(Reports.unchecked("a.ko")));

        assertThat(SchemaCheck.problems("report.schema.json", json.replace("\"noBtf\"", "\"no BTF\"")))
                .containsExactly("/modules/0/state: enum");
        assertThat(SchemaCheck.problems("report.schema.json", json.replace("\"problem\"", "\"why\"")))
                .containsExactly("/modules/0: required");
    }

    @Test
    void noInputIsWrittenOver(@TempDir Path folder) throws IOException {
        Path baseline = Files.writeString(folder.resolve("baseline.json"), "{}");

        assertThatThrownBy(() -> ReportJson.write(Reports.of(), baseline, baseline))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is the input itself");
        assertThat(baseline).hasContent("{}");
        Path report = folder.resolve("site/report.json");
        ReportJson.write(Reports.of(), report, baseline);
        assertThat(report).hasContent(json(Reports.of()));
    }

    /** How a difference is written is the matter of {@link DiffJson}. */
    private static String changes() {
        String wrapped = JsonText.object(json -> {
            json.writeFieldName("changes");
            DiffJson.write(CHANGES, json);
        });
        return wrapped.substring(1, wrapped.length() - 1);
    }

    private static String json(ReportData report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportJson.write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
