// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.btf4j.model.Btf;
import org.btf4j.text.RawDump;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is made of C declarations is what gcc 12 and pahole 1.30 make of the same text.
 *
 * <p>The texts are {@code NAME.c} beside this class, {@code NAME.dump} is what the tools made of them; both were written by
 * {@code src/test/c/make-dumps.sh}. Ids are not compared: the compiler has an order of its own.
 */
class CompilerAgreementTest {

    private static final Set<String> SOURCES = Set.of(
            "attributes", "base-types", "bitfields", "enums", "functions", "references", "structs", "split-base");

    /** Integers that gcc describes though the text has none of them: it counts array elements and enumerators in them. */
    private static final Set<String> OF_THE_COMPILER =
            Set.of("INT long unsigned int", "INT long int", "INT short int", "INT unsigned char", "INT unsigned int");

    @TestFactory
    Stream<DynamicTest> everyDeclaration() {
        return SOURCES.stream()
                .sorted()
                .flatMap(name -> compare(
                        name, CDeclarations.parse(resource(name + ".c")), RawDump.parse(resource(name + ".dump"))));
    }

    @TestFactory
    Stream<DynamicTest> everyDeclarationOverABase() {
        Btf base = RawDump.parse(resource("split-base.dump"));

        return compare(
                "split-module",
                CDeclarations.parse(resource("split-module.c"), base),
                RawDump.parse(resource("split-module.dump"), base));
    }

    @Test
    void splitRepeatsNoTypeOfTheBase() {
        Btf base = RawDump.parse(resource("split-base.dump"));
        Btf made = CDeclarations.parse(resource("split-module.c"), base);
        Btf compiled = RawDump.parse(resource("split-module.dump"), base);

        assertThat(made.typeCount()).isEqualTo(compiled.typeCount());
    }

    @Test
    void thereAreMoreThanSixtyDeclarations() {
        long declarations = SOURCES.stream()
                .flatMap(name -> Description.all(CDeclarations.parse(resource(name + ".c"))).keySet().stream())
                .filter(name -> !name.startsWith("INT ") && !name.startsWith("FLOAT "))
                .count();

        assertThat(declarations).isEqualTo(201);
    }

    private static Stream<DynamicTest> compare(String source, Btf made, Btf compiled) {
        Map<String, String> expected = Description.all(compiled);
        Map<String, String> actual = Description.all(made);
        Set<String> names = new TreeSet<>(expected.keySet());
        names.addAll(actual.keySet());
        return names.stream()
                .filter(name -> actual.containsKey(name) || !OF_THE_COMPILER.contains(name))
                .map(name -> DynamicTest.dynamicTest(
                        source + ": " + name, () -> assertThat(actual.get(name)).isEqualTo(expected.get(name))));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(CompilerAgreementTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
