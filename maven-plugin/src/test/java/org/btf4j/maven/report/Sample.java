// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.diff.Detail.Field;
import org.btf4j.diff.LayoutTable;
import org.btf4j.diff.LayoutTable.Mark;
import org.btf4j.diff.LayoutTable.Row;
import org.btf4j.maven.report.FilterTable.Column;
import org.btf4j.maven.report.FilterTable.Sorting;
import org.btf4j.report.ReportData.NeededType;
import org.jspecify.annotations.Nullable;

/** Made-up values of the size and shape that reports have. */
final class Sample {

    /** The words of the plugin itself. */
    static final Texts TEXTS = Texts.of(ResourceBundle.getBundle("btf-report", Locale.ROOT));

    static final int MANY = 4228;

    private Sample() {}

    /** A kernel's types, spelled as the longest real ones. */
    static List<NeededType> needed(int modules) {
        List<String> names = List.of(
                "struct module",
                "struct device",
                "struct list_head",
                "struct mutex",
                "struct net_device",
                "struct work_struct",
                "struct device_driver",
                "struct snd_soc_component_driver",
                "enum led_brightness",
                "union sigval_compat_for_thirty_two_bits<x>");
        List<NeededType> types = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int count = Math.max(1, modules * (10 - i) / 10);
            types.add(new NeededType(names.get(i), count, i % 3 == 0 ? count : count * i / 20));
        }
        return types;
    }

    /** Sizes of small bases: most have some thousand bytes, a few ten times as much. */
    static List<Long> sizes(int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> Math.round(220 * Math.exp(5.2 * Math.pow(((i * 7919) % count + 0.5) / count, 1.6))))
                .toList();
    }

    static LayoutTable layout() {
        List<Row> rows = new ArrayList<>();
        rows.add(same("dev", 0, 5888, "struct device"));
        for (int i = 0; i < 9; i++) {
            rows.add(same("reg" + i, 5888 + 32 * i, 32, "u32"));
        }
        rows.add(new Row(Mark.ADDED, "calibration", 0, null, new Field(6176, 64, "struct sensor_calibration *")));
        rows.add(new Row(Mark.MOVED, "name", 0, field(6176, 128, "char[16]"), field(6240, 128, "char[16]")));
        rows.add(new Row(Mark.RETYPED, "rate", 0, field(6304, 32, "unsigned int"), field(6368, 64, "unsigned long")));
        rows.add(new Row(Mark.REMOVED, "", 0, field(6336, 32, ""), null));
        rows.add(
                new Row(Mark.MOVED, "mode.enabled", 1, field(6368, 1, "unsigned int"), field(6432, 1, "unsigned int")));
        rows.add(
                new Row(Mark.RETYPED, "mode.level", 1, field(6369, 3, "unsigned int"), field(6433, 5, "unsigned int")));
        rows.add(new Row(
                Mark.REMOVED,
                "notify",
                0,
                field(6400, 64, "int (*)(struct sensor *, const struct sensor_event *, enum sensor_reason)"),
                null));
        for (int i = 0; i < 8; i++) {
            rows.add(same("spare" + i, 6528 + 8 * i, 8, "u8"));
        }
        return new LayoutTable(824, 824, rows);
    }

    /** A struct of many members, all of which moved behind a new one. */
    static LayoutTable longLayout() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(Mark.ADDED, "flags", 0, null, field(0, 64, "unsigned long")));
        for (int i = 0; i < 60; i++) {
            rows.add(new Row(Mark.MOVED, "member_" + i, 0, field(64L * i, 64, "u64"), field(64L * i + 64, 64, "u64")));
        }
        return new LayoutTable(480, 488, rows);
    }

    private static Row same(String name, long offset, long size, String type) {
        return new Row(Mark.SAME, name, 0, field(offset, size, type), field(offset, size, type));
    }

    static Field field(long offset, long size, String type) {
        return new Field(offset, size, type);
    }

    /** Folders of modules on kernels, with each step of the colour scale. */
    static List<HeatMap.Row> folders(List<String> kernels) {
        int[] totals = {812, 640, 455, 320, 96, 61, 44, 12, 3};
        int[][] refused = {
            {0, 4, 160, 811},
            {0, 0, 33, 640},
            {0, 1, 90, 455},
            {0, 16, 200, 320},
            {0, 0, 3, 96},
            {1, 4, 30, 61},
            {0, 0, 0, 40},
            {0, 0, 12, 12},
            {0, 0, 0, 3}
        };
        List<String> names = List.of(
                "drivers/net/ethernet",
                "drivers/media",
                "drivers/usb",
                "sound/soc/codecs",
                "fs",
                "net/netfilter",
                "crypto",
                "arch/x86/kvm",
                "lib");
        List<HeatMap.Row> rows = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<HeatMap.Cell> cells = new ArrayList<>();
            for (int kernel = 0; kernel < kernels.size(); kernel++) {
                int bad = refused[i][kernel];
                int findings = kernel == 2 ? Math.min(7, totals[i] - bad) : 0;
                int accepted = kernel == 1 && i == 1 ? 2 : 0;
                Map<CheckVerdict, Integer> counts = new EnumMap<>(CheckVerdict.class);
                counts.put(CheckVerdict.REFUSED, bad);
                counts.put(CheckVerdict.ACCEPTED, accepted);
                counts.put(CheckVerdict.FITS_WITH_FINDINGS, findings);
                counts.put(CheckVerdict.FITS, totals[i] - bad - findings - accepted);
                cells.add(new HeatMap.Cell(counts, i == 4 ? 2 : 0, "#modules"));
            }
            rows.add(new HeatMap.Row(names.get(i), "#modules", cells));
        }
        rows.add(new HeatMap.Row(
                "samples",
                null,
                kernels.stream().map(any -> new HeatMap.Cell(Map.of(), 0, null)).toList()));
        return rows;
    }

    /** Single modules, with each verdict. */
    static List<HeatMap.Row> modules(List<String> kernels) {
        List<HeatMap.Row> rows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<HeatMap.Cell> cells = new ArrayList<>();
            for (int kernel = 0; kernel < kernels.size(); kernel++) {
                CheckVerdict verdict = List.of(CheckVerdict.values()).get(Math.min(3, (i + 1) * kernel / 2));
                cells.add(new HeatMap.Cell(Map.of(verdict, 1), 0, "#modules"));
            }
            rows.add(new HeatMap.Row("drivers/sensor" + i + ".ko", "#modules", cells));
        }
        rows.add(new HeatMap.Row(
                "drivers/old.ko",
                null,
                kernels.stream().map(any -> new HeatMap.Cell(Map.of(), 1, null)).toList()));
        return rows;
    }

    static List<Column> columns(List<String> kernels) {
        List<Column> columns = new ArrayList<>(List.of(
                new Column("Module", Sorting.TEXT),
                new Column("Small base", Sorting.NUMBER),
                new Column("Types", Sorting.NUMBER)));
        kernels.forEach(kernel -> columns.add(new Column(kernel, Sorting.VERDICT)));
        return columns;
    }

    static List<List<FilterTable.Cell>> rows(int count, int kernels) {
        List<Long> sizes = sizes(count);
        return IntStream.range(0, count)
                .mapToObj(i -> row(i, sizes.get(i), kernels))
                .toList();
    }

    private static List<FilterTable.Cell> row(int i, long size, int kernels) {
        List<FilterTable.Cell> row = new ArrayList<>();
        String name = "kernel/drivers/group" + i % 37 + "/module_" + i + ".ko";
        row.add(new FilterTable.Cell("<a href=\"#modules\">" + Html.escaped(name) + "</a>", null));
        boolean checked = i % 100 != 3;
        row.add(FilterTable.Cell.of(checked ? Html.number(size) : ""));
        row.add(FilterTable.Cell.of(checked ? Html.number(size / 60) : ""));
        for (int kernel = 0; kernel < kernels; kernel++) {
            row.add(verdict(checked ? List.of(CheckVerdict.values()).get(Math.min(3, i % 29 * kernel / 20)) : null));
        }
        return row;
    }

    private static FilterTable.Cell verdict(@Nullable CheckVerdict verdict) {
        return verdict == null
                ? new FilterTable.Cell(
                        VerdictCell.notChecked(TEXTS, ModuleCheck.State.NO_BTF).html(null), null)
                : new FilterTable.Cell(
                        VerdictCell.of(TEXTS, verdict).html(verdict == CheckVerdict.FITS ? null : "#modules"), verdict);
    }
}
