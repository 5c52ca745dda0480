// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.io.IOException;
import org.btf4j.batch.DiffCounts;
import org.btf4j.batch.ModuleDiff;
import org.btf4j.diff.Detail;
import org.btf4j.diff.TypeDifference;

/**
 * What changed, as lines of text: a line per module that differs, one per type, one per member; then the counts.
 *
 * <p>A type's line tells the worst that its change does, and so does a module's. What less a member does stands with the member.
 */
public final class DiffText implements DiffReport {

    private final Appendable out;
    private final Sides sides;

    /** A report that goes to a text; each line ends with a line feed. */
    public DiffText(Appendable out, Sides sides) {
        this.out = out;
        this.sides = sides;
    }

    @Override
    public void module(ModuleDiff module) throws IOException {
        String name = sides.kernels() ? "kernel" : module.name();
        switch (module.state()) {
            case ADDED -> line(0, name + ": added");
            case REMOVED -> line(0, name + ": removed, " + module.impact());
            case NOT_COMPARABLE -> line(0, name + " " + module.problem());
            case BOTH -> {
                if (!module.isUnchanged()) {
                    line(0, name + ": " + module.impact());
                    types(module);
                }
            }
        }
    }

    private void types(ModuleDiff module) throws IOException {
        if (module.needs() != null) {
            for (TypeDifference type : module.needs().differences()) {
                type(DiffWords.need(type, type.title()), type);
            }
        }
        if (module.types() != null) {
            for (TypeDifference type : module.types().differences()) {
                type(DiffWords.type(type, type.title()), type);
            }
        }
    }

    private void type(String words, TypeDifference type) throws IOException {
        line(1, words + ": " + type.impact());
        for (Detail detail : type.details()) {
            line(2, detail.sentence() + (detail.impact() == type.impact() ? "" : " (" + detail.impact() + ")"));
        }
    }

    @Override
    public void end(DiffCounts counts) throws IOException {
        line(0, DiffWords.line(counts));
    }

    private void line(int depth, String text) throws IOException {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }
}
