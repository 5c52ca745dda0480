// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.btf4j.diff.Detail;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;

/**
 * A C program that asks the compiler how large types are, where their members lie, and whether their types are as they are spelled.
 *
 * <p>C has no offset of a bit-field, so the program sets all its bits and looks for them. Types with anonymous structs, unions or
 * enums in them have no name to compare by, types of a name that several have are called otherwise by bpftool; of them size and
 * place alone count. Not thread-safe.
 */
final class CProbe {

    private static final String START = """
            extern int printf(const char *format, ...);
            #define AT(type, path) __builtin_offsetof(type, path) * 8
            #define BITS(type, path) sizeof(((type *)0)->path) * 8
            #define IS(type, path, spelled) __builtin_types_compatible_p(__typeof__(((type *)0)->path), __typeof__(spelled))
            static void bits(const char *name, const unsigned char *bytes, unsigned long count)
            {
                unsigned long first = 0, set = 0;
                for (unsigned long i = 0; i < count * 8; i++)
                    if (bytes[i / 8] >> i % 8 & 1) {
                        first = set ? first : i;
                        set++;
                    }
                printf("%s: bit %lu, %lu bits\\n", name, first, set);
            }
            int main(void)
            {
            """;

    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Set<Kind> TAGS = EnumSet.of(Kind.STRUCT, Kind.UNION, Kind.FWD, Kind.ENUM, Kind.ENUM64);

    private final Btf btf;
    private final StringBuilder body = new StringBuilder();
    private final List<String> expected = new ArrayList<>();
    private Set<String> bitFields = Set.of();
    private String type = "";
    private int count;

    CProbe(Btf btf) {
        this.btf = btf;
    }

    /** Skips the test where there is no compiler, or one for machines of another kind than the kernels are made for. */
    static void requireCompiler() throws InterruptedException {
        String machine = System.getProperty("os.arch");
        Reference.require(machine.equals("amd64"), "bit-fields lie elsewhere on this machine: " + machine);
        try {
            Command.output("gcc", "--version");
        } catch (IOException e) {
            Reference.require(false, "there is no gcc: " + e.getMessage());
        }
    }

    /** Asks for a struct or union; what follows are its members. */
    void type(String name, long size) {
        boolean union = btf.find(name, Kind.UNION).length > 0;
        type = (union ? "union " : "struct ") + name;
        bitFields = bitFields(btf.find(name, union ? Kind.UNION : Kind.STRUCT)[0]);
        expected.add(type + ": " + size + " bytes");
        body.append("printf(\"%s: %%lu bytes\\n\", sizeof(%s));\n".formatted(type, type));
    }

    /** Asks for a member by its path. */
    void member(String path, Detail.Field field) {
        count++;
        String label = type + " " + path;
        String inC = path.replace("[]", "[0]");
        String found = label + ": bit " + field.bitOffset() + ", " + field.bitSize() + " bits";
        if (bitFields.contains(path.substring(path.lastIndexOf('.') + 1))) {
            expected.add(found);
            body.append(
                    "{ static union { %s s; unsigned char b[sizeof(%s)]; } u; u.s.%s = -1; bits(\"%s\", u.b, sizeof(u.b)); }\n"
                            .formatted(type, type, inC, label));
            return;
        }
        boolean comparable = !field.type().contains("{")
                && WORD.matcher(field.type()).results().map(MatchResult::group).allMatch(this::isSingle);
        expected.add(found + (comparable ? ", 1" : ""));
        body.append("printf(\"%s: bit %%lu, %%lu bits%s\\n\", AT(%s, %s), BITS(%s, %s)"
                .formatted(label, comparable ? ", %d" : "", type, inC, type, inC));
        body.append(comparable ? ", IS(%s, %s, %s));\n".formatted(type, inC, field.type()) : ");\n");
    }

    /** Whether bpftool leaves a name as it is: what has a name second gets a number. */
    private boolean isSingle(String name) {
        return TAGS.stream().mapToInt(kind -> btf.find(name, kind).length).sum() <= 1
                && btf.find(name, Kind.TYPEDEF).length <= 1;
    }

    /** How many members were asked for. */
    int count() {
        return count;
    }

    /** What the program is to print, one line for each question. */
    List<String> expected() {
        return expected;
    }

    /** What the program prints, with the types of that header. */
    List<String> run(Path header) throws IOException, InterruptedException {
        Path source = header.resolveSibling(header.getFileName() + ".c");
        Path program = header.resolveSibling(header.getFileName() + ".out");
        Files.writeString(source, "#include \"" + header.getFileName() + "\"\n" + START + body + "return 0;\n}\n");
        // Kernels of today are C11, in which bool is not a keyword yet.
        Command.output("gcc", "-std=gnu11", "-w", "-o", program.toString(), source.toString());
        return new String(Command.output(program.toString()), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
    }

    /** The names of all bit-fields of a type and of the anonymous types in it. */
    private Set<String> bitFields(int id) {
        Set<String> names = new HashSet<>();
        Deque<Integer> pending = new ArrayDeque<>(List.of(id));
        while (!pending.isEmpty()) {
            BtfType each = btf.type(pending.pop());
            List<BtfType.Member> members = each instanceof BtfType.Struct struct
                    ? struct.members()
                    : each instanceof BtfType.Union union ? union.members() : List.of();
            for (BtfType.Member member : members) {
                if (member.bitfieldSize() != 0) {
                    names.add(member.name());
                }
                BtfType inner = btf.type(member.typeId());
                int innerId = inner instanceof BtfType.Array array ? array.elementTypeId() : member.typeId();
                if (btf.kind(innerId).isComposite() && !btf.isNamed(innerId)) {
                    pending.push(innerId);
                }
            }
        }
        return names;
    }
}
