// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.btf4j.model.Btf;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A {@link BtfFixture} of a test, and where it stands. */
record DeclaredFixture(BtfFixture fixture, Place place, SharedBtf shared) {

    static DeclaredFixture on(AnnotatedElement element, BtfFixture fixture, ExtensionContext context) {
        String qualifier = fixture.name().isEmpty() ? "" : "(name = \"" + fixture.name() + "\")";
        return new DeclaredFixture(fixture, new Place(BtfFixture.class, qualifier, element), SharedBtf.of(context));
    }

    /**
     * The split if one is declared, else the base.
     *
     * @throws ExtensionConfigurationException if the fixture is incomplete, or cannot be read
     */
    Btf btf() {
        return split().orElseGet(this::base);
    }

    /**
     * The split, if one is declared.
     *
     * @throws ExtensionConfigurationException if it has no base, or another one, or cannot be read
     */
    Optional<Btf> split() {
        if (fixture.split().isBlank()) {
            return Optional.empty();
        }
        if (fixture.base().isBlank()) {
            return Optional.of(splitWithItsOwnBase());
        }
        Btf base = base();
        Btf split = shared.get(fixture.split(), base, place.attribute("split"));
        if (split.base() != base) {
            throw new ExtensionConfigurationException(place.attribute("split") + ": "
                    + (split.base() == null ? "this is BTF that stands alone" : "this stands over another base")
                    + ", but it has to be split over the base of the fixture."
                    + " A method gets that base as its parameter, of type Btf.");
        }
        return Optional.of(split);
    }

    /** That of a distilled module, or what a method has made together with its base. */
    private Btf splitWithItsOwnBase() {
        boolean couldBringOne = switch (Source.of(fixture.split()).form()) {
            case FILE, RESOURCE, METHOD -> true;
            case DUMP, C, RUNNING -> false;
        };
        if (couldBringOne) {
            Btf split = shared.get(fixture.split(), null, place.attribute("split"));
            if (split.base() != null) {
                return split;
            }
        }
        throw new ExtensionConfigurationException(
                place + " has a split but no base. Add the base: it is never taken from another fixture.");
    }

    private Btf base() {
        if (fixture.base().isBlank()) {
            throw new ExtensionConfigurationException(
                    place + " is empty. Give it a base, and a split if the test needs one.");
        }
        return shared.get(fixture.base(), null, place.attribute("base"));
    }
}
