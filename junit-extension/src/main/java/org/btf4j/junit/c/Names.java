// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.HashMap;
import java.util.Map;
import org.antlr.v4.runtime.Token;
import org.btf4j.model.BtfType;
import org.jspecify.annotations.Nullable;

/**
 * The names that a text has declared so far: tags of structs, unions and enumerations, and all others.
 *
 * <p>There is one scope, that of the file; names of members and parameters are in none.
 */
final class Names {

    private final TypeTable types;
    private final Map<String, Tag> tags = new HashMap<>();
    private final Map<String, Symbol> symbols = new HashMap<>();

    Names(TypeTable types) {
        this.types = types;
    }

    private record Tag(String keyword, int id, Token place) {}

    /** A value if it is an enumerator, else a type. */
    private record Symbol(String what, int typeId, @Nullable ConstantValue value, Token place) {}

    /** The type that is meant by {@code struct name}, which need not be known yet. */
    int tag(String keyword, Token name) {
        Tag tag = tags.computeIfAbsent(
                name.getText(), unknown -> new Tag(keyword, types.announce(standIn(keyword, unknown)), name));
        if (!tag.keyword.equals(keyword)) {
            throw Fault.at(name, keyword + " '" + name.getText() + "'")
                    .expected(tag.keyword + " '" + name.getText() + "' as in line " + tag.place.getLine())
                    .toException();
        }
        return tag.id;
    }

    /** The same, where the definition begins. */
    int beginTag(String keyword, Token name) {
        int id = tag(keyword, name);
        if (types.state(id) != TypeTable.State.NAMED) {
            boolean adopted = types.state(id) == TypeTable.State.ADOPTED;
            throw Fault.at(name, "another definition of " + keyword + " '" + name.getText() + "'")
                    .expected(
                            adopted ? "none after that of the base was used" : "one definition, which is there already")
                    .toException();
        }
        types.begin(id);
        return id;
    }

    private static BtfType standIn(String keyword, String name) {
        return keyword.equals("enum")
                ? BaseTypeWords.unknownEnumeration(name)
                : new BtfType.Fwd(name, keyword.equals("union"));
    }

    void declareTypedef(Token name, int typeId) {
        declare(name, new Symbol("a typedef", types.share(new BtfType.Typedef(name.getText(), typeId)), null, name));
    }

    void declareFunction(Token name, int prototypeId) {
        BtfType function = new BtfType.Func(name.getText(), prototypeId, BtfType.Func.STATIC);
        declare(name, new Symbol("a function", types.share(function), null, name));
    }

    void declareEnumerator(Token name, int enumerationId, ConstantValue value) {
        declare(name, new Symbol("an enumerator", enumerationId, value, name));
    }

    /** Enumerators change their type at the end of their enumeration. */
    void retypeEnumerator(Token name, int enumerationId, ConstantValue value) {
        symbols.put(name.getText(), new Symbol("an enumerator", enumerationId, value, name));
    }

    private void declare(Token name, Symbol symbol) {
        Symbol before = symbols.putIfAbsent(name.getText(), symbol);
        boolean again = before != null
                && before.what.equals(symbol.what)
                && before.typeId == symbol.typeId
                && symbol.value == null;
        if (before != null && !again) {
            throw Fault.at(name, symbol.what + " '" + name.getText() + "'")
                    .expected(
                            types.isOwn(before.typeId)
                                    ? "another name, or the same declaration as in line " + before.place.getLine()
                                    : "no declaration after the base's typedef of that name was used")
                    .toException();
        }
        if (before == null) {
            types.need(symbol.typeId);
        }
    }

    boolean isTypedef(String name) {
        Symbol symbol = symbols.get(name);
        return symbol != null && symbol.what.equals("a typedef");
    }

    /** The type of that name, declared or of the base. */
    int type(Token name) {
        Symbol symbol = symbols.get(name.getText());
        if (symbol == null) {
            symbol = new Symbol("a typedef", typedefOfBase(name), null, name);
            symbols.put(name.getText(), symbol);
        }
        if (!symbol.what.equals("a typedef")) {
            throw Fault.at(name, "'" + name.getText() + "', which is " + symbol.what)
                    .expected("a type")
                    .toException();
        }
        return symbol.typeId;
    }

    private int typedefOfBase(Token name) {
        BaseTypes base = types.baseTypes();
        int[] ids = base == null ? new int[0] : base.typedefs(name.getText());
        if (ids.length > 1) {
            throw Fault.at(name, "'" + name.getText() + "', of which the base has " + ids.length + " typedefs")
                    .expected("a name that means one type")
                    .advice("Declare it here.")
                    .toException();
        }
        if (ids.length == 0) {
            throw Fault.at(name, "'" + name.getText() + "', which is not declared")
                    .expected("a type")
                    .advice("Declare it before with typedef.")
                    .toException();
        }
        return ids[0];
    }

    /** The value of an enumerator. */
    ConstantValue value(Token name) {
        Symbol symbol = symbols.get(name.getText());
        if (symbol == null || symbol.value == null) {
            throw Fault.at(name, "'" + name.getText() + "', which is no enumerator")
                    .expected("a constant")
                    .toException();
        }
        return symbol.value;
    }
}
