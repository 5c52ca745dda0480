// SPDX-License-Identifier: Apache-2.0
/*
 * btfref: asks libbpf, through its public functions only, what it makes of a module's split BTF.
 *
 *   btfref distill  BASE MODULE OUT.base OUT.split
 *   btfref relocate TARGET IN.base IN.split OUT.split
 *   btfref batch distill|relocate BASE|TARGET LIST
 *
 * BASE, TARGET and MODULE are ELF files with .BTF, or raw BTF. An output "-" is made but not written.
 * LIST has a line for each module, columns separated by a tab: its name, then the last three arguments of the single command.
 * For each the batch prints
 *   NAME ok
 *   NAME err ERRNO WARNINGS
 * with tabs, too. The base is read once for the whole list. Exit status: 0 all well, 1 some failure, 2 usage.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>

typedef int (*command)(struct btf *base, const char *first, const char *second, const char *third);

static const char *step;	/* what is being done, for a message */
static char warnings[1024];	/* of libbpf, about the current module, on one line */

static int on_message(enum libbpf_print_level level, const char *format, va_list args)
{
	size_t used = strlen(warnings);

	if (level != LIBBPF_WARN)
		return 0;
	vsnprintf(warnings + used, sizeof(warnings) - used, format, args);
	for (char *p = warnings; (p = strpbrk(p, "\n\t")); )
		*p = p[1] ? ' ' : 0;
	return 0;
}

/* An errno, also where libbpf says -errno; EIO if a failure left none. */
static int failure(int error)
{
	return error ? abs(error) : EIO;
}

static int write_btf(const struct btf *btf, const char *path)
{
	uint32_t size;
	const void *data;
	size_t written;
	FILE *f;

	step = "btf__raw_data";
	data = btf__raw_data(btf, &size);
	if (!data)
		return failure(errno);
	if (!strcmp(path, "-"))
		return 0;
	step = path;
	f = fopen(path, "wb");
	if (!f)
		return failure(errno);
	written = fwrite(data, 1, size, f);
	return fclose(f) || written != size ? failure(errno) : 0;
}

static int distill(struct btf *base, const char *module, const char *out_base, const char *out_split)
{
	struct btf *split, *new_base = NULL, *new_split = NULL;
	int err;

	step = "btf__parse_split";
	split = btf__parse_split(module, base);
	if (!split)
		return failure(errno);
	step = "btf__distill_base";
	err = btf__distill_base(split, &new_base, &new_split);
	if (err)
		err = failure(err);
	else if (!(err = write_btf(new_base, out_base)))
		err = write_btf(new_split, out_split);
	btf__free(new_split);
	btf__free(new_base);
	btf__free(split);
	return err;
}

static int relocate(struct btf *target, const char *in_base, const char *in_split, const char *out_split)
{
	struct btf *base, *split;
	int err;

	step = "btf__parse";
	base = btf__parse(in_base, NULL);
	if (!base)
		return failure(errno);
	step = "btf__parse_split";
	split = btf__parse_split(in_split, base);
	if (!split) {
		err = failure(errno);
	} else {
		step = "btf__relocate";
		err = btf__relocate(split, target);
		err = err ? failure(err) : write_btf(split, out_split);
	}
	btf__free(split);
	btf__free(base);
	return err;
}

static int usage(void)
{
	fputs("usage: btfref distill BASE MODULE OUT.base OUT.split\n"
	      "       btfref relocate TARGET IN.base IN.split OUT.split\n"
	      "       btfref batch distill|relocate BASE|TARGET LIST\n", stderr);
	return 2;
}

static int batch(command run, struct btf *base, FILE *list)
{
	char *line = NULL, *name, *first, *second, *third;
	int err, failed = 0;
	size_t room = 0;

	while (getline(&line, &room, list) > 0) {
		name = strtok(line, "\t\n");
		first = strtok(NULL, "\t\n");
		second = strtok(NULL, "\t\n");
		third = strtok(NULL, "\t\n");
		if (!third)
			return usage();
		warnings[0] = 0;
		err = run(base, first, second, third);
		if (err) {
			failed = 1;
			printf("%s\terr\t%d\t%s\n", name, err, warnings);
		} else {
			printf("%s\tok\n", name);
		}
	}
	free(line);
	return failed;
}

int main(int argc, char **argv)
{
	int many = argc == 5 && !strcmp(argv[1], "batch"), err;
	const char *name = argc == 6 ? argv[1] : many ? argv[2] : "";
	command run = !strcmp(name, "distill") ? distill : !strcmp(name, "relocate") ? relocate : NULL;
	FILE *list = NULL;
	struct btf *base;

	if (!run)
		return usage();
	libbpf_set_print(on_message);
	base = btf__parse(many ? argv[3] : argv[2], NULL);
	if (!base || (many && !(list = fopen(argv[4], "r")))) {
		fprintf(stderr, "btfref: %s: %s\n", base ? argv[4] : many ? argv[3] : argv[2], strerror(errno));
		return 1;
	}
	if (many)
		return batch(run, base, list);
	err = run(base, argv[3], argv[4], argv[5]);
	if (warnings[0])
		fprintf(stderr, "%s\n", warnings);
	if (err)
		fprintf(stderr, "btfref: %s: errno %d (%s)\n", step, err, strerror(err));
	return err != 0;
}
