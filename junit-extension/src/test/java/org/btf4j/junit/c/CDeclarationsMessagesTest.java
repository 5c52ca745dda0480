// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.text.RawDump;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is said of a text that is no C, or C that is not supported. */
class CDeclarationsMessagesTest {

    private static final String SUPPORTED =
            " Supported are declarations of structs, unions, enumerations, typedefs and functions, without variables, initialisers, casts and statements.";

    @TestFactory
    Stream<DynamicTest> whatTheGrammarDoesNotTake() {
        return Stream.of(
                refused(
                        "#include <x.h>",
                        "line 1, column 1: found '#', expected a declaration, which begins with a type. Preprocessor directives are not supported: expand them first."),
                refused(
                        "typeof(int) a;",
                        "line 1, column 1: found 'typeof', expected a declaration, which begins with a type. 'typeof' is not supported."),
                refused(
                        "int a = 3;",
                        "line 1, column 7: found '=', expected ';' or more of the declaration." + SUPPORTED),
                refused(
                        "int f(int a) { return a; }",
                        "line 1, column 16: found 'return', expected '}'. 'return' is not supported."),
                refused("int f(", "line 1, column 7: found the end of the text, expected ')'." + SUPPORTED),
                refused("struct", "line 1, column 7: found the end of the text, expected a name or '{'." + SUPPORTED),
                refused("struct s { int a };", "line 1, column 18: found '}', expected ';'." + SUPPORTED),
                refused(
                        "struct s { int a; }",
                        "line 1, column 20: found the end of the text, expected ';' or more of the declaration."
                                + SUPPORTED),
                refused(
                        "struct s\n{ int a; } @",
                        "line 2, column 12: found '@', expected ';' or more of the declaration." + SUPPORTED),
                refused(
                        "/* open",
                        "line 1, column 1: found '/*', expected a declaration, which begins with a type. The comment has no end."),
                refused(
                        "typedef;",
                        "line 1, column 8: found ';', expected a declaration, which begins with a type." + SUPPORTED),
                refused("enum e { };", "line 1, column 10: found '}', expected an enumerator." + SUPPORTED),
                refused(
                        "enum e { A = (int) 3 };",
                        "line 1, column 15: found 'int', expected a constant expression." + SUPPORTED),
                refused("enum e { A = 1 ? 2 };", "line 1, column 20: found '}', expected ':'." + SUPPORTED));
    }

    @TestFactory
    Stream<DynamicTest> declarations() {
        return Stream.of(
                refused(
                        "int x;",
                        "line 1, column 5: found variable 'x', expected a type or a function. Variables are not supported; if this was a macro such as __packed, write what it stands for."),
                refused(
                        "struct s { int a; } __packed;",
                        "line 1, column 21: found variable '__packed', expected a type or a function. Variables are not supported; if this was a macro such as __packed, write what it stands for."),
                refused(
                        "struct { int a; };",
                        "line 1, column 1: found a declaration that declares nothing, expected a name after the type, or a struct, union or enum with a tag"),
                refused(
                        "int;",
                        "line 1, column 1: found a declaration that declares nothing, expected a name after the type, or a struct, union or enum with a tag"),
                refused(
                        "typedef int;",
                        "line 1, column 1: found a declaration that declares nothing, expected a name after the type, or a struct, union or enum with a tag"),
                refused("int *;", "line 1, column 5: found a declaration without a name, expected a name"),
                refused(
                        "static extern int f(void);",
                        "line 1, column 8: found 'extern', expected only one of typedef, extern and static"),
                refused("int a, f(void) {}", "line 1, column 16: found '{', expected ';'"),
                refused(
                        "typedef void fn(void); fn f {}",
                        "line 1, column 27: found a body of 'f', whose parameters are in a typedef, expected the parameters before the body"),
                refused(
                        "typedef int a; typedef long a;",
                        "line 1, column 29: found a typedef 'a', expected another name, or the same declaration as in line 1"),
                refused(
                        "typedef int a; enum { a };",
                        "line 1, column 23: found an enumerator 'a', expected another name, or the same declaration as in line 1"),
                refused(
                        "int f(int); int f(long);",
                        "line 1, column 17: found a function 'f', expected another name, or the same declaration as in line 1"),
                refused(
                        "struct s { int a; }; struct s { int a; };",
                        "line 1, column 29: found another definition of struct 's', expected one definition, which is there already"),
                refused(
                        "struct s { int a; }; union s *f(void);",
                        "line 1, column 28: found union 's', expected struct 's' as in line 1"),
                refused(
                        "struct s; enum s { A };",
                        "line 1, column 16: found enum 's', expected struct 's' as in line 1"));
    }

