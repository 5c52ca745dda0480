// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.btf4j.batch.ModuleDiff;
import org.btf4j.batch.ModuleDiff.State;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Detail;
import org.btf4j.diff.Impact;
import org.btf4j.diff.LayoutTable;
import org.btf4j.diff.Sort;
import org.btf4j.diff.TypeDifference;
import org.btf4j.diff.TypeDifference.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One comparison in each form: a module that changed in all ways, and one in each other state. */
class DiffFormatTest {

    private static final DiffReport.Sides SIDES =
            new DiffReport.Sides("mvn:org.example:drivers:1", "target/btf", false);

    private static final Detail.Field BEFORE = new Detail.Field(0, 3, "u32");
    private static final Detail.Field AFTER = new Detail.Field(64, 64, "u64");

    private static final List<ModuleDiff> MODULES = List.of(
            new ModuleDiff("added.ko", State.ADDED, "", null, null),
            new ModuleDiff("broken_one.ko", State.NOT_COMPARABLE, "cannot be compared: a < b | c", null, null),
            new ModuleDiff("driver.ko", State.BOTH, "", types(), needs()),
            new ModuleDiff("gone.ko", State.REMOVED, "", null, null),
            new ModuleDiff("same.ko", State.BOTH, "", new BtfDiff(List.of()), new BtfDiff(List.of())));

    @TempDir
    Path temporary;

    private static BtfDiff types() {
        return new BtfDiff(List.of(
                new TypeDifference(
                        Sort.STRUCT,
                        "sensor",
                        Change.CHANGED,
                        false,
                        Impact.BREAKS_TRACING,
                        List.of(
                                new Detail.Size(8, 16, Impact.SOURCE_COMPATIBLE),
                                new Detail.Member("rate", BEFORE, AFTER, Impact.BREAKS_TRACING),
                                new Detail.Member("a|b", null, AFTER, Impact.COMPATIBLE)),
                        new LayoutTable(
                                8,
                                16,
                                List.of(new LayoutTable.Row(LayoutTable.Mark.RETYPED, "rate", 0, BEFORE, AFTER)))),
                new TypeDifference(
                        Sort.ENUM,
                        "mode",
                        Change.CHANGED,
                        false,
                        Impact.SOURCE_COMPATIBLE,
                        List.of(new Detail.Enumerator("MODE_ON", "1", "2", Impact.SOURCE_COMPATIBLE)),
                        null),
                new TypeDifference(
                        Sort.FUNCTION,
                        "sensor_get",
                        Change.CHANGED,
                        true,
                        Impact.BREAKS_LOADING,
                        List.of(
                                new Detail.Aspect(
                                        "prototype",
                                        "int sensor_get(u32 id)",
                                        "int sensor_get(u64 id)",
                                        Impact.BREAKS_LOADING),
                                new Detail.Kfunc(true, Impact.COMPATIBLE)),
                        null)));
    }

    private static BtfDiff needs() {
        return new BtfDiff(List.of(
                new TypeDifference(Sort.STRUCT, "ring", Change.ADDED, false, Impact.BREAKS_LOADING, List.of(), null),
                new TypeDifference(Sort.STRUCT, "timer", Change.REMOVED, false, Impact.COMPATIBLE, List.of(), null)));
    }

    @Test
    void text() throws IOException {
        assertThat(written(DiffFormat.TEXT)).isEqualTo("""
                added.ko: added
                broken_one.ko cannot be compared: a < b | c
                driver.ko: breaking for loading
                  needs struct ring now: breaking for loading
                  needs struct timer no more: compatible
                  struct sensor changed: breaking for tracing
                    size 8 bytes, now 16 (source-compatible)
                    member rate was u32 at bit 0, 3 bits, is u64 at bit 64, 64 bits
                    member a|b added: u64 at bit 64, 64 bits (compatible)
                  enum mode changed: source-compatible
                    enumerator MODE_ON was 1, is 2
                  kfunc sensor_get changed: breaking for loading
                    prototype was int sensor_get(u32 id), is int sensor_get(u64 id)
                    is a kfunc now (compatible)
                gone.ko: removed, breaking for tracing
                Compared 2 of 5 modules: 1 unchanged, 0 compatible, 0 source-compatible, 0 breaking for tracing, 1 breaking for \
                loading; 1 added, 1 removed, 1 not comparable
                """);
    }

    @Test
    void markdown() throws IOException {
        assertThat(written(DiffFormat.MARKDOWN)).isEqualTo("""
                ## Changes of BTF from `mvn:org.example:drivers:1` to `target/btf`

                ### driver.ko: breaking for loading

                **Breaking for loading**

                - needs `struct ring` now
                - `kfunc sensor_get` changed: prototype was `int sensor_get(u32 id)`, is `int sensor_get(u64 id)`; is a kfunc now

                **Breaking for tracing**

                `struct sensor` changed: size 8 bytes, now 16

                | member | before | after |
                |---|---|---|
                | `rate` | `u32` at bit 0, 3 bits | `u64` at bit 64, 64 bits |
                | `a\\|b` | — | `u64` at bit 64, 64 bits |

                **Source-compatible**

                - `enum mode` changed: enumerator MODE\\_ON was 1, is 2

                **Compatible**

                - needs `struct timer` no more

                **Added**: added.ko

                **Removed**: gone.ko

                **Not comparable**

                - broken\\_one.ko cannot be compared: a \\< b \\| c

                Compared 2 of 5 modules: 1 unchanged, 0 compatible, 0 source-compatible, 0 breaking for tracing, 1 breaking for \
                loading; 1 added, 1 removed, 1 not comparable.
                """);
    }

