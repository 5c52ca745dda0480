// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.btf4j.model.BtfType;

/** Makes types of other types: qualified ones, arrays, and what C turns parameters, results and members into. */
final class DerivedTypes {

    private static final long MAX_ELEMENTS = 0xffff_ffffL;

    private final TypeTable types;
    private final Map<ArrayShape, Integer> arrays = new HashMap<>();
    /** What C takes for an element of an array: BTF has one dimension, C may have several. */
    private final Map<Integer, ArrayShape> shapes = new HashMap<>();

    DerivedTypes(TypeTable types) {
        this.types = types;
    }

    /** A type without typedefs and qualifiers around it, and which qualifiers these were. */
    record Stripped(int id, Set<Qualifier> qualifiers) {}

    Stripped strip(int id) {
        Set<Qualifier> qualifiers = EnumSet.noneOf(Qualifier.class);
        int inner = id;
        while (true) {
            BtfType type = types.get(inner);
            if (type instanceof BtfType.Typedef typedef) {
                inner = typedef.typeId();
            } else if (type instanceof BtfType.Const qualifier) {
                qualifiers.add(Qualifier.CONST);
                inner = qualifier.typeId();
            } else if (type instanceof BtfType.Volatile qualifier) {
                qualifiers.add(Qualifier.VOLATILE);
                inner = qualifier.typeId();
            } else if (type instanceof BtfType.Restrict qualifier) {
                qualifiers.add(Qualifier.RESTRICT);
                inner = qualifier.typeId();
            } else if (type instanceof BtfType.TypeTag tag) {
                inner = tag.typeId();
            } else {
                return new Stripped(inner, qualifiers);
            }
        }
    }

    BtfType stripped(int id) {
        return types.get(strip(id).id);
    }

    boolean isFunction(int id) {
        return stripped(id) instanceof BtfType.FuncProto;
    }

    boolean isVoid(int id) {
        return stripped(id) instanceof BtfType.Void;
    }

    boolean isUnsizedArray(int id) {
        ArrayShape shape = shapes.get(strip(id).id);
        return shape != null && shape.unsized;
    }

    /** The type with qualifiers; one that it has already is not given twice. */
    int qualify(int id, Set<Qualifier> qualifiers, Token place) {
        if (qualifiers.isEmpty()) {
            return id;
        }
        Stripped inner = strip(id);
        BtfType type = types.get(inner.id);
        Set<Qualifier> missing = EnumSet.noneOf(Qualifier.class);
        missing.addAll(qualifiers);
        missing.removeAll(inner.qualifiers);
        missing.removeAll(elementQualifiers(inner.id));
        if (missing.contains(Qualifier.RESTRICT) && !(type instanceof BtfType.Ptr)) {
            throw Fault.at(place, "restrict on a type that is not a pointer")
                    .expected("restrict after a '*'")
                    .toException();
        }
        if (!missing.isEmpty() && type instanceof BtfType.FuncProto) {
            throw Fault.at(place, "a qualifier on a function type")
                    .expected("a function type without qualifiers")
                    .toException();
        }
        if (type instanceof BtfType.Array && !missing.isEmpty()) {
            // As gcc 12: the qualifier goes to the array itself, past the typedef.
            missing.addAll(inner.qualifiers);
            return Qualifier.wrap(types, inner.id, missing);
        }
        return Qualifier.wrap(types, id, missing);
    }

    /** An array; {@code unsized} one of {@code []}, which has length 0. */
    int array(int elementId, long length, boolean unsized, Token place) {
        checkLength(length, place);
        ArrayShape shape = new ArrayShape(elementId, length, unsized);
        Integer known = arrays.get(shape);
        if (known != null) {
            return known;
        }
        Stripped element = strip(elementId);
        int innermost = elementId;
        long product = length;
        if (types.get(element.id) instanceof BtfType.Array inner) {
            innermost = qualify(inner.elementTypeId(), element.qualifiers, place);
            product = length * inner.length();
        }
        checkLength(product, place);
        int id = types.append(new BtfType.Array(innermost, types.share(BaseTypeWords.INT), product));
        arrays.put(shape, id);
        shapes.put(id, shape);
        return id;
    }

    /** What a parameter of that type is: arrays and functions become pointers. */
    int parameter(int id, Token place) {
        Stripped inner = strip(id);
        if (types.get(inner.id) instanceof BtfType.Array array) {
            ArrayShape shape = shapes.get(inner.id);
            int element = shape == null ? array.elementTypeId() : shape.elementId;
            return types.share(new BtfType.Ptr(qualify(element, inner.qualifiers, place)));
        }
        return isFunction(id) ? types.share(new BtfType.Ptr(id)) : id;
    }

    /** What a function that is declared with that result returns: a type without qualifiers. */
    int result(int id, Token place) {
        Stripped inner = strip(id);
        BtfType type = types.get(inner.id);
        if (type instanceof BtfType.FuncProto || type instanceof BtfType.Array) {
            throw Fault.at(place, "a function that returns " + (isFunction(id) ? "a function" : "an array"))
                    .expected("one that returns a pointer or another value")
                    .toException();
        }
        return inner.qualifiers.isEmpty() ? id : inner.id;
    }

    /** The type of a member: an array of const elements is const itself in what gcc writes. */
    int member(int id) {
        Stripped inner = strip(id);
        Set<Qualifier> missing = elementQualifiers(inner.id);
        missing.removeAll(inner.qualifiers);
        missing.remove(Qualifier.RESTRICT);
        return Qualifier.wrap(types, id, missing);
    }

    private static void checkLength(long length, Token place) {
        if (Long.compareUnsigned(length, MAX_ELEMENTS) > 0) {
            throw Fault.at(place, "an array of " + Long.toUnsignedString(length) + " elements")
                    .expected("at most " + MAX_ELEMENTS)
                    .toException();
        }
    }

    private Set<Qualifier> elementQualifiers(int arrayId) {
        Set<Qualifier> qualifiers = EnumSet.noneOf(Qualifier.class);
        BtfType type = types.get(arrayId);
        while (type instanceof BtfType.Array array) {
            Stripped element = strip(array.elementTypeId());
            qualifiers.addAll(element.qualifiers);
            type = types.get(element.id);
        }
        return qualifiers;
    }

    private record ArrayShape(int elementId, long length, boolean unsized) {}
}
