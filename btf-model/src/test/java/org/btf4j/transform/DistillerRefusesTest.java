// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.btf4j.transform.Dumps.btf;
import static org.btf4j.transform.Dumps.over;

import java.nio.ByteOrder;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.Kind;
import org.btf4j.model.TypeWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be distilled. */
class DistillerRefusesTest {

    @Test
    void btfThatStandsAlone() {
        Btf base = btf("[1] PTR '(anon)' type_id=0");

        assertThatThrownBy(() -> Distiller.distill(base))
                .isExactlyInstanceOf(BtfFormatException.class)
                .hasMessage("found BTF that stands alone, expected split BTF over a base."
                        + " Only split BTF, that of a module, can be distilled.");
    }

    @ParameterizedTest
    @CsvSource({"2, FUNC 'run'", "3, VAR 'counter'", "4, DATASEC '.data'", "5, DECL_TAG 'tag'"})
    void toNeedFromTheBase(int id, String what) {
        Btf base = btf("""
                [1] FUNC_PROTO '(anon)' ret_type_id=0 vlen=0
                [2] FUNC 'run' type_id=1 linkage=static
                [3] VAR 'counter' type_id=0, linkage=static
                [4] DATASEC '.data' size=0 vlen=0
                [5] DECL_TAG 'tag' type_id=2 component_idx=-1
                """);
        Btf split = over(base, "[6] DECL_TAG 'kfunc' type_id=" + id + " component_idx=-1");

        assertThatThrownBy(() -> Distiller.distill(split))
                .isExactlyInstanceOf(BtfFormatException.class)
                .hasMessage("type [6] DECL_TAG 'kfunc': found a reference to [" + id + "] " + what
                        + " of the base, expected only kinds of types that a module can share with its kernel."
                        + " If the base is not the one that this split BTF was encoded against, give that one.");
    }

    /** Such a base would not load, and libbpf 1.7 refuses to write the shell. */
    @ParameterizedTest
    @CsvSource({"ENUM, 0", "ENUM, 3", "ENUM, 16", "ENUM64, 12", "ENUM64, 2147483648", "ENUM64, 4294967295"})
    void anEnumerationOfAnOddSize(String kind, long size) {
        Btf base = btf("[1] " + kind + " 'e' encoding=UNSIGNED size=" + size + " vlen=0");
        Btf split = over(base, "[2] CONST '(anon)' type_id=1");

        assertThatThrownBy(() -> Distiller.distill(split))
                .isExactlyInstanceOf(BtfFormatException.class)
                .hasMessage("type [2] CONST '(anon)': found a reference to [1] " + kind
                        + " 'e' of the base, which has " + size
                        + " bytes, expected an enumeration of 1, 2, 4 or 8 bytes");
    }

    /** The id would lead out of the distilled base, as in what libbpf 1.7 writes. */
    @Test
    void aForwardDeclarationThatRefersToSomething() {
        TypeWords words = new TypeWords(6);
        words.head(1, Kind.STRUCT, false, 0, 4);
        words.head(3, Kind.FWD, false, 0, 1);
        Btf base = Btf.of(ByteOrder.LITTLE_ENDIAN, null, words.toArray(), new byte[] {0, 's', 0, 'f', 0});
        Btf split = over(base, "[3] PTR '(anon)' type_id=2");

        assertThatThrownBy(() -> Distiller.distill(split))
                .isExactlyInstanceOf(BtfFormatException.class)
                .hasMessage("type [3] PTR '(anon)': found a reference to [2] FWD 'f' of the base, which refers to"
                        + " [1] STRUCT 's', expected a forward declaration that refers to nothing");
    }
}
