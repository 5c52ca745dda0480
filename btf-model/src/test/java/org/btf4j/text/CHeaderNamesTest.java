// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What things are called where C does not take the names that they have. */
class CHeaderNamesTest {

    private static final String INT = "[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED\n";

    @Test
    void structsUnionsAndEnumsShareTheirNames() {
        assertThat(HeaderText.of(INT + """
                [2] STRUCT 'entry' size=4 vlen=1
                        'a' type_id=1 bits_offset=0
                [3] UNION 'entry' size=4 vlen=1
                        'b' type_id=1 bits_offset=0
                [4] STRUCT 'entry' size=8 vlen=2
                        'c' type_id=3 bits_offset=0
                        'd' type_id=2 bits_offset=32
                [5] TYPEDEF 'entry' type_id=4
                """)).isEqualTo("""
                struct entry {
                	int a;
                };

                union entry___2 {
                	int b;
                };

                struct entry___3 {
                	union entry___2 c;
                	struct entry d;
                };

                typedef struct entry___3 entry;

                """);
    }

    @Test
    void aForwardDeclarationMeansTheFirstTypeOfItsKind() {
        assertThat(HeaderText.of(INT + """
                [2] FWD 'entry' fwd_kind=struct
                [3] PTR '(anon)' type_id=2
                [4] TYPEDEF 'handle' type_id=3
                [5] UNION 'entry' size=4 vlen=1
                        'a' type_id=1 bits_offset=0
                [6] STRUCT 'entry' size=4 vlen=1
                        'b' type_id=1 bits_offset=0
                [7] FWD 'unknown' fwd_kind=union
                [8] FWD 'unknown' fwd_kind=union
                """)).isEqualTo("""
                struct entry___2;

                typedef struct entry___2 *handle;

                union entry {
                	int a;
                };

                struct entry___2 {
                	int b;
                };

                union unknown;

                """);
    }

    @Test
    void typedefsAndEnumeratorsShareTheirNames() {
        assertThat(HeaderText.of(INT + """
                [2] ENUM '(anon)' encoding=UNSIGNED size=4 vlen=2
                        'OFF' val=0
                        'number' val=1
                [3] ENUM 'state' encoding=UNSIGNED size=4 vlen=2
                        'OFF' val=0
                        'ON' val=1
                [4] TYPEDEF 'number' type_id=1
                [5] TYPEDEF 'count' type_id=4
                """)).isEqualTo("""
                enum {
                	OFF = 0,
                	number = 1,
                };

                enum state {
                	OFF___2 = 0,
                	ON = 1,
                };

                typedef int number___2;

                typedef number___2 count;

                """);
    }

    @Test
    void sameTypedefsAreOne() {
        assertThat(HeaderText.of(INT + """
                [2] TYPEDEF 'number' type_id=1
                [3] TYPEDEF 'number' type_id=4
                [4] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [5] TYPEDEF 'count' type_id=3
                [6] TYPEDEF 'opaque' type_id=7
                [7] STRUCT '(anon)' size=0 vlen=0
                [8] TYPEDEF 'opaque' type_id=9
                [9] STRUCT '(anon)' size=0 vlen=0
                """)).isEqualTo("""
                typedef int number;

                typedef number count;

                typedef struct {} opaque;

                typedef struct {} opaque___2;

                """);
    }

    @Test
    void keywordsAndWhatIsNoIdentifier() {
        assertThat(HeaderText.of(INT + """
                [2] STRUCT 'Option<u32>' size=8 vlen=2
                        'int' type_id=1 bits_offset=0
                        '0' type_id=1 bits_offset=32
                [3] TYPEDEF 'restrict' type_id=2
                [4] TYPEDEF 'Gr\u00f6\u00dfe' type_id=1
                """)).isEqualTo("""
                struct Option_u32_ {
                	int int_;
                	int _0;
                };

                typedef struct Option_u32_ restrict_;

                typedef int Gr__e;

                """);
    }

    @Test
    void membersOfAnonymousMembersShareTheirNamesWithThoseAround() {
        assertThat(HeaderText.of(INT + """
                [2] STRUCT 'outer' size=12 vlen=3
                        'a' type_id=1 bits_offset=0
                        '(anon)' type_id=3 bits_offset=32
                        'inner' type_id=3 bits_offset=64
                [3] STRUCT '(anon)' size=4 vlen=1
                        'a' type_id=1 bits_offset=0
                """)).isEqualTo("""
                struct outer {
                	int a;
                	struct {
                		int a___2;
                	};
                	struct {
                		int a;
                	} inner;
                };

                """);
    }

    /** What compilers have built in is something else on BPF. */
    @Test
    void variableArgumentsAreTheKernelsOwn() {
        assertThat(HeaderText.of(INT + """
                [2] STRUCT '__va_list_tag' size=4 vlen=1
                        'gp_offset' type_id=1 bits_offset=0
                [3] ARRAY '(anon)' type_id=2 index_type_id=1 nr_elems=1
                [4] TYPEDEF '__builtin_va_list' type_id=3
                [5] TYPEDEF '__gnuc_va_list' type_id=4
                """)).isEqualTo("""
                struct __va_list_tag {
                	int gp_offset;
                };

                typedef struct __va_list_tag __builtin_va_list_[1];

                typedef __builtin_va_list_ __gnuc_va_list;

                """);
    }

    @Test
    void theTruthValuesThatC23HasByItself() {
        assertThat(HeaderText.of("""
                [1] INT '_Bool' size=1 bits_offset=0 nr_bits=8 encoding=BOOL
                [2] TYPEDEF 'bool' type_id=1
                [3] ENUM '(anon)' encoding=UNSIGNED size=4 vlen=2
                        'false' val=0
                        'true' val=1
                """)).isEqualTo("""
                #if !defined(__STDC_VERSION__) || __STDC_VERSION__ < 202311L
                typedef _Bool bool;

                #endif

                #if !defined(__STDC_VERSION__) || __STDC_VERSION__ < 202311L
                enum {
                	false = 0,
                	true = 1,
                };

                #endif

                """);
    }
}
