// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is not BTF is refused with the place, what was found and what was expected there. */
class BtfReaderErrorsTest {

    private static final String MAYBE_SPLIT =
            ". If this is split BTF, read it over the base that it was encoded against.";
    private static final String MAYBE_OTHER_BASE =
            ". If the base is not the one that this split BTF was encoded against, give that one.";

    @Test
    void tooShortForAHeader() {
        assertRefused(new byte[0]).hasMessage("offset 0: found 0 bytes, expected a BTF header of at least 24 bytes");
        assertRefused(new byte[23]).hasMessage("offset 0: found 23 bytes, expected a BTF header of at least 24 bytes");
    }

    @Test
    void noMagic() {
        byte[] bytes = new Blob().bytes();
        bytes[0] = 0x7f;
        assertRefused(bytes).hasMessage("offset 0: found magic 0xeb7f, expected 0xeb9f in either byte order");
    }

    @Test
    void anotherVersion() {
        byte[] bytes = new Blob().bytes();
        bytes[2] = (byte) 200;
        assertRefused(bytes).hasMessage("offset 2: found version 200, expected version 1");
    }

    @Test
    void flags() {
        byte[] bytes = new Blob().bytes();
        bytes[3] = (byte) 0x81;
        assertRefused(bytes).hasMessage("offset 3: found flags 0x81, expected flags 0");
    }

    @Test
    void headerLength() {
        assertRefused(new Blob().headerField(4, 23))
                .hasMessage("offset 4: found a header length of 23, expected 24 to 37, the bytes there are");
        assertRefused(new Blob().headerField(4, 38))
                .hasMessage("offset 4: found a header length of 38, expected 24 to 37, the bytes there are");
        assertRefused(new Blob().headerField(4, -1))
                .hasMessage("offset 4: found a header length of 4294967295, expected 24 to 37, the bytes there are");
    }

    @Test
    void headerFieldsThatAreUnknownHere() {
        byte[] header28 = new Blob().headerLength(28).bytes();
        header28[27] = (byte) 255;
        assertRefused(header28)
                .hasMessage("offset 27: found a header byte of 255, expected 0 in header fields that are unknown here");
        byte[] header40 = new Blob().headerLength(40).bytes();
        header40[32] = 1;
        assertRefused(header40)
                .hasMessage("offset 32: found a header byte of 1, expected 0 in header fields that are unknown here");
    }

    @Test
    void typesThatDoNotFollowTheHeader() {
        assertRefused(new Blob().headerField(8, 4))
                .hasMessage("offset 8: found types at 4 after the header, expected 0");
    }

    @Test
    void typesThatAreNoWords() {
        assertRefused(new Blob().headerField(12, 13))
                .hasMessage("offset 12: found a type section of 13 bytes, expected a multiple of 4");
    }

    @Test
    void stringsThatDoNotFollowTheTypes() {
        assertRefused(new Blob().headerField(16, 16))
                .hasMessage("offset 16: found strings at 16 after the header, "
                        + "expected 12, where the sections before them end");
        assertRefused(new Blob().headerField(16, 8))
                .hasMessage("offset 16: found strings at 8 after the header, "
                        + "expected 12, where the sections before them end");
    }

    @Test
    void bytesBehindTheStringsOrTooFewOfThem() {
        byte[] bytes = new Blob().bytes();
        assertRefused(Arrays.copyOf(bytes, 38))
                .hasMessage("offset 20: found 38 bytes in all, expected 37, header and sections together");
        assertRefused(new Blob().headerField(20, -1))
                .hasMessage("offset 20: found 37 bytes in all, expected 4294967331, header and sections together");
    }

    @Test
    void noStringsWhereBtfStandsAlone() {
        assertRefused(new Blob().strings(""))
                .hasMessage("offset 36: found an empty string section, expected the empty string first" + MAYBE_SPLIT);
    }

    @Test
    void aFirstStringThatIsNotEmptyWhereBtfStandsAlone() {
        assertRefused(new Blob().strings("x|"))
                .hasMessage(
                        "offset 36: found a first string of its own, expected the empty string first" + MAYBE_SPLIT);
    }

    @Test
    void aLastStringWithoutEnd() {
        assertRefused(new Blob().strings("|x"))
                .hasMessage("offset 37: found a last string without end, expected a NUL as the last byte");
    }

    @Test
    void aTypeThatIsCutInItsHead() {
        assertRefused(new Blob().types(0, Blob.info(Kind.PTR, 0), 0, 0, Blob.info(Kind.PTR, 0)))
                .hasMessage("offset 36, type [2]: found 8 bytes, expected the 12 bytes that every type starts with");
    }

    @Test
    void aTypeThatIsCutInItsTail() {
        assertRefused(new Blob().types(0, Blob.info(Kind.ARRAY, 0), 0, 0, 0))
                .hasMessage("offset 24, type [1] ARRAY: found 20 bytes, expected 24 for its vlen of 0");
    }

