// SPDX-License-Identifier: Apache-2.0
/*
 * Newer suites compile libbpf.a against glibc 2.38 or later, whose headers rename the functions that read numbers. An older
 * machine lacks the new names; the old functions do as well, for they differ only in C23's binary literals.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

long __isoc23_strtol(const char *s, char **end, int radix) { return strtol(s, end, radix); }
long long __isoc23_strtoll(const char *s, char **end, int radix) { return strtoll(s, end, radix); }
unsigned long __isoc23_strtoul(const char *s, char **end, int radix) { return strtoul(s, end, radix); }
unsigned long long __isoc23_strtoull(const char *s, char **end, int radix) { return strtoull(s, end, radix); }

int __isoc23_sscanf(const char *s, const char *format, ...)
{
	va_list args;
	int read;

	va_start(args, format);
	read = vsscanf(s, format, args);
	va_end(args);
	return read;
}

int __isoc23_fscanf(FILE *f, const char *format, ...)
{
	va_list args;
	int read;

	va_start(args, format);
	read = vfscanf(f, format, args);
	va_end(args);
	return read;
}
