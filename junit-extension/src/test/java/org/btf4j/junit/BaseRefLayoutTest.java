// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.btf4j.junit.Ids.IGNORED;
import static org.btf4j.junit.assertj.Assertions.assertThat;
import static org.btf4j.transform.Finding.Cause.LOWEST_ID;
import static org.btf4j.transform.Layout.BASE_REF;
import static org.btf4j.transform.TypeOutcome.Verdict.KIND_DIFFERS;
import static org.btf4j.transform.TypeOutcome.Verdict.MISSING;
import static org.btf4j.transform.TypeOutcome.Verdict.REFERS_TO_UNMAPPED;
import static org.btf4j.transform.TypeOutcome.Verdict.SIZE_DIFFERS;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.Kind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the layout {@code base-ref} makes of types: in the words of bpftool, and nothing else. */
class BaseRefLayoutTest {

    /** The module needs all kinds of types of its kernel but the last one. */
    @Nested
    @BtfFixture(base = """
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] PTR '(anon)' type_id=1
            [3] STRUCT 's1' size=8 vlen=1
            	'f1' type_id=2 bits_offset=0
            [4] STRUCT '(anon)' size=12 vlen=2
            	'f1' type_id=1 bits_offset=0
            	'f2' type_id=3 bits_offset=32
            [5] INT 'unsigned int' size=4 bits_offset=0 nr_bits=32 encoding=(none)
            [6] UNION 'u1' size=12 vlen=2
            	'f1' type_id=1 bits_offset=0
            	'f2' type_id=2 bits_offset=0
            [7] UNION '(anon)' size=4 vlen=1
            	'f1' type_id=1 bits_offset=0
            [8] ENUM 'e1' encoding=UNSIGNED size=4 vlen=1
            	'v1' val=1
            [9] ENUM '(anon)' encoding=UNSIGNED size=4 vlen=1
            	'av1' val=2
            [10] ENUM64 'e641' encoding=SIGNED size=8 vlen=1
            	'v1' val=1024
            [11] ENUM64 '(anon)' encoding=SIGNED size=8 vlen=1
            	'v1' val=1025
            [12] STRUCT 'unneeded' size=4 vlen=1
            	'f1' type_id=1 bits_offset=0
            """, split = """
            [13] PTR '(anon)' type_id=3
            [14] PTR '(anon)' type_id=4
            [15] CONST '(anon)' type_id=6
            [16] RESTRICT '(anon)' type_id=7
            [17] VOLATILE '(anon)' type_id=8
            [18] TYPEDEF 'et' type_id=9
            [19] CONST '(anon)' type_id=10
            [20] PTR '(anon)' type_id=11
            """)
    class AllKinds {

        @Test
        @ExpectDistilled(layout = BASE_REF, base = """
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] FWD 's1' fwd_kind=struct
                [3] STRUCT '(anon)' size=12 vlen=2
                	'f1' type_id=1 bits_offset=0
                	'f2' type_id=2 bits_offset=32
                [4] FWD 'u1' fwd_kind=union
                [5] UNION '(anon)' size=4 vlen=1
                	'f1' type_id=1 bits_offset=0
                [6] ENUM 'e1' encoding=UNSIGNED size=4 vlen=0
                [7] ENUM '(anon)' encoding=UNSIGNED size=4 vlen=1
                	'av1' val=2
                [8] ENUM64 'e641' encoding=SIGNED size=8 vlen=0
                [9] ENUM64 '(anon)' encoding=SIGNED size=8 vlen=1
                	'v1' val=1025
                """, split = """
                [10] PTR '(anon)' type_id=2
                [11] PTR '(anon)' type_id=3
                [12] CONST '(anon)' type_id=4
                [13] RESTRICT '(anon)' type_id=5
                [14] VOLATILE '(anon)' type_id=6
                [15] TYPEDEF 'et' type_id=7
                [16] CONST '(anon)' type_id=8
                [17] PTR '(anon)' type_id=9
                """)
        void distils() {}

