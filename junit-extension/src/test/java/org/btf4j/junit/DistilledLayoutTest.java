// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.btf4j.transform.Finding.Cause.FORWARD_KIND;
import static org.btf4j.transform.Finding.Cause.FORWARD_REPEATED;
import static org.btf4j.transform.Finding.Cause.ORDER_DEPENDENT;
import static org.btf4j.transform.Finding.Cause.OTHER_KIND;
import static org.btf4j.transform.Finding.Cause.SIZE_BEHIND_POINTER;
import static org.btf4j.transform.Finding.Cause.UNCHECKED_SIZE;
import static org.btf4j.transform.RuleSet.STRICT;
import static org.btf4j.transform.TypeOutcome.Verdict.AMBIGUOUS;
import static org.btf4j.transform.TypeOutcome.Verdict.ENCODING_DIFFERS;
import static org.btf4j.transform.TypeOutcome.Verdict.KIND_DIFFERS;
import static org.btf4j.transform.TypeOutcome.Verdict.MISSING;
import static org.btf4j.transform.TypeOutcome.Verdict.SIZE_DIFFERS;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the layout that kernels know makes of types, rule by rule: in the words of bpftool, and nothing else. */
class DistilledLayoutTest {

    @Nested
    class Distilling {

        @Test
        @BtfFixture(base = """
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] FLOAT 'float' size=4
                [3] FWD 'opaque' fwd_kind=struct
                [4] STRUCT 'unneeded' size=4 vlen=1
                	'f1' type_id=1 bits_offset=0
                """, split = """
                [5] TYPEDEF 'count' type_id=1
                [6] TYPEDEF 'share' type_id=2
                [7] PTR '(anon)' type_id=3
                """)
        @ExpectDistilled(base = """
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] FLOAT 'float' size=4
                [3] FWD 'opaque' fwd_kind=struct
                """, split = """
                [4] TYPEDEF 'count' type_id=1
                [5] TYPEDEF 'share' type_id=2
                [6] PTR '(anon)' type_id=3
                """)
        @ExpectRoundTrip
        void numbersAndForwardDeclarationsStayAsTheyAre() {}

        @Test
        @BtfFixture(base = """
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] STRUCT 's1' size=8 vlen=2
                	'f1' type_id=1 bits_offset=0
                	'f2' type_id=1 bits_offset=32
                [3] UNION 'u1' size=4 vlen=1
                	'f1' type_id=1 bits_offset=0
                """, split = """
                [4] PTR '(anon)' type_id=2
                [5] PTR '(anon)' type_id=3
                """)
        @ExpectDistilled(base = """
                [1] STRUCT 's1' size=8 vlen=0
                [2] UNION 'u1' size=4 vlen=0
                """, split = """
                [3] PTR '(anon)' type_id=1
                [4] PTR '(anon)' type_id=2
                """)
        @ExpectRoundTrip
        void structsAndUnionsKeepTheirSizeAndLoseTheirMembers() {}

        @Test
        @BtfFixture(base = """
                [1] ENUM 'e1' encoding=SIGNED size=4 vlen=1
                	'v1' val=-1
                [2] ENUM64 'e64' encoding=SIGNED size=8 vlen=1
                	'v2' val=1024
                """, split = """
                [3] PTR '(anon)' type_id=1
                [4] PTR '(anon)' type_id=2
                """)
        @ExpectDistilled(base = """
                [1] ENUM 'e1' encoding=UNSIGNED size=4 vlen=0
                [2] ENUM 'e64' encoding=UNSIGNED size=8 vlen=0
                """, split = """
                [3] PTR '(anon)' type_id=1
                [4] PTR '(anon)' type_id=2
                """)
        @ExpectRoundTrip
        void enumerationsKeepTheirSizeAndLoseTheirValues() {}

        @Test
        @BtfFixture(base = """
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] PTR '(anon)' type_id=1
                [3] STRUCT '(anon)' size=12 vlen=2
                	'f1' type_id=1 bits_offset=0
                	'f2' type_id=2 bits_offset=32
                [4] ENUM '(anon)' encoding=UNSIGNED size=4 vlen=1
                	'av1' val=2
                [5] TYPEDEF 'pair_t' type_id=3
                """, split = """
                [6] CONST '(anon)' type_id=5
                [7] PTR '(anon)' type_id=4
                """)
        @ExpectDistilled(base = "[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED", split = """
                [2] CONST '(anon)' type_id=7
                [3] PTR '(anon)' type_id=6
                [4] PTR '(anon)' type_id=1
                [5] STRUCT '(anon)' size=12 vlen=2
                	'f1' type_id=1 bits_offset=0
                	'f2' type_id=4 bits_offset=32
                [6] ENUM '(anon)' encoding=UNSIGNED size=4 vlen=1
                	'av1' val=2
                [7] TYPEDEF 'pair_t' type_id=5
                """)
        @ExpectRoundTrip
        void whatHasNoNameOrOnlyRefersMovesBehindTheSplit() {}

