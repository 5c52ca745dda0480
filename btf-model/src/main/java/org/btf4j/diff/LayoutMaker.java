// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.btf4j.diff.LayoutTable.Mark;
import org.jspecify.annotations.Nullable;

/**
 * Puts the members of two versions of a struct or union side by side.
 *
 * <p>Members belong together that have the same path. A hole is what no member takes, before the last byte; it belongs to the
 * hole behind the same member on the other side.
 */
final class LayoutMaker {

    private final Side before;
    private final Side after;

    LayoutMaker(Side before, Side after) {
        this.before = before;
        this.after = after;
    }

    /**
     * A member or hole with its counterpart.
     *
     * @param retyped whether both are there and their types differ
     * @param row what the table shows of it
     */
    record Line(@Nullable FlatMember before, @Nullable FlatMember after, boolean retyped, LayoutTable.Row row) {}

    /** A member or hole with what it is matched by. */
    private record Entry(String key, FlatMember member, boolean hole) {}

    /** In the order of the new members; what is gone follows what it followed. */
    List<Line> lines(int idBefore, int idAfter) {
        List<Entry> old = entries(before, idBefore);
        List<Entry> now = entries(after, idAfter);
        Map<String, Entry> oldByKey = byKey(old);
        Map<String, Entry> nowByKey = byKey(now);
        Map<String, List<Entry>> goneBehind = new HashMap<>();
        String anchor = "";
        for (Entry each : old) {
            if (nowByKey.containsKey(each.key())) {
                anchor = each.key();
            } else {
                goneBehind.computeIfAbsent(anchor, key -> new ArrayList<>()).add(each);
            }
        }
        List<Line> lines = new ArrayList<>();
        goneBehind.getOrDefault("", List.of()).forEach(gone -> lines.add(line(gone, null)));
        for (Entry each : now) {
            lines.add(line(oldByKey.get(each.key()), each));
            goneBehind.getOrDefault(each.key(), List.of()).forEach(gone -> lines.add(line(gone, null)));
        }
        return lines;
    }

    private static Map<String, Entry> byKey(List<Entry> entries) {
        Map<String, Entry> byKey = new HashMap<>();
        entries.forEach(each -> byKey.put(each.key(), each));
        return byKey;
    }

    /** The members, and behind each the hole that follows it. No two have the same key. */
    private static List<Entry> entries(Side side, int id) {
        List<FlatMember> members = side.flattener().flatten(id);
        Map<FlatMember, FlatMember> holes = holes(members, side.btf().type(id).size() * Byte.SIZE);
        Map<String, Integer> occurrences = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        FlatMember first = holes.get(START);
        if (first != null) {
            entries.add(new Entry("hole", first, true));
        }
        for (FlatMember each : members) {
            String key = each.path() + Shapes.END + occurrences.merge(each.path(), 1, Integer::sum);
            entries.add(new Entry(key, each, false));
            FlatMember hole = holes.remove(each);
            if (hole != null) {
                entries.add(new Entry("hole" + Shapes.END + key, hole, true));
            }
        }
        return entries;
    }

    private static final FlatMember START = new FlatMember("", 0, 0, 0, 0, false, false);

    /** The hole behind a member, if there is one. */
    private static Map<FlatMember, FlatMember> holes(List<FlatMember> members, long bits) {
        List<FlatMember> covering = new ArrayList<>();
        for (FlatMember each : members) {
            boolean elements = each.path().contains("[].");
            if (!elements && (!each.container() || each.repeated()) && each.bitSize() > 0) {
                covering.add(each);
            }
        }
        covering.sort(Comparator.comparingLong(FlatMember::bitOffset));
        Map<FlatMember, FlatMember> holes = new HashMap<>();
        FlatMember last = START;
        for (FlatMember each : covering) {
            addHole(holes, last, each.bitOffset());
            if (each.bitEnd() > last.bitEnd()) {
                last = each;
            }
        }
        addHole(holes, last, bits);
        return holes;
    }

    private static void addHole(Map<FlatMember, FlatMember> holes, FlatMember last, long next) {
        if (next > last.bitEnd()) {
            holes.put(last, new FlatMember("", last.depth(), last.bitEnd(), next - last.bitEnd(), 0, false, false));
        }
    }

    private Line line(@Nullable Entry old, @Nullable Entry now) {
        FlatMember one = old == null ? null : old.member();
        FlatMember two = now == null ? null : now.member();
        if (one == null || two == null) {
            Entry only = old == null ? Objects.requireNonNull(now) : old;
            Side side = old == null ? after : before;
            Detail.Field field = field(only.member(), type(side, only));
            return new Line(
                    one,
                    two,
                    false,
                    new LayoutTable.Row(
                            old == null ? Mark.ADDED : Mark.REMOVED,
                            only.member().path(),
                            only.member().depth(),
                            old == null ? null : field,
                            old == null ? field : null));
        }
        return both(Objects.requireNonNull(old), Objects.requireNonNull(now));
    }

    private Line both(Entry old, Entry now) {
        FlatMember one = old.member();
        FlatMember two = now.member();
        boolean retyped = !old.hole() && isRetyped(one, two);
        Bodies.Pair types = new Bodies.Pair(type(before, old), type(before, old));
        if (retyped) {
            types = new Bodies.Pair(type(before, old), type(after, now));
            if (types.before().equals(types.after())) {
                types = Bodies.apart(before, one.typeId(), after, two.typeId(), "");
            }
        }
        Mark mark = retyped || one.bitSize() != two.bitSize()
                ? Mark.RETYPED
                : one.bitOffset() == two.bitOffset() ? Mark.SAME : Mark.MOVED;
        Detail.Field fieldBefore = field(one, types.before());
        Detail.Field fieldAfter = mark == Mark.SAME ? fieldBefore : field(two, types.after());
        return new Line(one, two, retyped, new LayoutTable.Row(mark, two.path(), two.depth(), fieldBefore, fieldAfter));
    }

    /** Of a member whose own members follow, only the outside counts. */
    private boolean isRetyped(FlatMember one, FlatMember two) {
        return (one.container() && two.container())
                ? !before.spell(one.typeId()).equals(after.spell(two.typeId()))
                : !before.shapes().of(one.typeId()).equals(after.shapes().of(two.typeId()));
    }

    private static String type(Side side, Entry entry) {
        return entry.hole() ? "padding" : side.spell(entry.member().typeId());
    }

    private static Detail.Field field(FlatMember member, String type) {
        return new Detail.Field(member.bitOffset(), member.bitSize(), type);
    }
}