        @Test
        @ExpectRelocated(layout = BASE_REF, target = """
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] PTR '(anon)' type_id=1
                [3] STRUCT 's1' size=8 vlen=1
                	'f1' type_id=2 bits_offset=0
                [4] STRUCT '(anon)' size=12 vlen=2
                	'f1' type_id=1 bits_offset=0
                	'f2' type_id=3 bits_offset=32
                [5] INT 'unsigned int' size=4 bits_offset=0 nr_bits=32 encoding=(none)
                [6] UNION 'u1' size=12 vlen=2
                	'f1' type_id=1 bits_offset=0
                	'f2' type_id=2 bits_offset=0
                [7] UNION '(anon)' size=4 vlen=1
                	'f1' type_id=1 bits_offset=0
                [8] ENUM 'e1' encoding=UNSIGNED size=4 vlen=1
                	'v1' val=1
                [9] ENUM '(anon)' encoding=UNSIGNED size=4 vlen=1
                	'av1' val=2
                [10] ENUM64 'e641' encoding=SIGNED size=8 vlen=1
                	'v1' val=1024
                [11] ENUM64 '(anon)' encoding=SIGNED size=8 vlen=1
                	'v1' val=1025
                [12] STRUCT 'unneeded' size=4 vlen=1
                	'f1' type_id=1 bits_offset=0
                """, split = """
                [13] PTR '(anon)' type_id=3
                [14] PTR '(anon)' type_id=4
                [15] CONST '(anon)' type_id=6
                [16] RESTRICT '(anon)' type_id=7
                [17] VOLATILE '(anon)' type_id=8
                [18] TYPEDEF 'et' type_id=9
                [19] CONST '(anon)' type_id=10
                [20] PTR '(anon)' type_id=11
                """)
        @ExpectRoundTrip(layout = BASE_REF)
        void comesBackOnTheUnchangedBase() {}

        @Test
        void distilsToOneDump(Btf split) {
            assertThat(split).distilled(BASE_REF).hasRawDump("""
                    [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    [2] FWD 's1' fwd_kind=struct
                    [3] STRUCT '(anon)' size=12 vlen=2
                    	'f1' type_id=1 bits_offset=0
                    	'f2' type_id=2 bits_offset=32
                    [4] FWD 'u1' fwd_kind=union
                    [5] UNION '(anon)' size=4 vlen=1
                    	'f1' type_id=1 bits_offset=0
                    [6] ENUM 'e1' encoding=UNSIGNED size=4 vlen=0
                    [7] ENUM '(anon)' encoding=UNSIGNED size=4 vlen=1
                    	'av1' val=2
                    [8] ENUM64 'e641' encoding=SIGNED size=8 vlen=0
                    [9] ENUM64 '(anon)' encoding=SIGNED size=8 vlen=1
                    	'v1' val=1025
                    [10] PTR '(anon)' type_id=2
                    [11] PTR '(anon)' type_id=3
                    [12] CONST '(anon)' type_id=4
                    [13] RESTRICT '(anon)' type_id=5
                    [14] VOLATILE '(anon)' type_id=6
                    [15] TYPEDEF 'et' type_id=7
                    [16] CONST '(anon)' type_id=8
                    [17] PTR '(anon)' type_id=9
                    """);
        }
    }

    /** A module of two types, over a real kernel; its small base is the same whatever the ids in that kernel are. */
    @Nested
    @BtfFixture(base = "running", split = "method:myintAndSkBuff")
    class OverARealKernel {

        @Test
        @ExpectDistilled(layout = BASE_REF, base = """
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] FWD 'sk_buff' fwd_kind=struct
                """, split = """
                [3] TYPEDEF 'myint' type_id=1
                [4] PTR '(anon)' type_id=2
                """)
        @ExpectRoundTrip(layout = BASE_REF)
        void distils() {}
    }

    /** The same over as much of a kernel as it takes, for machines that show none. */
    @Nested
    @BtfFixture(base = """
            [1] STRUCT 'sk_buff' size=224 vlen=0
            [2] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            """, split = "method:myintAndSkBuff")
    class OverAKernelInMiniature {

        @Test
        @ExpectDistilled(layout = BASE_REF, ids = IGNORED, base = """
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] FWD 'sk_buff' fwd_kind=struct
                """, split = """
                [3] TYPEDEF 'myint' type_id=1
                [4] PTR '(anon)' type_id=2
                """)
        @ExpectRoundTrip(layout = BASE_REF)
        void distils() {}
    }

    static Btf myintAndSkBuff(Btf kernel) {
        BtfBuilder module = BtfBuilder.over(kernel);
        module.typedef("myint", kernel.find("int", Kind.INT)[0]);
        module.pointer(kernel.find("sk_buff", Kind.STRUCT)[0]);
        return module.build();
    }

