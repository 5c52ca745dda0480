// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType.Member;
import org.btf4j.transform.MemberChange.Place;

/** Compares two versions of a struct or union member by member. */
final class MemberChanges {

    private MemberChanges() {}

    /** What differs, in the order of the members: first what was there before, then what is new. */
    static List<MemberChange> between(Btf before, int beforeId, Btf after, int afterId) {
        Map<String, Place> old = places(before, beforeId);
        Map<String, Place> now = places(after, afterId);
        List<MemberChange> changes = new ArrayList<>();
        old.forEach((key, place) -> {
            if (!place.equals(now.get(key))) {
                changes.add(new MemberChange(name(key), place, now.get(key)));
            }
        });
        now.forEach((key, place) -> {
            if (!old.containsKey(key)) {
                changes.add(new MemberChange(name(key), null, place));
            }
        });
        return List.copyOf(changes);
    }

    /** By name; members without one by their count among those. */
    private static Map<String, Place> places(Btf btf, int id) {
        Map<String, Place> places = new LinkedHashMap<>();
        int unnamed = 0;
        for (Member member : BaseRefMatch.members(btf.type(id))) {
            String key = member.name().isEmpty() ? " " + unnamed++ : member.name();
            places.putIfAbsent(key, new Place(member.bitOffset(), TypeSpelling.of(btf, member)));
        }
        return places;
    }

    private static String name(String key) {
        return key.startsWith(" ") ? "(anon)" : key;
    }
}