    @Test
    void aTypeWithMoreElementsThanBytes() {
        assertRefused(new Blob().types(0, Blob.info(Kind.STRUCT, 0xff_ffff), 0, 0, 0, 0))
                .hasMessage("offset 24, type [1] STRUCT: found 24 bytes, expected 201326592 for its vlen of 16777215");
    }

    @Test
    void kindZero() {
        assertRefused(new Blob().types(0, 0, 0))
                .hasMessage("offset 24, type [1]: found kind 0, "
                        + "expected a kind from 1 to 19, or one that a layout section describes");
    }

    @Test
    void aTypeIdThatDoesNotExist() {
        assertRefused(new Blob().types(1, Blob.info(Kind.TYPEDEF, 0), 2).strings("|name|"))
                .hasMessage("offset 32, type [1] TYPEDEF 'name': found type id 2, expected an id from 0 to 1"
                        + MAYBE_SPLIT);
        assertRefused(new Blob().types(0, Blob.info(Kind.PTR, 0), -1))
                .hasMessage("offset 32, type [1] PTR '(anon)': found type id 4294967295, expected an id from 0 to 1"
                        + MAYBE_SPLIT);
    }

    @Test
    void everyWordThatHoldsAnIdIsChecked() {
        assertRefused(new Blob().types(0, Blob.info(Kind.FUNC_PROTO, 0), 7))
                .hasMessage("offset 32, type [1] FUNC_PROTO '(anon)': found type id 7, expected an id from 0 to 1"
                        + MAYBE_SPLIT);
        assertRefused(new Blob().types(0, Blob.info(Kind.FWD, 0), 7))
                .hasMessage(
                        "offset 32, type [1] FWD '(anon)': found type id 7, expected an id from 0 to 1" + MAYBE_SPLIT);
        assertRefused(new Blob().types(0, Blob.info(Kind.ARRAY, 0), 0, 1, 7, 0))
                .hasMessage("offset 40, type [1] ARRAY '(anon)': found type id 7, expected an id from 0 to 1"
                        + MAYBE_SPLIT);
        assertRefused(new Blob().types(0, Blob.info(Kind.UNION, 2), 0, 0, 1, 0, 0, 7, 0))
                .hasMessage("offset 52, type [1] UNION '(anon)': found type id 7, expected an id from 0 to 1"
                        + MAYBE_SPLIT);
        assertRefused(new Blob().types(0, Blob.info(Kind.DATASEC, 1), 0, 7, 0, 0))
                .hasMessage("offset 36, type [1] DATASEC '(anon)': found type id 7, expected an id from 0 to 1"
                        + MAYBE_SPLIT);
    }

    @Test
    void aNameThatDoesNotExist() {
        assertRefused(new Blob().types(7, Blob.info(Kind.FLOAT, 0), 8))
                .hasMessage("offset 24, type [1] FLOAT: found string offset 7, "
                        + "expected an offset below 1, where the strings end" + MAYBE_SPLIT);
        assertRefused(new Blob().types(0, Blob.info(Kind.ENUM, 2), 4, 0, 5, -1, 5))
                .hasMessage("offset 44, type [1] ENUM: found string offset 4294967295, "
                        + "expected an offset below 1, where the strings end" + MAYBE_SPLIT);
    }

    @Test
    void aNameThatDoesNotExistOfAnUnknownKind() {
        assertRefused(new Blob().headerLength(32).types(9, 20 << 24, 0).layout(new int[21 * 4]))
                .hasMessage("offset 32, type [1] UNKNOWN: found string offset 9, "
                        + "expected an offset below 1, where the strings end" + MAYBE_SPLIT);
    }

    @Test
    void idsAndNamesBeyondThoseOfTheBase() {
        Btf base = Btf.read(new Blob().bytes());
        assertRefused(new Blob().types(0, Blob.info(Kind.PTR, 0), 3).strings("").bytes(), base)
                .hasMessage("offset 32, type [2] PTR '(anon)': found type id 3, expected an id from 0 to 2"
                        + MAYBE_OTHER_BASE);
        assertRefused(
                        new Blob()
                                .types(1, Blob.info(Kind.FLOAT, 0), 8)
                                .strings("")
                                .bytes(),
                        base)
                .hasMessage("offset 24, type [2] FLOAT: found string offset 1, "
                        + "expected an offset below 1, where the strings end" + MAYBE_OTHER_BASE);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(Blob blob) {
        return assertRefused(blob.bytes());
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(byte[] bytes) {
        return assertRefused(bytes, null);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(byte[] bytes, @Nullable Btf base) {
        return assertThatThrownBy(() -> Btf.read(bytes, base)).isInstanceOf(BtfFormatException.class);
    }
}