    /** The module has {@code timer} inside a struct of its own, and only points to {@code device}. */
    @Nested
    @BtfFixture(base = """
            [1] STRUCT 'timer' size=32 vlen=0
            [2] STRUCT 'device' size=96 vlen=0
            """, split = """
            [3] PTR '(anon)' type_id=2
            [4] STRUCT 'driver' size=40 vlen=2
            	'timer' type_id=1 bits_offset=0
            	'device' type_id=3 bits_offset=256
            """)
    class Sizes {

        @Test
        @ExpectDistilled(layout = BASE_REF, base = """
                [1] STRUCT 'timer' size=32 vlen=0
                [2] FWD 'device' fwd_kind=struct
                """, split = """
                [3] PTR '(anon)' type_id=2
                [4] STRUCT 'driver' size=40 vlen=2
                	'timer' type_id=1 bits_offset=0
                	'device' type_id=3 bits_offset=256
                """)
        void onlyWhatIsEmbeddedKeepsItsSize() {}

        @Test
        @ExpectRelocated(layout = BASE_REF, target = """
                [1] STRUCT 'device' size=128 vlen=0
                [2] STRUCT 'timer' size=32 vlen=0
                """, split = """
                [3] PTR '(anon)' type_id=1
                [4] STRUCT 'driver' size=40 vlen=2
                	'timer' type_id=2 bits_offset=0
                	'device' type_id=3 bits_offset=256
                """)
        void whatIsPointedToMayGrow() {}

        @Test
        @ExpectRelocationFails(layout = BASE_REF, type = "timer", reason = SIZE_DIFFERS, target = """
                [1] STRUCT 'timer' size=40 vlen=0
                [2] STRUCT 'device' size=96 vlen=0
                """)
        void whatIsEmbeddedMayNot() {}

        @Test
        @ExpectRelocationFails(layout = BASE_REF, type = "timer", reason = MISSING, target = """
                [1] STRUCT 'device' size=96 vlen=0
                """)
        @ExpectRelocationFails(layout = BASE_REF, type = "device", reason = KIND_DIFFERS, target = """
                [1] UNION 'device' size=96 vlen=0
                [2] STRUCT 'timer' size=32 vlen=0
                """)
        void aStructIsNoUnion() {}

        @Test
        @ExpectRelocated(layout = BASE_REF, target = """
                [1] STRUCT 'timer' size=32 vlen=0
                [2] FWD 'device' fwd_kind=struct
                """, split = """
                [3] PTR '(anon)' type_id=2
                [4] STRUCT 'driver' size=40 vlen=2
                	'timer' type_id=1 bits_offset=0
                	'device' type_id=3 bits_offset=256
                """)
        void aForwardDeclarationIsEnoughBehindAPointer() {}

        @Test
        @ExpectFinding(layout = BASE_REF, type = "device", cause = LOWEST_ID, target = """
                [1] STRUCT 'timer' size=32 vlen=0
                [2] STRUCT 'device' size=96 vlen=0
                [3] STRUCT 'device' size=8 vlen=0
                """)
        @ExpectRelocated(layout = BASE_REF, target = """
                [1] STRUCT 'timer' size=32 vlen=0
                [2] STRUCT 'device' size=96 vlen=0
                [3] STRUCT 'device' size=8 vlen=0
                """, split = """
                [4] PTR '(anon)' type_id=2
                [5] STRUCT 'driver' size=40 vlen=2
                	'timer' type_id=1 bits_offset=0
                	'device' type_id=4 bits_offset=256
                """)
        void ofTwoTheFirstIsTakenWhichIsAFinding() {}
    }

    @Test
    @BtfFixture(base = """
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] ARRAY '(anon)' type_id=1 index_type_id=1 nr_elems=4
            """, split = "[3] PTR '(anon)' type_id=2")
    @ExpectRelocationFails(layout = BASE_REF, type = "", reason = MISSING, target = """
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] ARRAY '(anon)' type_id=1 index_type_id=1 nr_elems=8
            """)
    @ExpectRelocationFails(layout = BASE_REF, type = "", reason = REFERS_TO_UNMAPPED, target = """
            [1] INT 'unsigned int' size=4 bits_offset=0 nr_bits=32 encoding=(none)
            [2] ARRAY '(anon)' type_id=1 index_type_id=1 nr_elems=4
            """)
    void anArrayIsFoundByElementAndLength() {}
}
