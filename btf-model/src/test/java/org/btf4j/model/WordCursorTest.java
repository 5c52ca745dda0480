// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.btf4j.model.BtfBuilder.enumerator;
import static org.btf4j.model.BtfBuilder.member;
import static org.btf4j.model.BtfBuilder.parameter;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.btf4j.model.BtfType.SectionVariable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A cursor visits the ids of a type, or its strings, in an order that distilling and relocating rely on. */
class WordCursorTest {

    /** A type, the ids that it names and its strings, in order. */
    static Stream<Arguments> visits() {
        return Stream.of(
                arguments(new BtfType.Int("x", 4, 0, 0, 32), List.of(), List.of("x")),
                arguments(new BtfType.Ptr(5), List.of(5), List.of("")),
                arguments(new BtfType.Array(6, 5, 3), List.of(6, 5), List.of("")),
                arguments(
                        new BtfType.Struct("x", 8, false, List.of(member("b", 5, 0), member("a", 4, 0))),
                        List.of(5, 4),
                        List.of("x", "b", "a")),
                arguments(
                        new BtfType.Union("x", 8, false, List.of(member("b", 5, 0), member("", 4, 0))),
                        List.of(5, 4),
                        List.of("x", "b", "")),
                arguments(
                        new BtfType.Enum("x", 4, false, List.of(enumerator("b", 5), enumerator("a", 4))),
                        List.of(),
                        List.of("x", "b", "a")),
                arguments(new BtfType.Fwd("x", true), List.of(0), List.of("x")),
                arguments(new BtfType.Typedef("x", 5), List.of(5), List.of("x")),
                arguments(new BtfType.Volatile(5), List.of(5), List.of("")),
                arguments(new BtfType.Const(5), List.of(5), List.of("")),
                arguments(new BtfType.Restrict(5), List.of(5), List.of("")),
                arguments(new BtfType.Func("x", 5, 2), List.of(5), List.of("x")),
                arguments(
                        new BtfType.FuncProto(6, List.of(parameter("b", 5), parameter("a", 4))),
                        List.of(6, 5, 4),
                        List.of("", "b", "a")),
                arguments(new BtfType.Var("x", 5, 1), List.of(5), List.of("x")),
                arguments(
                        new BtfType.Datasec(
                                "x", 8, List.of(new SectionVariable(5, 1, 2), new SectionVariable(4, 1, 2))),
                        List.of(5, 4),
                        List.of("x")),
                arguments(new BtfType.Float("x", 8), List.of(), List.of("x")),
                arguments(new BtfType.DeclTag("x", 5, 3, false), List.of(5), List.of("x")),
                arguments(new BtfType.TypeTag("x", 5, false), List.of(5), List.of("x")),
                arguments(
                        new BtfType.Enum64("x", 8, false, List.of(enumerator("b", 5), enumerator("a", 4))),
                        List.of(),
                        List.of("x", "b", "a")));
    }

    @ParameterizedTest
    @MethodSource("visits")
    void visitsTypeIds(BtfType type, List<Integer> ids, List<String> strings) {
        Btf btf = withType(type);
        List<Integer> visited = new ArrayList<>();
        WordCursor cursor = WordCursor.ids();
        for (cursor.at(btf, 7); cursor.next(); ) {
            visited.add(cursor.value());
        }
        assertThat(visited).isEqualTo(ids);
    }

    @ParameterizedTest
    @MethodSource("visits")
    void visitsStrings(BtfType type, List<Integer> ids, List<String> strings) {
        Btf btf = withType(type);
        List<String> visited = new ArrayList<>();
        WordCursor cursor = WordCursor.strings();
        for (cursor.at(btf, 7); cursor.next(); ) {
            visited.add(btf.string(cursor.value()));
        }
        assertThat(visited).isEqualTo(strings);
    }

    @ParameterizedTest
    @MethodSource("visits")
    void endsWhereTheTypeEnds(BtfType type, List<Integer> ids, List<String> strings) {
        Btf btf = withType(type);
        int[] words = btf.copyTypeWords();
        int start = words.length - btf.wordCount(7);

        assertThat(WordCursor.ids().at(words, start).end()).isEqualTo(words.length);
        assertThat(WordCursor.strings().at(words, start).end()).isEqualTo(words.length);
    }

    @Test
    void voidHasNeitherIdsNorStrings() {
        Btf btf = withType(new BtfType.Ptr(0));

        assertThat(WordCursor.ids().at(btf, 0).next()).isFalse();
        assertThat(WordCursor.strings().at(btf, 0).next()).isFalse();
    }

    @Test
    void oneCursorServesOneTypeAfterAnother() {
        Btf btf = withType(new BtfType.Array(6, 5, 3));
        WordCursor cursor = WordCursor.ids();
        cursor.at(btf, 7).next();

        cursor.at(btf, 6);

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.value()).isEqualTo(5);
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void typesOfTheBaseAreVisitedThroughTheSplit() {
        Btf base = withType(new BtfType.Array(6, 5, 3));
        Btf split = BtfBuilder.over(base).build();
        WordCursor cursor = WordCursor.ids().at(split, 7);

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.value()).isEqualTo(6);
    }

    @Test
    void wordsOfOnesOwnArrayCanBeReplaced() {
        Btf btf = withType(new BtfType.Struct("x", 8, false, List.of(member("b", 5, 0), member("a", 4, 32))));
        int[] words = btf.copyTypeWords();

        WordCursor ids = WordCursor.ids().at(words, words.length - btf.wordCount(7));
        while (ids.next()) {
            ids.set(ids.value() - 1);
        }

        Btf changed = Btf.of(btf.byteOrder(), null, words, btf.copyStrings());
        assertThat(changed.type(7))
                .isEqualTo(new BtfType.Struct("x", 8, false, List.of(member("b", 4, 0), member("a", 3, 32))));
        assertThat(btf.type(7))
                .isEqualTo(new BtfType.Struct("x", 8, false, List.of(member("b", 5, 0), member("a", 4, 32))));
    }

    @Test
    void wordsThatAreNoTypeAreRefused() {
        assertThatThrownBy(() -> WordCursor.ids().at(new int[] {0, 20 << 24, 0}, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kind 20 at word 0");
        assertThatThrownBy(() -> WordCursor.ids().at(new int[] {9, 0, 0, 0}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kind 0 at word 1");
    }

    /** The type as number 7, after a chain of pointers. */
    private static Btf withType(BtfType type) {
        BtfBuilder builder = BtfBuilder.standalone();
        for (int id = 1; id < 7; id++) {
            builder.pointer(id - 1);
        }
        builder.add(type);
        return builder.build();
    }
}
