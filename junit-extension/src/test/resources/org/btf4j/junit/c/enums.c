// SPDX-License-Identifier: Apache-2.0
// Enumerations: values, sizes, signedness.

enum plain { PLAIN_A, PLAIN_B, PLAIN_C };
enum given { GIVEN_A = 5, GIVEN_B, GIVEN_C = 0x10, GIVEN_D = 010, GIVEN_E = 0b101, };
enum negative { NEGATIVE_A = -1, NEGATIVE_B, NEGATIVE_C = -2147483647 - 1 };
enum greatest_int { GREATEST_INT = 2147483647 };
enum greatest_unsigned { GREATEST_UNSIGNED = 0xffffffff };
enum just_negative { JUST_NEGATIVE = -1 };
enum wide { WIDE_A = 0x100000000, WIDE_B, WIDE_C = 1 };
enum wide_negative { WIDE_NEGATIVE_A = -0x100000000, WIDE_NEGATIVE_B, WIDE_NEGATIVE_C = 7 };
enum mixed_wide { MIXED_WIDE_A = -1, MIXED_WIDE_B = 0xffffffff };
enum greatest_long { GREATEST_LONG = 9223372036854775807, LEAST_LONG = -9223372036854775807 - 1 };
enum greatest_unsigned_long { GREATEST_UNSIGNED_LONG = 0xffffffffffffffff, AND_NOTHING = 0 };
enum greatest_decimal { GREATEST_DECIMAL = 18446744073709551615u };
enum expressions {
	SHIFTED = 1 << 4,
	SIGN_BIT = 1 << 31,
	SHIFTED_BACK = -8 >> 1,
	ORED = SHIFTED | 3,
	MASKED = 0xff & ~0xf,
	XORED = 6 ^ 3,
	SUM = 1 + 2 * 3 - 8 / 3,
	QUOTIENT = -5 / 2,
	REMAINDER = -5 % 3,
	NOT = !5 + !0,
	INVERTED = ~5,
	PLUS = +3 - -4,
	COMPARED = (1 < 2) + (2 <= 2) + (3 > 4) + (3 >= 3) + (1 == 1) + (1 != 1),
	SIGNED_LESS = -1 < 0,
	UNSIGNED_LESS = -1 < 0u,
	LOGICAL = (1 && 2) + (0 || 0) * 2,
	CHOSEN = 0 ? 5 : 1 ? 6 : 7,
	SIZE = sizeof(int),
	SIZES = sizeof(char[7]) * sizeof(void *) + sizeof(long double),
	LETTER = 'a',
	HIGH_LETTER = '\xff',
	ESCAPED = '\n' + '\'' + '\101' + '\\',
	NESTED = ((1 + (2)) * (3)),
};
enum unsigned_expressions { FLIPPED = ~0u, WRAPPED = 2u - 3u, DROPPED = (1u << 31) << 1, FAR = 1ull << 40, LONG_FLIPPED = ~0ul };
enum by_other { BY_OTHER_A = GREATEST_UNSIGNED, BY_OTHER_B = PLAIN_C + 1, BY_OTHER_C = WIDE_A >> 4, BY_OTHER_D };
enum by_own { BY_OWN_A = 3, BY_OWN_B = BY_OWN_A * BY_OWN_A, BY_OWN_C };
enum __attribute__((packed)) packed_char { PACKED_CHAR_A, PACKED_CHAR_B = 255 };
enum packed_short { PACKED_SHORT_A = -1, PACKED_SHORT_B = 128 } __attribute__((__packed__));
enum packed_wide { PACKED_WIDE = 0x1ffffffff } __attribute__((packed));
enum { NAMELESS_A = 40, NAMELESS_B };
typedef enum { TYPEDEF_ENUM_A = -7 } typedef_enum;
struct holds_enums {
	enum packed_char a;
	enum packed_short b;
	enum plain c;
	enum wide d;
	typedef_enum e;
	enum { INNER_A, INNER_B } f;
	char g[GIVEN_C];
	char h[sizeof(enum wide) + NAMELESS_A];
};
