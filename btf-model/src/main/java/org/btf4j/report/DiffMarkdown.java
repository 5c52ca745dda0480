// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.btf4j.batch.DiffCounts;
import org.btf4j.batch.ModuleDiff;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Detail;
import org.btf4j.diff.Impact;
import org.btf4j.diff.TypeDifference;
import org.jspecify.annotations.Nullable;

/**
 * What changed, as Markdown for release notes: a headline per module that differs, below it the changes by what they do, the worst
 * first, with a table for the members of each struct or union.
 *
 * <p>Tables are those of GitHub. It is kept short: of more than {@value #MOST} types that do the same a number is told, and so of
 * members and of modules that are on one side only; the JSON form has all.
 */
public final class DiffMarkdown implements DiffReport {

    static final int MOST = 50;

    /** The aspects of a type that are told in C. */
    private static final Set<String> C = Set.of("prototype", "type");

    private static final String ABSENT = "—";

    private final Appendable out;
    private final Sides sides;
    private final List<String> added = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** Writes what is known before the first module. */
    public DiffMarkdown(Appendable out, Sides sides) throws IOException {
        this.out = out;
        this.sides = sides;
        line("## Changes of BTF from " + code(sides.old()) + " to " + code(sides.newer()));
    }

    @Override
    public void module(ModuleDiff module) throws IOException {
        switch (module.state()) {
            case ADDED -> added.add(escape(module.name()));
            case REMOVED -> removed.add(escape(module.name()));
            case NOT_COMPARABLE -> problems.add(escape(module.name() + " " + module.problem()));
            case BOTH -> {
                if (!module.isUnchanged()) {
                    changes(module);
                }
            }
        }
    }

    private void changes(ModuleDiff module) throws IOException {
        if (!sides.kernels()) {
            headline("### " + escape(module.name()) + ": " + module.impact());
        }
        List<Impact> worstFirst = new ArrayList<>(List.of(Impact.values()));
        Collections.reverse(worstFirst);
        for (Impact impact : worstFirst) {
            List<TypeDifference> needs = of(module.needs(), impact);
            List<TypeDifference> types = of(module.types(), impact);
            if (!needs.isEmpty() || !types.isEmpty()) {
                section(impact, needs, types);
            }
        }
    }

    private static List<TypeDifference> of(@Nullable BtfDiff diff, Impact impact) {
        return diff == null
                ? List.of()
                : diff.differences().stream()
                        .filter(type -> type.impact() == impact)
                        .toList();
    }

    private void section(Impact impact, List<TypeDifference> needs, List<TypeDifference> types) throws IOException {
        String title = impact.toString();
        headline("**" + title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1) + "**");
        List<String> items = new ArrayList<>();
        List<TypeDifference> tables = new ArrayList<>();
        needs.forEach(type -> items.add(DiffWords.need(type, code(type.title())) + inLine(type)));
        for (TypeDifference type : types) {
            if (type.details().stream().anyMatch(Detail.Member.class::isInstance)) {
                tables.add(type);
            } else {
                items.add(DiffWords.type(type, code(type.title())) + inLine(type));
            }
        }
        if (!items.isEmpty()) {
            line("");
        }
        for (String item : items.subList(0, Math.min(MOST, items.size()))) {
            line("- " + item);
        }
        int room = Math.max(0, MOST - items.size());
        for (TypeDifference type : tables.subList(0, Math.min(room, tables.size()))) {
            table(type);
        }
        int left = items.size() + tables.size() - MOST;
        if (left > 0) {
            headline("and " + DiffWords.number(left) + " more");
        }
    }

    /** What differs, but for members; empty if nothing does. */
    private static String inLine(TypeDifference type) {
        String details = type.details().stream()
                .filter(detail -> !(detail instanceof Detail.Member))
                .limit(MOST)
                .map(DiffMarkdown::sentence)
                .collect(Collectors.joining("; "));
        return details.isEmpty() ? "" : ": " + details;
    }

    private static String sentence(Detail detail) {
        if (detail instanceof Detail.Aspect aspect && C.contains(aspect.aspect())) {
            return aspect.aspect() + " was " + code(aspect.before()) + ", is " + code(aspect.after());
        }
        return escape(detail.sentence());
    }

    private void table(TypeDifference type) throws IOException {
        headline(DiffWords.type(type, code(type.title())) + inLine(type));
        line("");
        line("| member | before | after |");
        line("|---|---|---|");
        List<Detail.Member> members = type.details().stream()
                .filter(Detail.Member.class::isInstance)
                .map(Detail.Member.class::cast)
                .toList();
        for (Detail.Member member : members.subList(0, Math.min(MOST, members.size()))) {
            line("| " + cell(code(member.name())) + " | " + field(member.before()) + " | " + field(member.after())
                    + " |");
        }
        if (members.size() > MOST) {
            line("| and " + DiffWords.number(members.size() - MOST) + " more | | |");
        }
    }

    private static String field(Detail.@Nullable Field field) {
        if (field == null) {
            return ABSENT;
        }
        return cell(code(field.type())) + " at bit " + field.bitOffset() + ", " + field.bitSize()
                + (field.bitSize() == 1 ? " bit" : " bits");
    }

    @Override
    public void end(DiffCounts counts) throws IOException {
        list("Added", added);
        list("Removed", removed);
        if (!problems.isEmpty()) {
            headline("**Not comparable**");
            line("");
            for (String problem : problems.subList(0, Math.min(MOST, problems.size()))) {
                line("- " + problem);
            }
            if (problems.size() > MOST) {
                line("- and " + DiffWords.number(problems.size() - MOST) + " more");
            }
        }
        headline(DiffWords.line(counts) + ".");
    }

    private void list(String title, List<String> modules) throws IOException {
        if (modules.isEmpty()) {
            return;
        }
        StringJoiner names = new StringJoiner(", ");
        modules.stream().limit(MOST).forEach(names::add);
        if (modules.size() > MOST) {
            names.add("and " + DiffWords.number(modules.size() - MOST) + " more");
        }
        headline("**" + title + "**: " + names);
    }

    private void headline(String text) throws IOException {
        line("");
        line(text);
    }

    private void line(String text) throws IOException {
        out.append(text).append('\n');
    }

    /** A text as it is; one with backticks, which C never has, between two of them. */
    private static String code(String text) {
        return text.indexOf('`') < 0 ? "`" + text + "`" : "`` " + text + " ``";
    }

    /** In a table, bars end a cell even in code. */
    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if ("\\`*_{}[]<>|#~".indexOf(character) >= 0) {
                escaped.append('\\');
            }
            escaped.append(character);
        }
        return escaped.toString();
    }
}