        @Test
        @BtfFixture(base = """
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] STRUCT 'inner' size=4 vlen=1
                	'f1' type_id=1 bits_offset=0
                [3] STRUCT 'outer' size=4 vlen=1
                	'inner' type_id=2 bits_offset=0
                """, split = "[4] PTR '(anon)' type_id=3")
        @ExpectDistilled(base = "[1] STRUCT 'outer' size=4 vlen=0", split = "[2] PTR '(anon)' type_id=1")
        void theWayEndsAtANamedStruct() {}

        @Test
        @BtfFixture(base = "[1] STRUCT 'unneeded' size=4 vlen=0", split = "[2] PTR '(anon)' type_id=0")
        @ExpectDistilled(base = "", split = "[1] PTR '(anon)' type_id=0")
        @ExpectRoundTrip
        void whoNeedsNothingHasAnEmptyBase() {}
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
    class Structs {

        @Test
        @ExpectRelocated(target = """
                [1] STRUCT 'unrelated' size=8 vlen=0
                [2] STRUCT 'device' size=96 vlen=0
                [3] STRUCT 'timer' size=32 vlen=0
                """, rules = STRICT, split = """
                [4] PTR '(anon)' type_id=2
                [5] STRUCT 'driver' size=40 vlen=2
                	'timer' type_id=3 bits_offset=0
                	'device' type_id=4 bits_offset=256
                """)
        void areFoundWhereTheyMovedTo() {}

        @Test
        @ExpectRelocationFails(type = "device", reason = MISSING, target = "[1] STRUCT 'timer' size=32 vlen=0")
        void areMissedWhereThereAreNone() {}

        @Test
        @ExpectRelocated(target = """
                [1] STRUCT 'timer' size=32 vlen=0
                [2] STRUCT 'device' size=128 vlen=0
                """, split = """
                [3] PTR '(anon)' type_id=2
                [4] STRUCT 'driver' size=40 vlen=2
                	'timer' type_id=1 bits_offset=0
                	'device' type_id=3 bits_offset=256
                """)
        @ExpectFinding(type = "device", cause = SIZE_BEHIND_POINTER, target = """
                [1] STRUCT 'timer' size=32 vlen=0
                [2] STRUCT 'device' size=128 vlen=0
                """)
        void mayGrowBehindAPointer() {}

        @Test
        @ExpectRelocationFails(type = "timer", reason = SIZE_DIFFERS, target = """
                [1] STRUCT 'timer' size=40 vlen=0
                [2] STRUCT 'device' size=96 vlen=0
                """)
        void mayNotGrowInsideAnother() {}

        @Test
        @ExpectRelocationFails(type = "device", reason = AMBIGUOUS, target = """
                [1] STRUCT 'timer' size=32 vlen=0
                [2] STRUCT 'device' size=96 vlen=0
                [3] STRUCT 'device' size=96 vlen=0
                """)
        void areAmbiguousIfTwoAreAlike() {}

        @Test
        @ExpectRelocated(target = """
                [1] STRUCT 'timer' size=32 vlen=0
                [2] STRUCT 'device' size=8 vlen=0
                [3] STRUCT 'device' size=96 vlen=0
                """, split = """
                [4] PTR '(anon)' type_id=3
                [5] STRUCT 'driver' size=40 vlen=2
                	'timer' type_id=1 bits_offset=0
                	'device' type_id=4 bits_offset=256
                """)
        void ofSeveralTheSizeDecides() {}

        /** D4. */
        @Test
        @ExpectRelocated(target = """
                [1] STRUCT 'timer' size=32 vlen=0
                [2] UNION 'device' size=96 vlen=0
                """, split = """
                [3] PTR '(anon)' type_id=2
                [4] STRUCT 'driver' size=40 vlen=2
                	'timer' type_id=1 bits_offset=0
                	'device' type_id=3 bits_offset=256
                """)
        @ExpectFinding(type = "device", cause = OTHER_KIND, target = """
                [1] STRUCT 'timer' size=32 vlen=0
                [2] UNION 'device' size=96 vlen=0
                """)
        @ExpectRelocationFails(type = "device", reason = AMBIGUOUS, target = """
                [1] STRUCT 'timer' size=32 vlen=0
                [2] STRUCT 'device' size=96 vlen=0
                [3] FWD 'device' fwd_kind=struct
                """)
        void findUnionsAndForwardDeclarationsToo() {}

