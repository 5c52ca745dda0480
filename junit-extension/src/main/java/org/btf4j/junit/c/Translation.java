// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import org.btf4j.model.Btf;
import org.jspecify.annotations.Nullable;

/** What the readers of one text share: the types and names so far, and each other. */
final class Translation {

    final TypeTable types;
    final TypeSizes sizes;
    final DerivedTypes derived;
    final Names names;
    final ConstantReader constants = new ConstantReader(this);
    final AttributeReader attributes = new AttributeReader(this);
    final EnumerationReader enumerations = new EnumerationReader(this);
    final CompositeReader composites = new CompositeReader(this);
    final SpecifierReader specifiers = new SpecifierReader(this);
    final DeclaratorReader declarators = new DeclaratorReader(this);
    final DeclarationReader declarations = new DeclarationReader(this);

    Translation(@Nullable Btf base) {
        this.types = new TypeTable(base);
        this.sizes = new TypeSizes(types);
        this.derived = new DerivedTypes(types);
        this.names = new Names(types);
    }
}
