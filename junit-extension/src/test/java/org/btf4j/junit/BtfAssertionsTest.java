// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.btf4j.junit.BtfAssertions.assertRawDump;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

@BtfFixture(base = """
        [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
        [2] STRUCT 'point' size=8 vlen=2
            'x' type_id=1 bits_offset=0
            'y' type_id=1 bits_offset=32
        """)
class BtfAssertionsTest {

    @Test
    void indentationAndBlankLinesDoNotCount(Btf btf) {
        assertRawDump("""
                \r
                 [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED \r
                \t[2] STRUCT 'point' size=8 vlen=2

                'x' type_id=1 bits_offset=0
                \t  'y' type_id=1 bits_offset=32""", btf);
    }

    @Test
    void aDifferenceShowsItsLinesAndBothDumps(Btf btf) {
        AssertionFailedError failure = failure("""
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED

                [2] STRUCT 'point' size=8 vlen=2
                    'x' type_id=1 bits_offset=32
                    'y' type_id=1 bits_offset=32
                """, btf);

        assertThat(failure).hasMessage("""
                        raw dump differs from line 3 on (- expected, + actual):
                        - \t'x' type_id=1 bits_offset=32
                        + \t'x' type_id=1 bits_offset=0""");
        assertThat(failure.getExpected().getValue()).isEqualTo("""
                        [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                        [2] STRUCT 'point' size=8 vlen=2
                        \t'x' type_id=1 bits_offset=32
                        \t'y' type_id=1 bits_offset=32
                        """);
        assertThat(failure.getActual().getValue()).isEqualTo("""
                        [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                        [2] STRUCT 'point' size=8 vlen=2
                        \t'x' type_id=1 bits_offset=0
                        \t'y' type_id=1 bits_offset=32
                        """);
    }

    @Test
    void aSlipInTheExpectedDumpIsADifference(Btf btf) {
        assertThat(failure("""
                        [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                        [2] STRUKT 'point' size=8 vlen=2
                            'x' type_id=1 bits_offset=0
                            'y' type_id=1 bits_offset=32
                        """, btf)).hasMessage("""
                        raw dump differs from line 2 on (- expected, + actual):
                        - [2] STRUKT 'point' size=8 vlen=2
                        + [2] STRUCT 'point' size=8 vlen=2""");
    }

    @Test
    void missingLinesAreShown(Btf btf) {
        assertThat(failure("[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED", btf))
                .hasMessage("""
                        raw dump differs from line 2 on (- expected, + actual):
                        + [2] STRUCT 'point' size=8 vlen=2
                        + \t'x' type_id=1 bits_offset=0
                        + \t'y' type_id=1 bits_offset=32""");
    }

    @Test
    @BtfFixture(base = "[1] FLOAT 'float' size=4")
    void linesTooManyAreShown(Btf btf) {
        assertThat(failure("[1] FLOAT 'float' size=4\n[1] FLOAT 'float' size=4", btf))
                .hasMessage("""
                        raw dump differs from line 2 on (- expected, + actual):
                        - [1] FLOAT 'float' size=4""");
    }

    @Test
    @BtfFixture(base = "[1] FLOAT 'float' size=4")
    void anEmptyDumpIsADumpToo(Btf btf) {
        assertThat(failure(" \n", btf)).hasMessage("""
                        raw dump differs from line 1 on (- expected, + actual):
                        + [1] FLOAT 'float' size=4""");
    }

    @Test
    @BtfFixture(base = "[1] FLOAT 'float' size=4")
    void aLongDifferenceIsCutInTheMessageButNotInTheDumps(Btf btf) {
        String floats = IntStream.rangeClosed(1, 23)
                .mapToObj(i -> "[%d] FLOAT 'f%d' size=4\n".formatted(i, i))
                .collect(Collectors.joining());
        AssertionFailedError failure = failure(floats, btf);

        assertThat(failure).message().hasLineCount(1 + 20 + 1 + 1).endsWith("""
                        - [20] FLOAT 'f20' size=4
                        - ... and 3 more
                        + [1] FLOAT 'float' size=4""");
        assertThat(failure.getExpected().getValue()).isEqualTo(floats);
    }

    private static AssertionFailedError failure(String expected, Btf actual) {
        return catchThrowableOfType(AssertionFailedError.class, () -> assertRawDump(expected, actual));
    }
}