        /** D7: the same types in another order. */
        @Test
        @ExpectRelocated(target = """
                [1] STRUCT 'device' size=96 vlen=0
                [2] FWD 'timer' fwd_kind=struct
                [3] STRUCT 'timer' size=32 vlen=0
                """, split = """
                [4] PTR '(anon)' type_id=1
                [5] STRUCT 'driver' size=40 vlen=2
                	'timer' type_id=3 bits_offset=0
                	'device' type_id=4 bits_offset=256
                """)
        @ExpectRelocationFails(type = "timer", reason = AMBIGUOUS, target = """
                [1] STRUCT 'device' size=96 vlen=0
                [2] STRUCT 'timer' size=32 vlen=0
                [3] FWD 'timer' fwd_kind=struct
                """)
        @ExpectFinding(type = "timer", cause = ORDER_DEPENDENT, target = """
                [1] STRUCT 'device' size=96 vlen=0
                [2] FWD 'timer' fwd_kind=struct
                [3] STRUCT 'timer' size=32 vlen=0
                """)
        void insideAnotherDependOnTheOrderOfTheTarget() {}
    }

    /** D6. */
    @Test
    @BtfFixture(base = "[1] STRUCT 'key' size=8 vlen=0", split = """
            [2] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
            	'key' type_id=1
            [3] FUNC 'use' type_id=2 linkage=static
            """)
    @ExpectRelocated(target = "[1] STRUCT 'key' size=64 vlen=0", split = """
            [2] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
            	'key' type_id=1
            [3] FUNC 'use' type_id=2 linkage=static
            """)
    @ExpectFinding(type = "key", cause = UNCHECKED_SIZE, target = "[1] STRUCT 'key' size=64 vlen=0")
    void parametersAreNotCheckedForSize() {}

    @Nested
    @BtfFixture(
            base = "[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED",
            split = "[2] PTR '(anon)' type_id=1")
    class Integers {

        @Test
        @ExpectRelocationFails(
                type = "int",
                reason = SIZE_DIFFERS,
                target = "[1] INT 'int' size=8 bits_offset=0 nr_bits=64 encoding=SIGNED")
        @ExpectRelocationFails(
                type = "int",
                reason = ENCODING_DIFFERS,
                target = "[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=(none)")
        @ExpectRelocationFails(type = "int", reason = KIND_DIFFERS, target = "[1] FLOAT 'int' size=4")
        @ExpectRelocationFails(type = "int", reason = MISSING, target = "[1] TYPEDEF 'int' type_id=0")
        void haveToBeEqual() {}

        @Test
        @ExpectRelocated(
                target = "[1] INT 'int' size=4 bits_offset=0 nr_bits=31 encoding=SIGNED",
                rules = STRICT,
                split = "[2] PTR '(anon)' type_id=1")
        void mayHaveFewerBits() {}
    }

    @Test
    @BtfFixture(base = """
            [1] ENUM 'e1' encoding=UNSIGNED size=8 vlen=1
            	'v1' val=1
            """, split = "[2] PTR '(anon)' type_id=1")
    @ExpectRelocated(target = """
            [1] ENUM64 'e1' encoding=SIGNED size=8 vlen=1
            	'v2' val=-2
            """, split = "[2] PTR '(anon)' type_id=1")
    @ExpectRelocationFails(type = "e1", reason = SIZE_DIFFERS, target = "[1] ENUM 'e1' encoding=UNSIGNED size=4 vlen=0")
    void enumerationsHaveToHaveTheSizeOnly() {}

    @Nested
    class ForwardDeclarations {

        @Test
        @BtfFixture(base = "[1] FWD 'opaque' fwd_kind=struct", split = "[2] PTR '(anon)' type_id=1")
        @ExpectRelocated(target = "[1] STRUCT 'opaque' size=8 vlen=0", split = "[2] PTR '(anon)' type_id=1")
        void findTheStruct() {}

        /** D1. */
        @Test
        @BtfFixture(base = "[1] FWD 'opaque' fwd_kind=union", split = "[2] PTR '(anon)' type_id=1")
        @ExpectRelocationFails(type = "opaque", reason = KIND_DIFFERS, target = "[1] UNION 'opaque' size=8 vlen=0")
        @ExpectFinding(type = "opaque", cause = FORWARD_KIND, target = "[1] UNION 'opaque' size=8 vlen=0")
        void ofUnionsDoNotFindTheUnion() {}

        /** D8. */
        @Test
        @BtfFixture(base = "[1] FWD 'opaque' fwd_kind=struct", split = "[2] PTR '(anon)' type_id=1")
        @ExpectRelocationFails(type = "opaque", reason = SIZE_DIFFERS, target = """
                [1] STRUCT 'opaque' size=8 vlen=0
                [2] UNION 'opaque' size=8 vlen=0
                """)
        @ExpectFinding(type = "opaque", cause = FORWARD_REPEATED, target = """
                [1] STRUCT 'opaque' size=8 vlen=0
                [2] UNION 'opaque' size=8 vlen=0
                """)
        void findNothingWhereTheirNameIsThereTwice() {}
    }
}