    @Test
    void json() throws IOException {
        assertThat(written(DiffFormat.JSON)).isEqualTo("""
                {"schemaVersion":1,"subject":"modules","old":"mvn:org.example:drivers:1","new":"target/btf","modules":[
                    {"name":"added.ko","state":"added"},
                    {"name":"broken_one.ko","state":"notComparable","problem":"cannot be compared: a < b | c"},
                    {"name":"driver.ko","state":"compared","impact":"breaksLoading","types":[\
                {"sort":"struct","name":"sensor","change":"changed","impact":"breaksTracing","details":[\
                {"detail":"size","before":8,"after":16,"impact":"sourceCompatible","sentence":"size 8 bytes, now 16"},\
                {"detail":"member","name":"rate","before":{"bitOffset":0,"bitSize":3,"type":"u32"},\
                "after":{"bitOffset":64,"bitSize":64,"type":"u64"},"impact":"breaksTracing",\
                "sentence":"member rate was u32 at bit 0, 3 bits, is u64 at bit 64, 64 bits"},\
                {"detail":"member","name":"a|b","after":{"bitOffset":64,"bitSize":64,"type":"u64"},"impact":"compatible",\
                "sentence":"member a|b added: u64 at bit 64, 64 bits"}],\
                "layout":{"sizeBefore":8,"sizeAfter":16,"rows":[{"mark":"retyped","name":"rate","depth":0,\
                "before":{"bitOffset":0,"bitSize":3,"type":"u32"},"after":{"bitOffset":64,"bitSize":64,"type":"u64"}}]}},\
                {"sort":"enum","name":"mode","change":"changed","impact":"sourceCompatible","details":[\
                {"detail":"enumerator","name":"MODE_ON","before":"1","after":"2","impact":"sourceCompatible",\
                "sentence":"enumerator MODE_ON was 1, is 2"}]},\
                {"sort":"function","name":"sensor_get","change":"changed","kfunc":true,"impact":"breaksLoading","details":[\
                {"detail":"aspect","name":"prototype","before":"int sensor_get(u32 id)","after":"int sensor_get(u64 id)",\
                "impact":"breaksLoading","sentence":"prototype was int sensor_get(u32 id), is int sensor_get(u64 id)"},\
                {"detail":"kfunc","before":false,"after":true,"impact":"compatible","sentence":"is a kfunc now"}]}],\
                "needs":[{"sort":"struct","name":"ring","change":"added","impact":"breaksLoading"},\
                {"sort":"struct","name":"timer","change":"removed","impact":"compatible"}]},
                    {"name":"gone.ko","state":"removed"},
                    {"name":"same.ko","state":"compared","impact":"compatible","types":[],"needs":[]}
                  ],"counts":{"all":5,"added":1,"removed":1,"compared":2,"notComparable":1,"unchanged":1,"compatible":0,\
                "sourceCompatible":0,"breaksTracing":0,"breaksLoading":1}}
                """);
    }

    @Test
    void ofKernelsEachTypeHasALine() throws IOException {
        DiffReport.Sides kernels = new DiffReport.Sides("6.1", "6.12", true);
        ModuleDiff kernel = new ModuleDiff("", State.BOTH, "", needs(), null);
        Path json = temporary.resolve("kernels.json");
        Path text = temporary.resolve("kernels.txt");

        DiffFormat.JSON.write(json, kernels, listener -> listener.accept(kernel));
        DiffFormat.TEXT.write(text, kernels, listener -> listener.accept(kernel));

        assertThat(json).content().isEqualTo("""
                {"schemaVersion":1,"subject":"kernels","old":"6.1","new":"6.12","types":[
                    {"sort":"struct","name":"ring","change":"added","impact":"breaksLoading"},
                    {"sort":"struct","name":"timer","change":"removed","impact":"compatible"}
                  ],"counts":{"added":1,"removed":1,"changed":0,"compatible":1,"sourceCompatible":0,"breaksTracing":0,\
                "breaksLoading":1}}
                """);
        assertThat(text).content().isEqualTo("""
                kernel: breaking for loading
                  struct ring added: breaking for loading
                  struct timer removed: compatible
                Compared 2 kernels: types 1 added, 1 removed, 0 changed; 1 compatible, 0 source-compatible, 0 breaking for \
                tracing, 1 breaking for loading
                """);
    }

    @Test
    void ofManyTypesThatDoTheSameReleaseNotesTellTheNumber() throws IOException {
        List<TypeDifference> many = IntStream.range(0, DiffMarkdown.MOST + 7)
                .mapToObj(i -> new TypeDifference(
                        Sort.STRUCT, "type" + i, Change.ADDED, false, Impact.COMPATIBLE, List.of(), null))
                .toList();
        StringBuilder text = new StringBuilder();

        new DiffMarkdown(text, SIDES)
                .module(new ModuleDiff("many.ko", State.BOTH, "", new BtfDiff(many), new BtfDiff(List.of())));

        assertThat(text).endsWith("\n- `struct type49` added\n\nand 7 more\n");
    }

    @Test
    void aFileThatIsReadIsNotWrittenOver() throws IOException {
        Path input = Files.writeString(temporary.resolve("driver.ko"), "module");

        assertThatThrownBy(() -> DiffFormat.TEXT.write(input, SIDES, MODULES::forEach, input))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is the input itself");
        assertThat(input).hasContent("module");
    }

    private String written(DiffFormat format) throws IOException {
        Path file = temporary.resolve("new folder").resolve(format.fileName());
        format.write(file, SIDES, MODULES::forEach);
        return Files.readString(file);
    }
}