    @TestFactory
    Stream<DynamicTest> types() {
        return Stream.of(
                refused(
                        "struct s { u32 a; };",
                        "line 1, column 12: found 'u32', which is not declared, expected a type. Declare it before with typedef."),
                refused(
                        "unsigned float f(void);",
                        "line 1, column 1: found 'unsigned float', expected a base type of C"),
                refused(
                        "long long long f(void);",
                        "line 1, column 1: found 'long long long', expected a base type of C"),
                refused(
                        "typedef int restrict a;",
                        "line 1, column 1: found restrict on a type that is not a pointer, expected restrict after a '*'"),
                refused(
                        "typedef int a(void); typedef const a b;",
                        "line 1, column 22: found a qualifier on a function type, expected a function type without qualifiers"));
    }

    @TestFactory
    Stream<DynamicTest> members() {
        return Stream.of(
                refused(
                        "struct s { int; };",
                        "line 1, column 12: found a member without a name, expected a name, or a struct or union without a tag"),
                refused(
                        "struct s { void a; };",
                        "line 1, column 17: found void, of which no size is known, expected a complete type. Declare it before with its members, or refer to it with a pointer."),
                refused(
                        "struct s { int f(void); };",
                        "line 1, column 16: found a member that is a function, expected a pointer to a function"),
                refused(
                        "struct s { struct s a; };",
                        "line 1, column 21: found struct 's', of which no size is known, expected a complete type. Declare it before with its members, or refer to it with a pointer."),
                refused(
                        "struct s {\n\tint a;\n\tstruct t b;\n};",
                        "line 3, column 11: found struct 't', of which no size is known, expected a complete type. Declare it before with its members, or refer to it with a pointer."),
                refused(
                        "struct s { int a; int a; };",
                        "line 1, column 23: found another member 'a', expected members of different names"),
                refused("struct s { static int a; };", "line 1, column 12: found 'static', expected a type without it"),
                refused(
                        "struct s { int a[]; };",
                        "line 1, column 16: found a member of unknown length, expected it only as the last of several members of a struct"),
                refused(
                        "struct s { int a[]; int b; };",
                        "line 1, column 16: found a member of unknown length, expected it only as the last of several members of a struct"),
                refused(
                        "union s { int a; int b[]; };",
                        "line 1, column 22: found a member of unknown length, expected it only as the last of several members of a struct"),
                refused(
                        "struct s { char a[0x1fffffff]; int b; };",
                        "line 1, column 1: found a struct of 536870916 bytes, expected at most 536870911"),
                refused(
                        "struct s { char a[0x20000000]; };",
                        "line 1, column 17: found an object of more than 536870911 bytes, expected one whose bits a 32-bit number can count"));
    }

    @TestFactory
    Stream<DynamicTest> bitfields() {
        return Stream.of(
                refused(
                        "struct s { int a : 33; };",
                        "line 1, column 20: found a bit-field of 33 bits, expected 1 to 32"),
                refused("struct s { int a : 0; };", "line 1, column 20: found a bit-field of 0 bits, expected 1 to 32"),
                refused(
                        "struct s { _Bool a : 2; };",
                        "line 1, column 22: found a bit-field of 2 bits, expected 1 to 1"),
                refused(
                        "struct s { float a : 2; };",
                        "line 1, column 18: found a bit-field of a type that is no integer, expected an integer, an enumeration or _Bool"),
                refused(
                        "struct s { int *a : 2; };",
                        "line 1, column 16: found a bit-field of a type that is no integer, expected an integer, an enumeration or _Bool"),
                refused(
                        "struct s { char a[0x200000]; int b : 1; };",
                        "line 1, column 34: found a member at bit 16777216 of a type with bit-fields, expected at most bit 16777215, as BTF has 24 bits for it"));
    }

    @TestFactory
    Stream<DynamicTest> attributes() {
        return Stream.of(
                refused(
                        "struct s { int a; } __attribute__((section(\".x\")));",
                        "line 1, column 36: found attribute 'section(\".x\")', expected packed or aligned(n). Other attributes are not supported: leave them out if they do not matter for types."),
                refused(
                        "struct s { int a __attribute__((aligned(3))); };",
                        "line 1, column 41: found an alignment of 3, expected a power of two, at most 268435456"),
                refused(
                        "struct s { int a : 3 __attribute__((aligned(8))); };",
                        "line 1, column 16: found attribute 'aligned' of a bit-field, expected it only on other members"),
                refused(
                        "typedef int a __attribute__((aligned(8)));",
                        "line 1, column 30: found attribute 'aligned' of a typedef, expected no attribute there"),
                refused(
                        "int f(void) __attribute__((noinline));",
                        "line 1, column 28: found attribute 'noinline' of a function, expected no attribute there"),
                refused(
                        "enum e { A } __attribute__((aligned(8)));",
                        "line 1, column 1: found attribute 'aligned' of an enum, expected no more than packed"));
    }

