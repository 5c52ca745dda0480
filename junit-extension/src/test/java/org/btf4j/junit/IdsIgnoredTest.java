// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.btf4j.junit.BtfAssertions.assertRawDump;
import static org.btf4j.junit.Ids.IGNORED;
import static org.btf4j.junit.TestCases.failureOf;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.text.RawDump;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Comparing types whatever their ids and their order. */
class IdsIgnoredTest {

    private static final String HERE = IdsIgnoredTest.class.getName();

    /** All kinds that refer to others, some in a circle. */
    private static final String LIST = """
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] PTR '(anon)' type_id=3
            [3] STRUCT 'node' size=16 vlen=2
            	'next' type_id=2 bits_offset=0
            	'value' type_id=1 bits_offset=64
            [4] ARRAY '(anon)' type_id=3 index_type_id=1 nr_elems=4
            [5] FUNC_PROTO '(anon)' ret_type_id=2 vlen=1
            	'list' type_id=4
            [6] FUNC 'first' type_id=5 linkage=static
            [7] VAR 'nodes' type_id=4, linkage=static
            [8] DATASEC '.data' size=64 vlen=1
            	type_id=7 offset=0 size=64 (VAR 'nodes')
            [9] DECL_TAG 'tag' type_id=3 component_idx=1
            """;

    private static final String LIST_IN_ANOTHER_ORDER = """
            [1] DATASEC '.data' size=64 vlen=1
            	type_id=2 offset=0 size=64 (VAR 'nodes')
            [2] VAR 'nodes' type_id=3, linkage=static
            [3] ARRAY '(anon)' type_id=5 index_type_id=9 nr_elems=4
            [4] PTR '(anon)' type_id=5
            [5] STRUCT 'node' size=16 vlen=2
            	'next' type_id=4 bits_offset=0
            	'value' type_id=9 bits_offset=64
            [6] FUNC 'first' type_id=7 linkage=static
            [7] FUNC_PROTO '(anon)' ret_type_id=4 vlen=1
            	'list' type_id=3
            [8] DECL_TAG 'tag' type_id=5 component_idx=1
            [9] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            """;

    @Test
    @BtfFixture(base = LIST)
    void theOrderDoesNotCount(Btf list) {
        assertRawDump(LIST_IN_ANOTHER_ORDER, list, IGNORED);
        assertThat(failure(LIST_IN_ANOTHER_ORDER, list, Ids.EXACT)).isNotNull();
    }

    @Test
    @BtfFixture(base = LIST)
    void aDifferenceShowsTheTypesWithWhatTheyReferTo(Btf list) {
        AssertionFailedError failure = failure("""
                [1] STRUCT 'node' size=16 vlen=2
                	'next' type_id=3 bits_offset=0
                	'value' type_id=2 bits_offset=64
                [2] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [3] PTR '(anon)' type_id=4
                [4] CONST '(anon)' type_id=1
                [5] ARRAY '(anon)' type_id=1 index_type_id=2 nr_elems=4
                [6] FUNC_PROTO '(anon)' ret_type_id=3 vlen=1
                	'list' type_id=5
                [7] FUNC 'first' type_id=6 linkage=static
                [8] VAR 'nodes' type_id=5, linkage=static
                [9] DATASEC '.data' size=64 vlen=1
                	type_id=8 offset=0 size=32 (VAR 'nodes')
                [10] DECL_TAG 'tag' type_id=1 component_idx=1
                """, list, IGNORED);

        assertThat(failure).hasMessage("""
                raw dump differs, ids ignored (- expected, + actual):
                - CONST '(anon)' type_id=<STRUCT 'node'>
                - DATASEC '.data' size=64 vlen=1
                - 	type_id=<VAR 'nodes'> offset=0 size=32
                - FUNC_PROTO '(anon)' ret_type_id=<PTR → CONST → STRUCT 'node'> vlen=1
                - 	'list' type_id=<ARRAY → STRUCT 'node'>
                - PTR '(anon)' type_id=<CONST → STRUCT 'node'>
                - STRUCT 'node' size=16 vlen=2
                - 	'next' type_id=<PTR → CONST → STRUCT 'node'> bits_offset=0
                - 	'value' type_id=<INT 'int'> bits_offset=64
                + DATASEC '.data' size=64 vlen=1
                + 	type_id=<VAR 'nodes'> offset=0 size=64
                + FUNC_PROTO '(anon)' ret_type_id=<PTR → STRUCT 'node'> vlen=1
                + 	'list' type_id=<ARRAY → STRUCT 'node'>
                + PTR '(anon)' type_id=<STRUCT 'node'>
                + STRUCT 'node' size=16 vlen=2
                + 	'next' type_id=<PTR → STRUCT 'node'> bits_offset=0
                + 	'value' type_id=<INT 'int'> bits_offset=64""");
        assertThat(failure.getActual().getValue()).isEqualTo("""
                ARRAY '(anon)' type_id=<STRUCT 'node'> index_type_id=<INT 'int'> nr_elems=4
                DATASEC '.data' size=64 vlen=1
                	type_id=<VAR 'nodes'> offset=0 size=64
                DECL_TAG 'tag' type_id=<STRUCT 'node'> component_idx=1
                FUNC 'first' type_id=<FUNC_PROTO> linkage=static
                FUNC_PROTO '(anon)' ret_type_id=<PTR → STRUCT 'node'> vlen=1
                	'list' type_id=<ARRAY → STRUCT 'node'>
                INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                PTR '(anon)' type_id=<STRUCT 'node'>
                STRUCT 'node' size=16 vlen=2
                	'next' type_id=<PTR → STRUCT 'node'> bits_offset=0
                	'value' type_id=<INT 'int'> bits_offset=64
                VAR 'nodes' type_id=<ARRAY → STRUCT 'node'>, linkage=static
                """);
    }

