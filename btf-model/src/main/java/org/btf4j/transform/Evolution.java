// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;

/** Makes one change to one type of a target. Used once. */
final class Evolution {

    private final Btf target;
    private final int id;
    private final BtfType before;
    private final Set<String> neededNames;
    private final Dice dice;
    private final BtfBuilder added;
    /** The type that stands in the place of the changed one. */
    private int replacement;
    /** A type that comes directly before the changed one, or 0. */
    private int predecessor;

    private String description;

    Evolution(Btf target, Evolver.Plan plan, Set<String> neededNames, Dice dice) {
        this.target = target;
        this.id = plan.id();
        this.before = target.type(id);
        this.neededNames = neededNames;
        this.dice = dice;
        this.added = BtfBuilder.over(target);
        this.replacement = id;
        this.description = before.kind() + " '" + before.name() + "' " + apply(plan.change());
    }

    /** Whether that change can be made to that type. */
    static boolean isPossible(TypeChange change, BtfType type) {
        boolean changeable = Composite.isChangeable(type);
        return switch (change) {
            case RENAMED -> true;
            case WIDENED -> type instanceof BtfType.Enum;
            case MADE_UNION -> changeable && type instanceof BtfType.Struct;
            case MEMBER_APPENDED, GROWN, MADE_FORWARD, DOUBLED, DECLARED_BESIDE -> changeable;
            case MEMBER_INSERTED ->
                changeable && !Composite.of(type).insertionPoints().isEmpty();
            case MEMBER_REMOVED -> changeable && !Composite.of(type).members().isEmpty();
            case MEMBER_RETYPED ->
                changeable && !Composite.of(type).retypeable().isEmpty();
        };
    }

    /** What was done, in one line. */
    String description() {
        return description;
    }

    Rewriting rewriting() {
        Btf all = added.build();
        List<Integer> order = new ArrayList<>();
        for (int each = 1; each < target.typeCount(); each++) {
            if (each == id && predecessor != 0) {
                order.add(predecessor);
            }
            order.add(each == id ? replacement : each);
        }
        IntStream.range(target.typeCount(), all.typeCount())
                .filter(each -> each != replacement && each != predecessor)
                .forEach(order::add);
        return new Rewriting(
                target,
                all,
                order.stream().mapToInt(Integer::intValue).toArray(),
                replacement == id ? Map.of() : Map.of(id, replacement),
                StringOrder.unchanged(Rewriting.allStrings(target, all)));
    }

    private String apply(TypeChange change) {
        return switch (change) {
            case MEMBER_APPENDED -> {
                String member = composite().newMemberName();
                yield replace(composite().appended(member, pointer()), "has a new member '" + member + "' at its end");
            }
            case MEMBER_INSERTED -> {
                String member = composite().newMemberName();
                int index = dice.one(composite().insertionPoints());
                yield replace(
                        composite().inserted(index, member, pointer()),
                        "has a new member '" + member + "' before " + member(index));
            }
            case MEMBER_REMOVED -> {
                int index = dice.below(composite().members().size());
                yield replace(composite().removed(index), "has lost " + member(index));
            }
            case MEMBER_RETYPED -> {
                int index = dice.one(composite().retypeable());
                int size = composite().integerSize(index);
                int integer = added.integer(newName(before.name() + "_part"), size, 0);
                yield replace(
                        composite().retyped(index, integer),
                        "has an integer of " + size + " bytes as " + member(index));
            }
            case GROWN -> replace(composite().grown(), "has grown");
            case WIDENED -> {
                BtfType.Enum old = (BtfType.Enum) before;
                replacement = added.add(new BtfType.Enum64(old.name(), Long.BYTES, old.signed(), old.enumerators()));
                yield "has 64-bit values and " + Long.BYTES + " bytes instead of " + old.size();
            }
            case RENAMED -> {
                String name = newName(before.name() + "_renamed");
                replacement = added.add(renamed(name));
                yield "is now called '" + name + "'";
            }
            case MADE_UNION -> replace(composite().asUnion(), "has become a union");
            case MADE_FORWARD -> {
                replacement = forward();
                yield "has become a forward declaration";
            }
            case DOUBLED -> {
                Composite other = composite().grown();
                int second = added.add(other.toType());
                if (dice.below(2) == 0) {
                    predecessor = second;
                }
                yield "has a second " + before.kind() + " of " + other.size() + " bytes " + where();
            }
            case DECLARED_BESIDE -> {
                int declaration = forward();
                if (dice.below(2) == 0) {
                    predecessor = declaration;
                }
                yield "has a forward declaration " + where();
            }
        };
    }

    private Composite composite() {
        return Composite.of(before);
    }

    private String replace(Composite after, String what) {
        replacement = added.add(after.toType());
        long size = composite().size();
        return what + (after.size() == size ? ", still " + size : ", " + size + " to " + after.size()) + " bytes";
    }

    private String member(int index) {
        String name = composite().members().get(index).name();
        return name.isEmpty() ? "member " + (index + 1) : "member '" + name + "'";
    }

    private String where() {
        return predecessor == 0 ? "behind it" : "before it";
    }

    /** A pointer to void. */
    private int pointer() {
        return added.pointer(0);
    }

    private int forward() {
        return added.add(new BtfType.Fwd(before.name(), before.kind() == Kind.UNION));
    }

    private BtfType renamed(String name) {
        if (before instanceof BtfType.Int type) {
            return new BtfType.Int(name, type.size(), type.encoding(), type.bitOffset(), type.bits());
        }
        if (before instanceof BtfType.Float type) {
            return new BtfType.Float(name, type.size());
        }
        if (before instanceof BtfType.Enum type) {
            return new BtfType.Enum(name, type.size(), type.signed(), type.enumerators());
        }
        if (before instanceof BtfType.Enum64 type) {
            return new BtfType.Enum64(name, type.size(), type.signed(), type.enumerators());
        }
        if (before instanceof BtfType.Fwd type) {
            return new BtfType.Fwd(name, type.union());
        }
        Composite type = composite();
        return new Composite(type.union(), name, type.size(), type.bitfields(), type.members()).toType();
    }

    /** A name that neither the module looks for nor the target has. */
    private String newName(String stem) {
        String name = stem;
        for (int i = 2; neededNames.contains(name) || target.index().ids(name).length > 0; i++) {
            name = stem + i;
        }
        return name;
    }
}