    @TestFactory
    Stream<DynamicTest> arraysAndFunctions() {
        return Stream.of(
                refused("typedef int a[-1];", "line 1, column 15: found an array length of -1, expected 0 or more"),
                refused(
                        "typedef int a[4294967296];",
                        "line 1, column 14: found an array of 4294967296 elements, expected at most 4294967295"),
                refused(
                        "typedef int a[3][];",
                        "line 1, column 14: found an array of arrays of unknown length, expected an array of objects"),
                refused(
                        "typedef int a[3](void);",
                        "line 1, column 14: found an array of functions, expected an array of objects"),
                refused(
                        "typedef int a[const 3];",
                        "line 1, column 14: found 'const' inside brackets, expected it only in the first brackets of a parameter"),
                refused(
                        "typedef int f(void)[3];",
                        "line 1, column 14: found a function that returns an array, expected one that returns a pointer or another value"),
                refused(
                        "typedef int f(void)(void);",
                        "line 1, column 14: found a function that returns a function, expected one that returns a pointer or another value"),
                refused(
                        "void f(void a);",
                        "line 1, column 8: found a parameter of type void, expected a type that objects can have, or (void) alone"),
                refused(
                        "void f(struct s { int a; } *a);",
                        "line 1, column 8: found a definition of a struct inside a declarator, expected the name of one. Declare it before."),
                refused(
                        "typedef int T; void f(int (T));",
                        "line 1, column 28: found the typedef 'T' in parentheses, where a name could be, expected a parameter with another name, or the type written as a pointer to a function"));
    }

    @TestFactory
    Stream<DynamicTest> constants() {
        return Stream.of(
                refused(
                        "enum e { A, A };",
                        "line 1, column 13: found an enumerator 'A', expected another name, or the same declaration as in line 1"),
                refused(
                        "enum e { A = B };",
                        "line 1, column 14: found 'B', which is no enumerator, expected a constant"),
                refused(
                        "enum e { A = 2147483647, B };",
                        "line 1, column 26: found an enumerator after 2147483647, the last of type int, expected a value for it, of a type that holds it"),
                refused(
                        "enum e { A = -1, B = 0xffffffffffffffff };",
                        "line 1, column 1: found an enum with negative values and 18446744073709551615, expected values that one 64-bit type holds"),
                refused(
                        "enum e { A = 18446744073709551615 };",
                        "line 1, column 14: found '18446744073709551615', expected an integer constant of at most 64 bits, with U if it needs all of them"),
                refused("enum e { A = 08 };", "line 1, column 14: found '08', expected an integer constant"),
                refused("enum e { A = 1.5 };", "line 1, column 14: found '1.5', expected an integer constant"),
                refused(
                        "enum e { A = 'ab' };",
                        "line 1, column 14: found 'ab', expected one ASCII character or escape sequence between quotes"),
                refused(
                        "typedef int a[1 << 32];",
                        "line 1, column 17: found a shift by 32, expected 0 to 31 for type int"),
                refused("typedef int a[1 / 0];", "line 1, column 17: found a division by 0, expected another divisor"),
                refused(
                        "typedef int a[2147483647 + 1];",
                        "line 1, column 26: found a result of 2147483648, expected one that fits type int"),
                refused(
                        "enum e { A = sizeof(struct s) };",
                        "line 1, column 21: found struct 's', of which no size is known, expected a complete type. Declare it before with its members, or refer to it with a pointer."),
                refused(
                        "enum e { A = sizeof(int a) };",
                        "line 1, column 25: found 'a' after a type, expected a type without a name"),
                refused(
                        "enum e { A = sizeof(struct { int a; }) };",
                        "line 1, column 21: found a definition of a struct inside a declarator, expected the name of one. Declare it before."));
    }

    @Test
    void nestingIsLimited() {
        String deepest = "enum e { A = " + "(".repeat(63) + "1" + ")".repeat(63) + " };";
        String tooDeep = "enum e { A = " + "(".repeat(64) + "1" + ")".repeat(64) + " };";

        assertThat(CDeclarations.parse(deepest).typeCount()).isEqualTo(2);
        assertThat(message(tooDeep, null))
                .isEqualTo("line 1, column 77: found '(' nested 65 deep, expected at most 64");
    }