    @Test
    @BtfFixture(base = "[1] FLOAT 'float' size=4\n[2] FLOAT 'float' size=4")
    void howOftenATypeIsThereCounts(Btf floats) {
        assertThat(failure("[1] FLOAT 'float' size=4", floats, IGNORED)).hasMessage("""
                raw dump differs, ids ignored (- expected, + actual):
                + FLOAT 'float' size=4""");
    }

    @Test
    @BtfFixture(base = """
            [1] STRUCT 'pair' size=8 vlen=0
            [2] STRUCT 'pair' size=16 vlen=0
            [3] PTR '(anon)' type_id=2
            """)
    void typesOfOneNameAreToldApart(Btf pairs) {
        AssertionFailedError failure = failure("""
                [1] STRUCT 'pair' size=8 vlen=0
                [2] STRUCT 'pair' size=16 vlen=0
                [3] PTR '(anon)' type_id=1
                """, pairs, IGNORED);

        assertThat(failure).hasMessage("""
                raw dump differs, ids ignored (- expected, + actual):
                - PTR '(anon)' type_id=<STRUCT 'pair' #1> #1
                + PTR '(anon)' type_id=<STRUCT 'pair' #2> #2""");
        assertThat(failure.getExpected().getValue()).isEqualTo("""
                PTR '(anon)' type_id=<STRUCT 'pair' #1> #1
                STRUCT 'pair' size=16 vlen=0 #2
                STRUCT 'pair' size=8 vlen=0 #1
                """);
    }

    @Test
    @BtfFixture(base = """
            [1] PTR '(anon)' type_id=2
            [2] CONST '(anon)' type_id=1
            """)
    void aCircleIsCutInTheMessage(Btf circle) {
        assertThat(failure("", circle, IGNORED)).hasMessage("""
                raw dump differs, ids ignored (- expected, + actual):
                + CONST '(anon)' type_id=<PTR → CONST → PTR → CONST → PTR → CONST → PTR → CONST → ...>
                + PTR '(anon)' type_id=<CONST → PTR → CONST → PTR → CONST → PTR → CONST → PTR → ...>""");
    }

    /** Names that look like fields. */
    @Test
    @BtfFixture(base = """
            [1] STRUCT 'a' type_id=7' size=8 vlen=1
            	'b' type_id=8' type_id=0 bits_offset=0
            """)
    void onlyIdsAreReplaced(Btf strange) {
        assertThat(failure("", strange, IGNORED)).hasMessage("""
                raw dump differs, ids ignored (- expected, + actual):
                + STRUCT 'a' type_id=7' size=8 vlen=1
                + 	'b' type_id=8' type_id=<VOID> bits_offset=0""");
    }

