// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.btf4j.junit.c.DeclaratorReader.Declared;
import org.btf4j.junit.c.DeclaratorReader.Use;
import org.btf4j.junit.c.SpecifierReader.Specifiers;
import org.btf4j.junit.c.grammar.CDeclarationParser.CompositeContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.MemberContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.MemberDeclaratorContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.TypeSpecifierContext;
import org.btf4j.model.BtfType;
import org.jspecify.annotations.Nullable;

/** Reads structs and unions. */
final class CompositeReader {

    private static final int MAX_MEMBERS = 0xffff;
    private static final long MAX_BITFIELD_OFFSET = 0xff_ffff;
    private static final int NO_BITFIELD = -1;

    private final Translation translation;

    CompositeReader(Translation translation) {
        this.translation = translation;
    }

    /**
     * A member as it is written; where it goes is known when all are read, since attributes may follow them.
     *
     * @param width of a bit-field, otherwise negative
     */
    private record Part(@Nullable Token name, int typeId, int width, Attributes attributes, Token place) {
        private boolean isBitfield() {
            return width != NO_BITFIELD;
        }

        private String nameOrEmpty() {
            return name == null ? "" : name.getText();
        }
    }

    int read(CompositeContext context) {
        String keyword = context.getStart().getText();
        TerminalNode tag = context.Identifier();
        if (context.compositeBody() == null) {
            translation.attributes.refuse(context.attributes(), "a " + keyword + " that is not defined there");
            return translation.names.tag(keyword, tag.getSymbol());
        }
        int id = tag == null ? 0 : translation.names.beginTag(keyword, tag.getSymbol());
        List<Part> parts = new ArrayList<>();
        for (MemberContext member : context.compositeBody().member()) {
            read(member, parts);
        }
        boolean union = keyword.equals("union");
        check(parts, union, context.getStart());
        CompositeLayout layout = new CompositeLayout(union, translation.attributes.ofType(context.attributes()));
        List<BtfType.Member> members = place(parts, layout);
        boolean bitfields = parts.stream().anyMatch(part -> part.isBitfield() && part.name != null);
        String name = tag == null ? "" : tag.getText();
        long size = layout.size();
        if (size > TypeSizes.MAX_SIZE) {
            throw Fault.at(context, "a " + keyword + " of " + size + " bytes")
                    .expected("at most " + TypeSizes.MAX_SIZE)
                    .toException();
        }
        BtfType type = union
                ? new BtfType.Union(name, size, bitfields, members)
                : new BtfType.Struct(name, size, bitfields, members);
        if (tag == null) {
            id = translation.types.append(type);
        } else {
            translation.types.complete(id, type);
        }
        translation.sizes.setAlignment(id, layout.alignment());
        return id;
    }

    private void read(MemberContext context, List<Part> parts) {
        Specifiers specifiers = translation.specifiers.readWithoutStorage(context.specifiers());
        Attributes common = translation.attributes.ofMember(specifiers.attributes());
        if (context.memberDeclarator().isEmpty()) {
            TypeSpecifierContext type = context.specifiers().typeSpecifier();
            if (isAnonymousComposite(type)) {
                parts.add(new Part(null, specifiers.typeId(), NO_BITFIELD, common, context.getStart()));
            } else if (type.composite() == null && type.enumeration() == null) {
                throw Fault.at(context, "a member without a name")
                        .expected("a name, or a struct or union without a tag")
                        .toException();
            }
        }
        for (MemberDeclaratorContext each : context.memberDeclarator()) {
            Attributes attributes = common.and(translation.attributes.ofMember(each.attributes()));
            parts.add(read(each, specifiers.typeId(), attributes));
        }
    }

    private static boolean isAnonymousComposite(TypeSpecifierContext type) {
        return type.composite() != null && type.composite().Identifier() == null;
    }

    private Part read(MemberDeclaratorContext context, int specifiedType, Attributes attributes) {
        Token place = context.getStart();
        Declared declared = translation.declarators.read(context.declarator(), specifiedType, Use.TYPE);
        Token name = declared.name();
        if (name == null && context.declarator() != null) {
            throw Fault.at(place, "a member without a name").expected("a name").toException();
        }
        if (translation.derived.isFunction(declared.typeId())) {
            throw Fault.at(place, "a member that is a function")
                    .expected("a pointer to a function")
                    .toException();
        }
        int type = translation.derived.member(declared.typeId());
        int width = context.constant() == null ? NO_BITFIELD : width(context, type, name);
        if (width != NO_BITFIELD && attributes.alignment() > 0) {
            throw Fault.at(place, "attribute 'aligned' of a bit-field")
                    .expected("it only on other members")
                    .toException();
        }
        return new Part(name, type, width, attributes, place);
    }

    private int width(MemberDeclaratorContext context, int typeId, @Nullable Token name) {
        BtfType type = translation.derived.stripped(typeId);
        boolean bool = type instanceof BtfType.Int integer && integer.encoding() == BtfType.Int.BOOL;
        if (!(type instanceof BtfType.Int || type instanceof BtfType.Enumeration)) {
            throw Fault.at(context, "a bit-field of a type that is no integer")
                    .expected("an integer, an enumeration or _Bool")
                    .toException();
        }
        long greatest = bool ? 1 : translation.sizes.size(typeId, context.getStart()) * Byte.SIZE;
        ConstantValue width = translation.constants.read(context.constant());
        long least = name == null ? 0 : 1;
        if (width.isNegative() || width.bits() < least || Long.compareUnsigned(width.bits(), greatest) > 0) {
            throw Fault.at(context.constant(), "a bit-field of " + width + " bits")
                    .expected(least + " to " + greatest)
                    .toException();
        }
        return (int) width.bits();
    }

    private void check(List<Part> parts, boolean union, Token place) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.name != null && !names.add(part.nameOrEmpty())) {
                throw Fault.at(part.name, "another member '" + part.nameOrEmpty() + "'")
                        .expected("members of different names")
                        .toException();
            }
            boolean mayBeUnsized = !union && i > 0 && i == parts.size() - 1;
            if (translation.derived.isUnsizedArray(part.typeId) && !mayBeUnsized) {
                throw Fault.at(part.place, "a member of unknown length")
                        .expected("it only as the last of several members of a struct")
                        .toException();
            }
        }
        if (parts.size() > MAX_MEMBERS) {
            throw Fault.at(place, parts.size() + " members")
                    .expected("at most " + MAX_MEMBERS)
                    .toException();
        }
    }

    private List<BtfType.Member> place(List<Part> parts, CompositeLayout layout) {
        boolean bitfields = parts.stream().anyMatch(part -> part.isBitfield() && part.name != null);
        List<BtfType.Member> members = new ArrayList<>();
        for (Part part : parts) {
            long size = translation.sizes.size(part.typeId, part.place);
            int alignment = translation.sizes.alignment(part.typeId);
            long at = part.isBitfield()
                    ? layout.bitfield(part.width, size, alignment, part.name != null, part.attributes.packed())
                    : layout.member(size, alignment, part.attributes);
            if (bitfields && at > MAX_BITFIELD_OFFSET) {
                throw Fault.at(part.place, "a member at bit " + at + " of a type with bit-fields")
                        .expected("at most bit " + MAX_BITFIELD_OFFSET + ", as BTF has 24 bits for it")
                        .toException();
            }
            if (part.name != null || !part.isBitfield()) {
                members.add(new BtfType.Member(part.nameOrEmpty(), part.typeId, at, Math.max(0, part.width)));
            }
        }
        return members;
    }
}
