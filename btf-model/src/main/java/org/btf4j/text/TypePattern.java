// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.BitSet;
import java.util.Map;
import java.util.function.BiPredicate;
import org.btf4j.model.Btf;
import org.btf4j.model.Kind;

/**
 * What a user calls types.
 *
 * @param keyword the word before the name, empty if there is none
 * @param name the name, in which {@code *} and {@code ?} stand for others; or a type id
 */
record TypePattern(String keyword, String name) {

    private static final Map<String, BiPredicate<Btf, Integer>> KEYWORDS = Map.of(
            "struct", (btf, id) -> btf.kind(id) == Kind.STRUCT || (btf.kind(id) == Kind.FWD && !btf.kindFlag(id)),
            "union", (btf, id) -> btf.kind(id) == Kind.UNION || (btf.kind(id) == Kind.FWD && btf.kindFlag(id)),
            "enum", (btf, id) -> btf.kind(id).isEnumeration(),
            "typedef", (btf, id) -> btf.kind(id) == Kind.TYPEDEF);

    static TypePattern parse(String text) throws TypeFilterException {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new TypeFilterException("found an empty text, expected the name of a type, such as 'struct device'");
        }
        int blank = stripped.indexOf(' ');
        String first = blank < 0 ? "" : stripped.substring(0, blank);
        // Integers have names of several words.
        return KEYWORDS.containsKey(first) || Grammar.ofKeyword(first) != null
                ? new TypePattern(first, stripped.substring(blank).strip())
                : new TypePattern("", stripped);
    }

    /** The types that are called so: by name those of the BTF itself, by id also one of its base. */
    BitSet ids(Btf btf) {
        BitSet ids = new BitSet();
        if (isId()) {
            int id = id(btf);
            if (id > 0 && fits(btf, id)) {
                ids.set(id);
            }
        } else if (isGlob()) {
            for (int id = btf.firstId(); id < btf.typeCount(); id++) {
                if (fits(btf, id) && btf.isNamed(id) && isLike(btf.name(id))) {
                    ids.set(id);
                }
            }
        } else {
            for (int id : btf.index().ids(name)) {
                if (fits(btf, id)) {
                    ids.set(id);
                }
            }
        }
        return ids;
    }

    /** Whether the name is a type id: no name in C begins with a digit. */
    boolean isId() {
        return name.chars().allMatch(character -> character >= '0' && character <= '9');
    }

    boolean isGlob() {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
    }

    /** How a user can call a type that has a name, so that no other kind is meant. */
    static TypePattern of(Btf btf, int id) {
        String word = KEYWORDS.entrySet().stream()
                .filter(each -> each.getValue().test(btf, id))
                .map(Map.Entry::getKey)
                .findAny()
                .orElse(btf.kind(id).name());
        return new TypePattern(word, btf.name(id));
    }

    private boolean fits(Btf btf, int id) {
        BiPredicate<Btf, Integer> inC = KEYWORDS.get(keyword);
        if (inC != null) {
            return inC.test(btf, id);
        }
        return keyword.isEmpty() || btf.kind(id).name().equals(keyword);
    }

    /** The id, or 0 if there is no such type. */
    int id(Btf btf) {
        try {
            int id = Integer.parseInt(name);
            return id < btf.typeCount() ? id : 0;
        } catch (NumberFormatException e) {
            // Longer than any id; whoever asked is told which there are.
            return 0;
        }
    }

    /** Goes back to the last star only, so that a pattern with many does not take time without end. */
    private boolean isLike(String text) {
        int at = 0;
        int inName = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (inName < name.length() && name.charAt(inName) == '*') {
                star = inName++;
                resume = at;
            } else if (inName < name.length()
                    && (name.charAt(inName) == '?' || name.charAt(inName) == text.charAt(at))) {
                inName++;
                at++;
            } else if (star >= 0) {
                inName = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (inName < name.length() && name.charAt(inName) == '*') {
            inName++;
        }
        return inName == name.length();
    }

    @Override
    public String toString() {
        return keyword.isEmpty() ? name : keyword + " " + name;
    }
}
