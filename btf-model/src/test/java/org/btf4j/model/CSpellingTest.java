// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.btf4j.model.BtfType.Parameter;
import org.junit.jupiter.api.Test;

class CSpellingTest {

    private static final int INT = 1;
    private static final int CHAR = 2;
    private static final int DEVICE = 3;
    private static final int ANONYMOUS = 4;
    private static final int CONST_CHAR = 5;
    private static final int CONST_CHAR_POINTER = 6;
    private static final int CONST_POINTER = 7;
    private static final int NAMES = 8;
    private static final int DEVICE_POINTER = 9;
    private static final int PROBE = 10;
    private static final int PROBE_POINTER = 11;
    private static final int PROBES = 12;
    private static final int REGISTER = 13;
    private static final int MATRIX = 14;
    private static final int POINTER_TO_ARRAY = 15;
    private static final int ENUM = 16;
    private static final int UNION = 17;
    private static final int TAG = 18;
    private static final int TAGGED = 19;
    private static final int BYTE = 20;
    private static final int PRINT = 21;
    private static final int ROW = 22;
    private static final int CONST_ROW = 23;
    private static final int RESTRICT_POINTER = 24;

    private static final Btf BTF = btf(List.of(
            new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32),
            new BtfType.Int("char", 1, BtfType.Int.SIGNED, 0, 8),
            new BtfType.Struct("device", 8, false, List.of()),
            new BtfType.Struct("", 4, false, List.of()),
            new BtfType.Const(CHAR),
            new BtfType.Ptr(CONST_CHAR),
            new BtfType.Const(CONST_CHAR_POINTER),
            new BtfType.Array(CONST_CHAR_POINTER, INT, 4),
            new BtfType.Ptr(DEVICE),
            new BtfType.FuncProto(INT, List.of(new Parameter("dev", DEVICE_POINTER))),
            new BtfType.Ptr(PROBE),
            new BtfType.Array(PROBE_POINTER, INT, 2),
            new BtfType.FuncProto(
                    PROBE_POINTER, List.of(new Parameter("probe", PROBE_POINTER), new Parameter("", INT))),
            new BtfType.Array(ROW, INT, 2),
            new BtfType.Ptr(ROW),
            new BtfType.Enum("mode", 4, false, List.of()),
            new BtfType.Fwd("value", true),
            new BtfType.TypeTag("user", CHAR, false),
            new BtfType.Ptr(TAG),
            new BtfType.Typedef("byte", CHAR),
            new BtfType.FuncProto(0, List.of(new Parameter("format", CONST_CHAR_POINTER), new Parameter("", 0))),
            new BtfType.Array(INT, INT, 3),
            new BtfType.Const(ROW),
            new BtfType.Restrict(DEVICE_POINTER)));

    @Test
    void namesAndKeywords() {
        assertThat(type(0)).isEqualTo("void");
        assertThat(type(INT)).isEqualTo("int");
        assertThat(type(BYTE)).isEqualTo("byte");
        assertThat(type(DEVICE)).isEqualTo("struct device");
        assertThat(type(UNION)).isEqualTo("union value");
        assertThat(type(ENUM)).isEqualTo("enum mode");
        assertThat(type(ANONYMOUS)).isEqualTo("struct {...}");
    }

    @Test
    void pointersAndQualifiersStandWhereCHasThem() {
        assertThat(type(CONST_CHAR_POINTER)).isEqualTo("const char *");
        assertThat(type(CONST_POINTER)).isEqualTo("const char *const");
        assertThat(declared(CONST_POINTER)).isEqualTo("const char *const x");
        assertThat(declared(RESTRICT_POINTER)).isEqualTo("struct device *restrict x");
        assertThat(declared(TAGGED)).isEqualTo("char *x");
    }

    @Test
    void arrays() {
        assertThat(type(ROW)).isEqualTo("int[3]");
        assertThat(type(NAMES)).isEqualTo("const char *[4]");
        assertThat(declared(MATRIX)).isEqualTo("int x[2][3]");
        assertThat(declared(POINTER_TO_ARRAY)).isEqualTo("int (*x)[3]");
        assertThat(declared(CONST_ROW)).isEqualTo("const int x[3]");
    }

    @Test
    void functionsInsideFunctions() {
        assertThat(type(PROBE)).isEqualTo("int (struct device *dev)");
        assertThat(declared(PROBE)).isEqualTo("int x(struct device *dev)");
        assertThat(declared(PROBES)).isEqualTo("int (*x[2])(struct device *dev)");
        assertThat(declared(REGISTER)).isEqualTo("int (*x(int (*probe)(struct device *dev), int))(struct device *dev)");
        assertThat(declared(PRINT)).isEqualTo("void x(const char *format, ...)");
        assertThat(new CSpelling(btf(List.of(new BtfType.FuncProto(0, List.of()))), id -> "").declaration(1, "f"))
                .isEqualTo("void f(void)");
    }

    @Test
    void theCallerSpellsWhatIsAnonymous() {
        assertThat(new CSpelling(BTF, id -> "struct { /* " + id + " */ }").declaration(ANONYMOUS, "inner"))
                .isEqualTo("struct { /* 4 */ } inner");
    }

    @Test
    void aFunctionWithoutPrototype() {
        Btf btf = btf(List.of(new BtfType.FuncProto(0, List.of(new Parameter("", 0)))));

        assertThat(CSpelling.brief(btf).declaration(1, "f")).isEqualTo("void f()");
    }

    @Test
    void inNamesOfTheCallersParametersHaveNone() {
        CSpelling spelling = CSpelling.withNames(BTF, id -> "t" + id);

        assertThat(spelling.declaration(REGISTER, "x")).isEqualTo("t1 (*x(t1 (*)(t3 *), t1))(t3 *)");
        assertThat(spelling.declaration(NAMES, "x")).isEqualTo("const t2 *x[4]");
    }

    @Test
    void whatHasNoEndIsRefused() {
        List<BtfType> circle = List.of(
                new BtfType.Ptr(2), new BtfType.FuncProto(0, List.of(new Parameter("", 1), new Parameter("", 1))));
        // Each level has thousands of parameters, of which only the first is ever begun.
        List<BtfType> wide = List.of(
                new BtfType.Ptr(2), new BtfType.FuncProto(0, Collections.nCopies(60_000, new Parameter("", 1))));
        List<BtfType> chain = new ArrayList<>();
        for (int id = 1; id < 300; id++) {
            chain.add(new BtfType.Ptr(id + 1));
        }
        chain.add(new BtfType.Ptr(0));

        String expected = ": found references that lead deeper than 256 or are spelled in more than 65536 characters,"
                + " expected a type that ends";
        assertThatThrownBy(() -> CSpelling.brief(btf(circle)).type(1))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("type [1] PTR '(anon)'" + expected);
        assertThatThrownBy(() -> CSpelling.brief(btf(wide)).type(1))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("type [1] PTR '(anon)'" + expected);
        assertThatThrownBy(() -> CSpelling.brief(btf(chain)).type(1))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("type [1] PTR '(anon)'" + expected);
    }

    private static Btf btf(List<BtfType> types) {
        BtfBuilder builder = BtfBuilder.standalone();
        types.forEach(builder::add);
        return builder.build();
    }

    private static String type(int id) {
        return CSpelling.brief(BTF).type(id);
    }

    private static String declared(int id) {
        return CSpelling.brief(BTF).declaration(id, "x");
    }
}