    @Test
    void conditionalExpressionsNestAsDeepAsTheirMiddle() {
        String flat = "enum e { A = " + "0 ? 1 : ".repeat(1000) + "2 };";
        String tooDeep = "enum e { A = " + "1 ? ".repeat(64) + "2" + " : 3".repeat(64) + " };";

        assertThat(CDeclarations.parse(flat).typeCount()).isEqualTo(2);
        assertThat(message(tooDeep, null))
                .isEqualTo("line 1, column 268: found '?' nested 65 deep, expected at most 64");
    }

    /** A JVM gives 1 MiB to a thread on x86-64 unless it is told otherwise; this is half of it. */
    @Test
    void nestedTextNeedsLittleStack() throws InterruptedException {
        String expression = "enum e { A = " + "(".repeat(63) + "1" + ")".repeat(63) + " };";
        String structs = "struct s { " + "struct { ".repeat(63) + "int a; " + "};".repeat(63) + " };";
        String parameters = "void f(" + "int (*)(".repeat(31) + "int" + ")".repeat(31) + ");";
        List<Integer> counts = new CopyOnWriteArrayList<>();
        Runnable parse = () -> {
            for (String each : new String[] {expression, structs, parameters}) {
                counts.add(CDeclarations.parse(each).typeCount());
            }
        };
        Thread thread = new Thread(null, parse, "little stack", 1 << 19);
        thread.start();
        thread.join();

        assertThat(counts).containsExactly(2, 66, 66);
    }

    @Test
    void lengthIsLimited() {
        assertThat(CDeclarations.parse(" ".repeat(262144)).typeCount()).isEqualTo(1);
        assertThat(message(" ".repeat(262145), null))
                .isEqualTo("found C declarations of 262145 characters, expected at most 262144");
    }

    @Test
    void aLongChainIsNoNesting() {
        assertThat(CDeclarations.parse("enum e { A = 1" + " + 1".repeat(20000) + " };")
                        .typeCount())
                .isEqualTo(2);
        assertThat(CDeclarations.parse("typedef int " + "*".repeat(20000) + "a;")
                        .typeCount())
                .isEqualTo(20003);
    }

    @Test
    void longNamesAreCut() {
        assertThat(message("a".repeat(1000) + " f(void);", null))
                .isEqualTo("line 1, column 1: found '" + "a".repeat(199)
                        + "..., expected a type. Declare it before with typedef.");
    }

    @Test
    void whatTheBaseHasTwiceIsNotGuessed() {
        Btf base = RawDump.parse("""
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] TYPEDEF 'twice' type_id=1
                [3] TYPEDEF 'twice' type_id=2
                """);

        assertThat(message("typedef twice own;", base))
                .isEqualTo("line 1, column 9: found 'twice', of which the base has 2 typedefs,"
                        + " expected a name that means one type. Declare it here.");
    }

    @Test
    void whatTheBaseHasIsNotDeclaredAfterItsUse() {
        Btf base = CDeclarations.parse("typedef int number; struct s { int a; };");

        assertThat(message("typedef number own; typedef long number;", base))
                .isEqualTo("line 1, column 34: found a typedef 'number',"
                        + " expected no declaration after the base's typedef of that name was used");
        assertThat(message("struct own { struct s a; }; struct s { long a; };", base))
                .isEqualTo("line 1, column 36: found another definition of struct 's',"
                        + " expected none after that of the base was used");
    }

    @Test
    void aBaseThatRunsInCirclesIsRefused() {
        Btf base = RawDump.parse("""
                [1] TYPEDEF 'round' type_id=1
                [2] STRUCT 'inside' size=4 vlen=1
                \t'itself' type_id=2 bits_offset=0
                """);

        assertThat(message("typedef round own;", base))
                .isEqualTo("type [1] TYPEDEF 'round': found a type that refers to itself,"
                        + " expected an end of its references");
        assertThat(message("struct own { struct inside a; };", base))
                .isEqualTo("type [2] STRUCT 'inside': found a type that contains itself,"
                        + " expected a type that contains other types only");
    }

    private static DynamicTest refused(String source, String message) {
        return DynamicTest.dynamicTest(
                source, () -> assertThat(message(source, null)).isEqualTo(message));
    }

    private static @Nullable String message(String source, @Nullable Btf base) {
        return catchThrowableOfType(BtfFormatException.class, () -> CDeclarations.parse(source, base))
                .getMessage();
    }
}
