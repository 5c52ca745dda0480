// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.btf4j.batch.ModuleDiff;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Detail;
import org.btf4j.diff.TypeDifference;
import org.jspecify.annotations.Nullable;

/** What changed in a module since its old version: its types, and what it needs from kernels. */
record ModuleChanges(Texts texts) {

    /**
     * Writes what changed.
     *
     * @param anchor that of the module, with which the ids in its section begin
     */
    void write(Section section, String anchor, ModuleDiff changes) {
        String summary = texts.text("module.changes", new ChangeWords(texts).summary(changes));
        section.paragraph(changes.problem().isEmpty() ? summary : summary + " " + changes.problem());
        section.raw(part(anchor + ":t", "changes.types", changes.types())
                + part(anchor + ":n", "changes.needs", changes.needs()));
    }

    private String part(String id, String title, @Nullable BtfDiff diff) {
        if (diff == null || diff.differences().isEmpty()) {
            return "";
        }
        List<TypeDifference> worstFirst = new ArrayList<>(diff.differences());
        worstFirst.sort(Comparator.comparing(TypeDifference::impact).reversed());
        StringBuilder html = new StringBuilder("<p>")
                .append(texts.html(title, Html.number(diff.differences().size())))
                .append("</p><ul>");
        for (int i = 0; i < worstFirst.size(); i++) {
            html.append("<li>").append(type(id + (i + 1), worstFirst.get(i))).append("</li>");
        }
        return html.append("</ul>").toString();
    }

    private String type(String id, TypeDifference type) {
        String what = texts.text(
                "changes.type",
                type.title(),
                texts.text("change." + type.change().name()),
                texts.text("impact." + type.impact().name()));
        if (type.details().isEmpty() && type.layout() == null) {
            return Html.escaped(what);
        }
        StringBuilder html = new StringBuilder("<details><summary>")
                .append(Html.escaped(what))
                .append("</summary><ul>");
        for (Detail detail : type.details()) {
            html.append("<li>").append(Html.escaped(detail.sentence())).append("</li>");
        }
        html.append("</ul>");
        if (type.layout() != null) {
            html.append(new LayoutTableHtml(texts).html(id, type.title(), type.layout()));
        }
        return html.append("</details>").toString();
    }
}
