// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.util.List;
import java.util.Set;
import org.btf4j.diff.TypeDifference.Change;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;

/**
 * What changed between two blobs of BTF, whatever their ids, the order of their types, and how their strings are stored.
 *
 * <p>Holds nothing of the two blobs. Immutable.
 *
 * @param differences by sort, and within a sort by name
 */
public record BtfDiff(List<TypeDifference> differences) {

    /** Keeps its own copy of the list. */
    public BtfDiff {
        differences = List.copyOf(differences);
    }

    /**
     * Compares the own types of two blobs; those of their bases only count as far as they are spelled.
     *
     * <p>Types belong together that have one sort and one name; a struct and a union of one name do so too, and then the kind
     * changed. Where a side has several of a name, equal ones belong together, then those that have most in common. A type
     * without a name is compared where it is used: as the members that it gives to a struct, else as a part of the type that it
     * is in. A typedef that gives an anonymous struct, union or enum its only name is compared like one. An enum without a name
     * that nothing uses is not compared, nor are sections, type tags, and declaration tags other than {@code bpf_kfunc}.
     *
     * <p>Members are told by the names by which C programs reach them, with bit offsets from the start of the outermost type:
     * those of anonymous members by their own, those of a member {@code addr} of an anonymous type as {@code addr.bits}, and of
     * an array {@code items} of such as {@code items[].bits}, at the place of the first element. A member with another name is
     * another member. A member counts as retyped if C spells its type otherwise; names of parameters in it do not count. What
     * each change does is told by {@link Impact}, and depends on the subject:
     *
     * <ul>
     *   <li>In a {@link Subject#KERNEL}, a struct, union, enum or number that is gone or has another kind, size or encoding breaks
     *       loading, since a module's small base may have it; so does a second type of the name, as Linux 6.12 then takes none.
     *       Members and enumerators that are gone break tracing, and so do members of a type that CO-RE does not take for the
     *       old one ({@code bpf_core_fields_are_compat} of libbpf 1.7), other prototypes, and whatever else is gone. What CO-RE
     *       finds elsewhere or reads otherwise is source-compatible, what is added compatible.
     *   <li>In a {@link Subject#MODULE} it is the same, but what would break loading breaks tracing at most, and another size or
     *       encoding is source-compatible.
     *   <li>In both, a kfunc that is gone, is none any more, or has another prototype breaks loading.
     *   <li>Of {@link Subject#NEEDS}, whatever is new or otherwise breaks loading, and what is gone is compatible.
     * </ul>
     *
     * <p>A declaration that becomes a definition is compatible unless it is what a module needs. The same input gives the same
     * list, whatever the ids. Takes time in proportion to the blobs and to what differs.
     *
     * @param kfuncsBefore names of the functions that BPF programs may call, beyond those that a declaration tag
     *     {@code bpf_kfunc} marks
     * @param kfuncsAfter the same of the new side
     * @throws BtfFormatException if a type that differs has no end, holds itself, or is larger or deeper than any that a compiler
     *     makes
     */
    public static BtfDiff between(
            Subject subject, Btf before, Set<String> kfuncsBefore, Btf after, Set<String> kfuncsAfter) {
        return new BtfDiff(
                new Comparer(subject, new Side(before, kfuncsBefore), new Side(after, kfuncsAfter)).differences());
    }

    /** How many types are on one side only, or on both and differ. */
    public long count(Change change) {
        return differences.stream().filter(type -> type.change() == change).count();
    }

    /** How many types differ with this as the worst that it does. */
    public long count(Impact impact) {
        return differences.stream().filter(type -> type.impact() == impact).count();
    }

    /** The worst of all that changed; {@link Impact#COMPATIBLE} if nothing did. */
    public Impact impact() {
        return differences.stream().map(TypeDifference::impact).reduce(Impact.COMPATIBLE, Impact::and);
    }
}
