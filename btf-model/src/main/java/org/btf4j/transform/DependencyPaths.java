// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;
import org.btf4j.model.WordCursor;
import org.jspecify.annotations.Nullable;

/**
 * Finds how a split depends on the types of its small base, by walking from a type to what names it.
 *
 * <p>A way begins at a named struct or union, a function or a variable of the split, or at anything that nothing else names.
 * Of the ways through one type only a shortest is told.
 */
final class DependencyPaths {

    private final Btf split;
    /** Per id, the types that name it, each once. */
    private final Map<Integer, List<Integer>> users = new HashMap<>();

    DependencyPaths(Btf split) {
        this.split = split;
        WordCursor ids = WordCursor.ids();
        for (int id = 1; id < split.typeCount(); id++) {
            Kind kind = split.kind(id);
            if (kind == Kind.DATASEC || kind == Kind.DECL_TAG) {
                continue;
            }
            Set<Integer> named = new HashSet<>();
            for (ids.at(split, id); ids.next(); ) {
                if (ids.value() != 0 && named.add(ids.value())) {
                    users.computeIfAbsent(ids.value(), any -> new ArrayList<>()).add(id);
                }
            }
        }
    }

    /** All shortest ways to a type of the base, the shorter ones first. */
    List<DependencyPath> to(int baseId) {
        List<DependencyPath> paths = new ArrayList<>();
        Set<Integer> seen = new HashSet<>(List.of(baseId));
        Deque<Way> pending = new ArrayDeque<>(List.of(new Way(baseId, null)));
        while (!pending.isEmpty()) {
            Way way = pending.remove();
            for (int user : users.getOrDefault(way.id, List.of())) {
                Way longer = new Way(user, way);
                if (begins(user)) {
                    paths.add(longer.path(split));
                } else if (seen.add(user)) {
                    pending.add(longer);
                }
            }
        }
        return List.copyOf(paths);
    }

    private boolean begins(int id) {
        return switch (split.kind(id)) {
            case FUNC, VAR -> true;
            case STRUCT, UNION -> split.isNamed(id) || !users.containsKey(id);
            default -> !users.containsKey(id);
        };
    }

    /** A type and how the walk came to it; {@code from} is nearer to the base. */
    private record Way(int id, @Nullable Way from) {

        private DependencyPath path(Btf split) {
            List<String> steps = new ArrayList<>();
            boolean byValue = true;
            String root = text(split);
            Way at = from;
            if (split.kind(id) == Kind.FUNC && at != null && at.from != null) {
                root = "func " + split.name(id) + "(" + at.element(split) + ")";
                at = at.from;
            }
            while (at != null && at.from != null) {
                byValue &= split.kind(at.id) != Kind.PTR && split.kind(at.id) != Kind.FUNC_PROTO;
                steps.add(at.text(split));
                at = at.from;
            }
            byValue &= split.kind(id) != Kind.PTR;
            PlaceInWords place = placeInWords(split);
            return new DependencyPath(
                    root, steps, at == null ? "" : split.name(at.id), byValue, place.manner(), place.toString());
        }

        private PlaceInWords placeInWords(Btf split) {
            PlaceInWords place = new PlaceInWords(split);
            for (Way at = this; at != null && at.from != null; at = at.from) {
                place.enter(at.id, at.element(split));
            }
            return place;
        }

        private String text(Btf split) {
            String name = split.isNamed(id) ? split.name(id) : "(anon)";
            return switch (split.kind(id)) {
                case STRUCT -> "struct " + name + "." + element(split);
                case UNION -> "union " + name + "." + element(split);
                case FUNC_PROTO -> "prototype(" + element(split) + ")";
                case VAR -> "var " + name;
                case FUNC -> "func " + name;
                case TYPEDEF -> "typedef " + name;
                case TYPE_TAG -> "type tag " + name;
                case ARRAY -> "array";
                case PTR -> "ptr";
                case CONST -> "const";
                case VOLATILE -> "volatile";
                case RESTRICT -> "restrict";
                default -> split.describe(id);
            };
        }

        /** The member or parameter that names the next type. */
        private String element(Btf split) {
            int named = from == null ? 0 : from.id;
            BtfType type = split.type(id);
            if (type instanceof BtfType.Composite composite) {
                return member(composite.members(), named);
            }
            if (type instanceof BtfType.FuncProto prototype) {
                return prototype.returnTypeId() == named
                        ? PlaceInWords.RESULT
                        : prototype.parameters().stream()
                                .filter(parameter -> parameter.typeId() == named)
                                .map(parameter -> parameter.name().isEmpty() ? PlaceInWords.UNNAMED : parameter.name())
                                .findFirst()
                                .orElse("");
            }
            return "";
        }

        private static String member(List<BtfType.Member> members, int named) {
            return members.stream()
                    .filter(member -> member.typeId() == named)
                    .map(member -> member.name().isEmpty() ? PlaceInWords.UNNAMED : member.name())
                    .findFirst()
                    .orElse("");
        }
    }
}
