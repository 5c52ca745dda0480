// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.junit.jupiter.api.Test;

/** What is declared, how, and in which order. */
class CHeaderTest {

    private static final String INT = "[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED\n";

    @Test
    void aWholeHeader() throws IOException {
        StringBuilder text = new StringBuilder();
        CHeader.write(RawDump.parse(INT + "[2] TYPEDEF 'pid_t' type_id=1\n"), text);

        assertThat(text).hasToString("""
                #ifndef __VMLINUX_H__
                #define __VMLINUX_H__

                #if defined(__clang__) && defined(__bpf__) && !defined(BPF_NO_PRESERVE_ACCESS_INDEX)
                #pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
                #endif

                typedef int pid_t;

                #if defined(__clang__) && defined(__bpf__) && !defined(BPF_NO_PRESERVE_ACCESS_INDEX)
                #pragma clang attribute pop
                #endif

                #endif /* __VMLINUX_H__ */
                """);
    }

    @Test
    void whatIsHadByValueComesFirst() {
        assertThat(HeaderText.of(INT + """
                [2] STRUCT 'outer' size=12 vlen=2
                        'entries' type_id=3 bits_offset=0
                        'mode' type_id=6 bits_offset=64
                [3] ARRAY '(anon)' type_id=4 index_type_id=1 nr_elems=2
                [4] TYPEDEF 'entry_t' type_id=5
                [5] STRUCT 'entry' size=4 vlen=1
                        'count' type_id=1 bits_offset=0
                [6] ENUM 'mode' encoding=UNSIGNED size=4 vlen=2
                        'MODE_OFF' val=0
                        'MODE_ON' val=1
                """)).isEqualTo("""
                struct entry;

                typedef struct entry entry_t;

                struct entry {
                	int count;
                };

                enum mode {
                	MODE_OFF = 0,
                	MODE_ON = 1,
                };

                struct outer {
                	entry_t entries[2];
                	enum mode mode;
                };

                """);
    }

    /** Also before a prototype mentions it: what is first mentioned among parameters is unknown outside. */
    @Test
    void whatIsOnlyPointedToIsDeclaredBeforeAndDefinedBehind() {
        assertThat(HeaderText.of("""
                [1] STRUCT 'device' size=16 vlen=2
                        'next' type_id=2 bits_offset=0
                        'probe' type_id=3 bits_offset=64
                [2] PTR '(anon)' type_id=1
                [3] PTR '(anon)' type_id=4
                [4] FUNC_PROTO '(anon)' ret_type_id=0 vlen=2
                        'dev' type_id=2
                        'drv' type_id=5
                [5] PTR '(anon)' type_id=6
                [6] STRUCT 'driver' size=8 vlen=1
                        'devices' type_id=2 bits_offset=0
                """)).isEqualTo("""
                struct driver;

                struct device {
                	struct device *next;
                	void (*probe)(struct device *, struct driver *);
                };

                struct driver {
                	struct device *devices;
                };

                """);
    }

    @Test
    void whatHasNoNameStandsWhereItIsUsed() {
        assertThat(HeaderText.of(INT + """
                [2] STRUCT 'record' size=24 vlen=4
                        '(anon)' type_id=3 bits_offset=0
                        'points' type_id=4 bits_offset=32
                        'state' type_id=7 bits_offset=96
                        'next' type_id=6 bits_offset=128
                [3] UNION '(anon)' size=4 vlen=2
                        'number' type_id=1 bits_offset=0
                        '(anon)' type_id=5 bits_offset=0
                [4] ARRAY '(anon)' type_id=5 index_type_id=1 nr_elems=2
                [5] STRUCT '(anon)' size=4 vlen=1
                        'x' type_id=1 bits_offset=0
                [6] PTR '(anon)' type_id=5
                [7] ENUM '(anon)' encoding=SIGNED size=4 vlen=1
                        'STATE_BAD' val=-1
                [8] ENUM '(anon)' encoding=UNSIGNED size=4 vlen=1
                        'LIMIT' val=4294967295
                [9] TYPEDEF 'atomic_t' type_id=5
                """)).isEqualTo("""
                struct record {
                	union {
                		int number;
                		struct {
                			int x;
                		};
                	};
                	struct {
                		int x;
                	} points[2];
                	enum {
                		STATE_BAD = -1,
                	} state;
                	struct {
                		int x;
                	} *next;
                };

                enum {
                	LIMIT = 4294967295,
                };

                typedef struct {
                	int x;
                } atomic_t;

                """);
    }

