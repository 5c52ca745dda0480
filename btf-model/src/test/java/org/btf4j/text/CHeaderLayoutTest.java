// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is written so that compilers lay a type out as the BTF says. */
class CHeaderLayoutTest {

    private static final String NUMBERS = """
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] INT 'char' size=1 bits_offset=0 nr_bits=8 encoding=SIGNED
            [3] INT 'long int' size=8 bits_offset=0 nr_bits=64 encoding=SIGNED
            """;

    @Test
    void whereCompilersLeaveAGapNothingIsWritten() {
        assertThat(HeaderText.of(NUMBERS + """
                [4] STRUCT 'natural' size=16 vlen=3
                        'c' type_id=2 bits_offset=0
                        'l' type_id=3 bits_offset=64
                        'none' type_id=5 bits_offset=128
                [5] ARRAY '(anon)' type_id=2 index_type_id=1 nr_elems=0
                """)).isEqualTo("""
                struct natural {
                	char c;
                	long int l;
                	char none[0];
                };

                """);
    }

    @Test
    void otherGapsAreUnnamedBitFields() {
        assertThat(HeaderText.of(NUMBERS + """
                [4] STRUCT 'gaps' size=32 vlen=4
                        'c' type_id=2 bits_offset=0
                        'i' type_id=1 bits_offset=64
                        'd' type_id=2 bits_offset=120
                        'l' type_id=3 bits_offset=128
                """)).isEqualTo("""
                struct gaps {
                	char c;
                	int: 32;
                	int i;
                	int: 24;
                	char d;
                	long int l;
                	long long: 64;
                };

                """);
    }

    @Test
    void aLargeGapIsAnArray() {
        assertThat(HeaderText.of(NUMBERS + """
                [4] STRUCT 'cacheline' size=192 vlen=3
                        '__gap' type_id=1 bits_offset=0
                        'c' type_id=2 bits_offset=512
                        'd' type_id=2 bits_offset=1016
                """)).isEqualTo("""
                struct cacheline {
                	int __gap;
                	unsigned char __gap___2[60];
                	char c;
                	unsigned char __gap___3[62];
                	char d;
                	unsigned char __gap___4[64];
                };

                """);
    }

    /** As small bases have them: of a type that is only embedded, they keep the size. */
    @Test
    void aSizeWithoutMembers() {
        assertThat(HeaderText.of("""
                [1] STRUCT 'nothing' size=0 vlen=0
                [2] STRUCT 'something' size=40 vlen=0
                [3] UNION 'anything' size=8 vlen=0
                """)).isEqualTo("""
                struct nothing {};

                struct something {
                	unsigned char __gap[40];
                };

                union anything {
                	unsigned char __gap[8];
                };

                """);
    }

    @Test
    void packedWhereMembersOrTheEndAreNotAligned() {
        assertThat(HeaderText.of(NUMBERS + """
                [4] STRUCT 'event' size=12 vlen=2
                        'mask' type_id=1 bits_offset=0
                        'data' type_id=3 bits_offset=32
                [5] STRUCT 'short_end' size=5 vlen=2
                        'i' type_id=1 bits_offset=0
                        'c' type_id=2 bits_offset=32
                [6] UNION 'either' size=5 vlen=2
                        'i' type_id=1 bits_offset=0
                        'e' type_id=5 bits_offset=0
                [7] STRUCT 'gap' size=16 vlen=2
                        'c' type_id=2 bits_offset=0
                        'l' type_id=3 bits_offset=40
                """)).isEqualTo("""
                struct event {
                	int mask;
                	long int data;
                } __attribute__((packed));

                struct short_end {
                	int i;
                	char c;
                } __attribute__((packed));

                union either {
                	int i;
                	struct short_end e;
                } __attribute__((packed));

                struct gap {
                	char c;
                	long long: 32;
                	long int l;
                	int: 24;
                } __attribute__((packed));

                """);
    }

    /** What is packed is aligned to nothing; what has it inside needs not be packed, unless it is not aligned itself. */
    @Test
    void packedInside() {
        assertThat(HeaderText.of(NUMBERS + """
                [4] STRUCT 'event' size=12 vlen=2
                        'mask' type_id=1 bits_offset=0
                        'data' type_id=3 bits_offset=32
                [5] STRUCT 'item' size=24 vlen=3
                        'c' type_id=2 bits_offset=0
                        'event' type_id=4 bits_offset=32
                        'next' type_id=3 bits_offset=128
                [6] STRUCT 'squeezed' size=25 vlen=2
                        'c' type_id=2 bits_offset=0
                        'item' type_id=5 bits_offset=8
                """)).isEqualTo("""
                struct event {
                	int mask;
                	long int data;
                } __attribute__((packed));

                struct item {
                	char c;
                	int: 24;
                	struct event event;
                	long int next;
                };

                struct squeezed {
                	char c;
                	struct item item;
                } __attribute__((packed));

                """);
    }

    @Test
    void bitFields() {
        assertThat(HeaderText.of(NUMBERS + """
                [4] STRUCT 'flags' size=16 vlen=5
                        'a' type_id=1 bits_offset=0 bitfield_size=3
                        'b' type_id=1 bits_offset=8 bitfield_size=4
                        'c' type_id=1 bits_offset=32 bitfield_size=30
                        'd' type_id=1 bits_offset=64 bitfield_size=3
                        'e' type_id=2 bits_offset=72
                """)).isEqualTo("""
                struct flags {
                	int a: 3;
                	char: 5;
                	int b: 4;
                	int c: 30;
                	int d: 3;
                	char e;
                	int: 32;
                };

                """);
    }

    /** Compilers start the next unit when a bit-field does not fit, unless the struct is packed. */
    @Test
    void bitFieldsAcrossUnits() {
        assertThat(HeaderText.of(NUMBERS + """
                [4] STRUCT 'loose' size=8 vlen=2
                        'a' type_id=1 bits_offset=0 bitfield_size=20
                        'b' type_id=1 bits_offset=32 bitfield_size=20
                [5] STRUCT 'tight' size=5 vlen=2
                        'a' type_id=1 bits_offset=0 bitfield_size=20
                        'b' type_id=1 bits_offset=20 bitfield_size=20
                [6] UNION 'low' size=1 vlen=1
                        'a' type_id=1 bits_offset=0 bitfield_size=3
                """)).isEqualTo("""
                struct loose {
                	int a: 20;
                	int b: 20;
                };

                struct tight {
                	int a: 20;
                	int b: 20;
                } __attribute__((packed));

                union low {
                	int a: 3;
                } __attribute__((packed));

                """);
    }

    /** Before structs had the kind flag, the integer said which of its bits a bit-field had. */
    @Test
    void bitFieldsOfTheOldForm() {
        assertThat(HeaderText.of(NUMBERS + """
                [4] INT 'int' size=4 bits_offset=4 nr_bits=3 encoding=SIGNED
                [5] STRUCT 'old' size=4 vlen=1
                        'a' type_id=4 bits_offset=8
                """)).isEqualTo("""
                struct old {
                	short: 12;
                	int a: 3;
                };

                """);
    }
}
