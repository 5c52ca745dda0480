// SPDX-License-Identifier: Apache-2.0
/* What pahole and resolve_btfids look for: sets of kfuncs, type ids that are filled in, and what modinfo shows. */
#ifndef BTF_IDS_H
#define BTF_IDS_H

/* The symbol says the kind and name; a counter keeps symbols distinct. */
#define STRING(x) #x
#define EXPANDED_STRING(x) STRING(x)
#define BTF_ID_SYMBOL(symbol) \
	".local " symbol "\n.type " symbol ", STT_OBJECT\n.size " symbol ", 4\n" symbol ":\n\t.long 0\n"
#define BTF_IDS(content) asm(".pushsection .BTF_ids, \"a\"\n.balign 4, 0\n" content ".popsection\n")
#define KFUNC(name, flags) \
	BTF_ID_SYMBOL("__BTF_ID__func__" #name "__" EXPANDED_STRING(__COUNTER__)) "\t.long " #flags "\n"
#define KFUNC_SET(name, members) \
	BTF_IDS(".local __BTF_ID__set8__" #name "\n.type __BTF_ID__set8__" #name ", STT_OBJECT\n" \
		"__BTF_ID__set8__" #name ":\n\t.long 0, 1\n" \
		members \
		".size __BTF_ID__set8__" #name ", . - __BTF_ID__set8__" #name "\n")

#define MODINFO(tag, value) asm(".pushsection .modinfo, \"a\"\n.asciz \"" tag "=" value "\"\n.popsection\n")

#endif