    /** GCC and clang have such members only with an extension switched on. */
    @Test
    void anUnnamedMemberOfNamedTypeIsWrittenOut() {
        assertThat(HeaderText.of(INT + """
                [2] STRUCT 'head' size=4 vlen=1
                        'length' type_id=1 bits_offset=0
                [3] STRUCT 'frame' size=8 vlen=2
                        '(anon)' type_id=2 bits_offset=0
                        'sum' type_id=1 bits_offset=32
                """)).isEqualTo("""
                struct head {
                	int length;
                };

                struct frame {
                	struct {
                		int length;
                	};
                	int sum;
                };

                """);
    }

    @Test
    void arraysWithoutLengthAndFunctionsWithoutPrototype() {
        assertThat(HeaderText.of(INT + """
                [2] ARRAY '(anon)' type_id=1 index_type_id=1 nr_elems=0
                [3] PTR '(anon)' type_id=4
                [4] FUNC_PROTO '(anon)' ret_type_id=1 vlen=1
                        '(anon)' type_id=0
                [5] PTR '(anon)' type_id=6
                [6] FUNC_PROTO '(anon)' ret_type_id=3 vlen=2
                        'first' type_id=3
                        '(anon)' type_id=0
                [7] STRUCT 'table' size=16 vlen=3
                        'old' type_id=3 bits_offset=0
                        'make' type_id=5 bits_offset=64
                        'data' type_id=2 bits_offset=128
                """)).isEqualTo("""
                struct table {
                	int (*old)();
                	int (*(*make)(int (*)(), ...))();
                	int data[0];
                };

                """);
    }

    @Test
    void enumsOfEverySize() {
        assertThat(HeaderText.of("""
                [1] ENUM 'tiny' encoding=UNSIGNED size=1 vlen=1
                        'TINY' val=255
                [2] ENUM 'unsigned_by_mistake' encoding=UNSIGNED size=1 vlen=1
                        'MINUS' val=4294967295
                [3] ENUM64 'wide' encoding=UNSIGNED size=8 vlen=2
                        'NONE' val=0ULL
                        'ALL' val=18446744073709551615ULL
                [4] ENUM64 'signed_wide' encoding=SIGNED size=8 vlen=2
                        'LEAST' val=-9223372036854775808LL
                        'MOST' val=9223372036854775807LL
                [5] ENUM 'cut' encoding=UNSIGNED size=8 vlen=1
                        'CUT' val=7
                [6] ENUM 'opaque' encoding=UNSIGNED size=4 vlen=0
                """)).isEqualTo("""
                enum tiny {
                	TINY = 255,
                } __attribute__((mode(QI)));

                enum unsigned_by_mistake {
                	MINUS = -1,
                } __attribute__((mode(QI)));

                enum wide {
                	NONE = 0,
                	ALL = 18446744073709551615ULL,
                };

                enum signed_wide {
                	LEAST = (-9223372036854775807LL - 1),
                	MOST = 9223372036854775807LL,
                };

                enum cut {
                	CUT = 7,
                } __attribute__((mode(DI)));

                enum opaque {
                	opaque___unknown = 0,
                };

                """);
    }