    @Nested
    @BtfFixture(base = "[1] FLOAT 'float' size=4\n[2] FLOAT 'float' size=4", split = """
            [3] PTR '(anon)' type_id=1
            [4] CONST '(anon)' type_id=2
            """)
    class OverABase {

        @Test
        void theSplitIsReadOverTheSameBase(Btf split) {
            assertRawDump("[3] CONST '(anon)' type_id=2\n[4] PTR '(anon)' type_id=1", split, IGNORED);
        }

        @Test
        void theIdsOfTheBaseCount(Btf split) {
            assertThat(failure("[3] CONST '(anon)' type_id=1\n[4] PTR '(anon)' type_id=2", split, IGNORED))
                    .hasMessage("""
                            raw dump differs, ids ignored (- expected, + actual):
                            - CONST '(anon)' type_id=<FLOAT 'float' #1> #1
                            - PTR '(anon)' type_id=<FLOAT 'float' #2> #1
                            + CONST '(anon)' type_id=<FLOAT 'float' #2> #2
                            + PTR '(anon)' type_id=<FLOAT 'float' #1> #2""");
        }

        /** Two bases of the same types in another order. */
        @Test
        @BtfFixture(base = """
                [1] STRUCT 'a' size=1 vlen=0
                [2] STRUCT 'b' size=2 vlen=0
                """, split = "[3] PTR '(anon)' type_id=2\n[4] PTR '(anon)' type_id=1")
        @ExpectDistilled(ids = IGNORED, base = """
                [1] STRUCT 'b' size=2 vlen=0
                [2] STRUCT 'a' size=1 vlen=0
                """, split = "[3] PTR '(anon)' type_id=2\n[4] PTR '(anon)' type_id=1")
        @ExpectRelocated(ids = IGNORED, target = """
                [1] STRUCT 'b' size=2 vlen=0
                [2] STRUCT 'a' size=1 vlen=0
                """, split = "[3] PTR '(anon)' type_id=2\n[4] PTR '(anon)' type_id=1")
        void expectationsIgnoreThemToo() {}
    }

    @Test
    @BtfFixture(base = "[1] FLOAT 'float' size=4")
    void anExpectedDumpHasToFitTogether(Btf btf) {
        assertThatThrownBy(() -> assertRawDump("[1] PTR '(anon)' type_id=9", btf, IGNORED))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("raw dump, line 1: found type id 9, expected an id from 0 to 1."
                        + " The dump of split BTF can be parsed only over its base.");
    }

    static class OtherSplitTestCase {
        @Test
        @BtfFixture(base = "[1] STRUCT 'a' size=1 vlen=0", split = "[2] PTR '(anon)' type_id=1")
        @ExpectDistilled(ids = IGNORED, base = "[1] STRUCT 'a' size=1 vlen=0", split = "[2] CONST '(anon)' type_id=1")
        void test() {}
    }

    @Test
    void anExpectationThatIsNotMet() {
        assertThat(failureOf(OtherSplitTestCase.class)).hasMessage("""
                split of @ExpectDistilled on %s$OtherSplitTestCase.test differs, ids ignored (- expected, + actual):
                - CONST '(anon)' type_id=<STRUCT 'a'>
                + PTR '(anon)' type_id=<STRUCT 'a'>""".formatted(HERE));
    }

    @Test
    void aLongChain() {
        StringBuilder chain = new StringBuilder("[1] FLOAT 'float' size=4\n");
        for (int id = 2; id <= 500; id++) {
            chain.append("[")
                    .append(id)
                    .append("] PTR '(anon)' type_id=")
                    .append(id - 1)
                    .append('\n');
        }
        String other = chain.toString().replace("'float'", "'double'");

        assertRawDump(chain.toString(), RawDump.parse(chain.toString()), IGNORED);
        assertThat(failure(other, RawDump.parse(chain.toString()), IGNORED))
                .hasMessageContaining("- PTR '(anon)' type_id=<FLOAT 'double'>");
    }

    private static AssertionFailedError failure(String expected, Btf actual, Ids ids) {
        return catchThrowableOfType(AssertionFailedError.class, () -> assertRawDump(expected, actual, ids));
    }
}