    @Test
    void numbersOfOtherLanguagesAreThoseOfTheirSize() {
        assertThat(HeaderText.of("""
                [1] INT 'u64' size=8 bits_offset=0 nr_bits=64 encoding=(none)
                [2] INT 'bool' size=1 bits_offset=0 nr_bits=8 encoding=BOOL
                [3] FLOAT 'f64' size=8
                [4] INT '__int128' size=16 bits_offset=0 nr_bits=128 encoding=SIGNED
                [5] INT 'long unsigned int' size=4 bits_offset=0 nr_bits=32 encoding=(none)
                [6] STRUCT 'numbers' size=48 vlen=5
                        'a' type_id=1 bits_offset=0
                        'b' type_id=2 bits_offset=64
                        'c' type_id=3 bits_offset=128
                        'd' type_id=4 bits_offset=256
                        'e' type_id=5 bits_offset=192
                """)).isEqualTo("""
                struct numbers {
                	unsigned long long a;
                	_Bool b;
                	double c;
                	long unsigned int e;
                	__int128 d;
                };

                """);
    }

    @Test
    void onlyTypesAreDeclared() {
        assertThat(HeaderText.of(INT + """
                [2] FUNC_PROTO '(anon)' ret_type_id=1 vlen=1
                        'dev' type_id=3
                [3] PTR '(anon)' type_id=4
                [4] FWD 'device' fwd_kind=struct
                [5] FUNC 'probe' type_id=2 linkage=static
                [6] VAR 'level' type_id=1, linkage=global
                [7] DATASEC '.data' size=4 vlen=1
                        type_id=6 offset=0 size=4 (VAR 'level')
                [8] DECL_TAG 'bpf_kfunc' type_id=5 component_idx=-1
                [9] TYPE_TAG 'user' type_id=1
                [10] PTR '(anon)' type_id=9
                [11] TYPEDEF 'address' type_id=10
                """)).isEqualTo("""
                struct device;

                typedef int *address;

                """);
    }

    private static final Btf KERNEL = RawDump.parse(INT + """
            [2] STRUCT 'list' size=8 vlen=1
                    'next' type_id=3 bits_offset=0
            [3] PTR '(anon)' type_id=2
            [4] STRUCT 'device' size=16 vlen=2
                    'id' type_id=1 bits_offset=0
                    'parent' type_id=5 bits_offset=64
            [5] PTR '(anon)' type_id=6
            [6] STRUCT 'bus' size=8 vlen=1
                    'list' type_id=2 bits_offset=0
            [7] STRUCT 'unused' size=4 vlen=1
                    'x' type_id=1 bits_offset=0
            """);

    private static final Btf MODULE = RawDump.parse("""
            [8] STRUCT 'private' size=16 vlen=2
                    'list' type_id=2 bits_offset=0
                    'dev' type_id=9 bits_offset=64
            [9] PTR '(anon)' type_id=4
            """, KERNEL);

    @Test
    void aModuleWithWhatItLeadsToInItsKernel() {
        assertThat(HeaderText.of(MODULE)).isEqualTo("""
                struct list {
                	struct list *next;
                };

                struct bus;

                struct device {
                	int id;
                	struct bus *parent;
                };

                struct bus {
                	struct list list;
                };

                struct private {
                	struct list list;
                	struct device *dev;
                };

                """);
    }

    @Test
    void aModuleWithWhatItHasByValueOnly() {
        assertThat(HeaderText.of(MODULE, IntStream.of(9, 8), CHeader.PointedTo.DECLARED))
                .isEqualTo("""
                struct list {
                	struct list *next;
                };

                struct device;

                struct private {
                	struct list list;
                	struct device *dev;
                };

                """);
    }

    @Test
    void someTypesOnly() {
        assertThat(HeaderText.of(KERNEL, IntStream.of(7, 2, 7), CHeader.PointedTo.DEFINED))
                .isEqualTo("""
                struct list {
                	struct list *next;
                };

                struct unused {
                	int x;
                };

                """);
    }
}
