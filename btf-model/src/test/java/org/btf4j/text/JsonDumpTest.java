// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.btf4j.model.BtfBuilder.enumerator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.junit.jupiter.api.Test;

/** The JSON of BTF is that of bpftool 7.5, which made the files and printed the texts here, wherever that is valid. */
class JsonDumpTest {

    private static final Path DIRECTORY =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));

    @Test
    void aKernel() throws IOException {
        assertThat(json(read("vmlinux.btf"))).isEqualTo(file("expected/vmlinux.json"));
    }

    @Test
    void aModuleOverItsKernel() throws IOException {
        Btf module = Btf.read(Files.readAllBytes(DIRECTORY.resolve("driver.btf")), read("vmlinux.btf"));

        assertThat(json(module)).isEqualTo(file("expected/driver.before.json"));
    }

    @Test
    void withALineForEachField() throws IOException {
        Btf module = Btf.read(Files.readAllBytes(DIRECTORY.resolve("driver.btf")), read("vmlinux.btf"));
        StringWriter text = new StringWriter();

        JsonDump.writeIndentedTo(module, TypeFilter.all(module), text);

        assertThat(text).hasToString(file("expected/driver.before.indented.json"));
    }

    @Test
    void everyKindWithEveryForm() {
        assertJson("""
                [1] INT 'odd' size=4294967295 bits_offset=255 nr_bits=254 encoding=UNKN
                [2] STRUCT '(anon)' size=8 vlen=3
                \t'a' type_id=1 bits_offset=3 bitfield_size=5
                \t'(anon)' type_id=1 bits_offset=16777215
                \t'c' type_id=1 bits_offset=8 bitfield_size=255
                [3] UNION 'none' size=0 vlen=0
                [4] ENUM 'bare' encoding=SIGNED size=8 vlen=0
                [5] ENUM 'signed' encoding=SIGNED size=4 vlen=1
                \t'LOWEST' val=-2147483648
                [6] ENUM64 'long' encoding=UNSIGNED size=8 vlen=2
                \t'HIGHEST' val=18446744073709551615ULL
                \t'BIG' val=4294967296ULL
                [7] ENUM64 'signed long' encoding=SIGNED size=8 vlen=1
                \t'LOWEST' val=-9223372036854775808LL
                [8] FUNC_PROTO '(anon)' ret_type_id=0 vlen=2
                \t'format' type_id=1
                \t'(anon)' type_id=0
                [9] FUNC 'nowhere' type_id=8 linkage=(unknown)
                [10] VAR 'v' type_id=1, linkage=global
                [11] DATASEC '.data' size=4096 vlen=2
                \ttype_id=10 offset=4294967295 size=4294967294
                \ttype_id=0 offset=0 size=0
                [12] FLOAT 'double' size=8
                [13] DECL_TAG 'tag' type_id=2 component_idx=-1
                [14] TYPE_TAG 'user' type_id=1
                [15] FWD 'u' fwd_kind=union
                [16] ARRAY '(anon)' type_id=1 index_type_id=1 nr_elems=4294967295
                [17] PTR '(anon)' type_id=0
                """, """
                {"types":[{"id":1,"kind":"INT","name":"odd","size":4294967295,"bits_offset":255,"nr_bits":254,"encoding":"UNKN"}\
                ,{"id":2,"kind":"STRUCT","name":"(anon)","size":8,"vlen":3,"members":[{"name":"a","type_id":1,"bits_offset":3,\
                "bitfield_size":5},{"name":"(anon)","type_id":1,"bits_offset":16777215},{"name":"c","type_id":1,"bits_offset":8\
                ,"bitfield_size":255}]}\
                ,{"id":3,"kind":"UNION","name":"none","size":0,"vlen":0,"members":[]}\
                ,{"id":4,"kind":"ENUM","name":"bare","encoding":"SIGNED","size":8,"vlen":0,"values":[]}\
                ,{"id":5,"kind":"ENUM","name":"signed","encoding":"SIGNED","size":4,"vlen":1,"values":[{"name":"LOWEST",\
                "val":-2147483648}]}\
                ,{"id":6,"kind":"ENUM64","name":"long","encoding":"UNSIGNED","size":8,"vlen":2,"values":[{"name":"HIGHEST",\
                "val":18446744073709551615},{"name":"BIG","val":4294967296}]}\
                ,{"id":7,"kind":"ENUM64","name":"signed long","encoding":"SIGNED","size":8,"vlen":1,"values":[{"name":"LOWEST",\
                "val":-9223372036854775808}]}\
                ,{"id":8,"kind":"FUNC_PROTO","name":"(anon)","ret_type_id":0,"vlen":2,"params":[{"name":"format","type_id":1},\
                {"name":"(anon)","type_id":0}]}\
                ,{"id":9,"kind":"FUNC","name":"nowhere","type_id":8,"linkage":"(unknown)"}\
                ,{"id":10,"kind":"VAR","name":"v","type_id":1,"linkage":"global"}\
                ,{"id":11,"kind":"DATASEC","name":".data","size":4096,"vlen":2,"vars":[{"type_id":10,"offset":4294967295,\
                "size":4294967294},{"type_id":0,"offset":0,"size":0}]}\
                ,{"id":12,"kind":"FLOAT","name":"double","size":8}\
                ,{"id":13,"kind":"DECL_TAG","name":"tag","type_id":2,"component_idx":-1}\
                ,{"id":14,"kind":"TYPE_TAG","name":"user","type_id":1}\
                ,{"id":15,"kind":"FWD","name":"u","fwd_kind":"union"}\
                ,{"id":16,"kind":"ARRAY","name":"(anon)","type_id":1,"index_type_id":1,"nr_elems":4294967295}\
                ,{"id":17,"kind":"PTR","name":"(anon)","type_id":0}]}
                """);
    }

    /** The number is bpftool's, who takes it for signed; in the raw dump it is 4294967295. */
    @Test
    void anUnsignedEnumeratorIsExtendedTo64BitsAsIfItWereSigned() {
        BtfBuilder types = BtfBuilder.standalone();
        types.enumeration("e", enumerator("ALL", 0xffff_ffffL), enumerator("HALF", 0x7fff_ffff));

        assertThat(json(types.build())).isEqualTo("""
                {"types":[{"id":1,"kind":"ENUM","name":"e","encoding":"UNSIGNED","size":4,"vlen":2,"values":[\
                {"name":"ALL","val":18446744073709551615},{"name":"HALF","val":2147483647}]}]}
                """);
    }

    @Test
    void namesAreEscapedSoThatTheTextIsValidInAnyCase() {
        Btf btf = named("it's \"q\" \\ /\t\n\r\f\b\u0001\u000b\u001f\u007f");

        assertThat(json(btf)).isEqualTo("""
                {"types":[{"id":1,"kind":"FWD","name":"it's \\"q\\" \\\\ /\\t\\n\\r\\f\\b\\u0001\\u000B\\u001F\u007f",\
                "fwd_kind":"struct"}]}
                """);
    }

    /** The BTF has bytes; ours are written as bpftool writes them where they are UTF-8, and made UTF-8 where they are not. */
    @Test
    void namesAreUtf8OrElseLatin1() {
        String bytesOfUtf8 = new String("größe".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(json(named(bytesOfUtf8))).contains("\"name\":\"größe\"");
        assertThat(json(named("größe"))).contains("\"name\":\"größe\"");
    }

    @Test
    void someTypesOfTheBaseToo() throws IOException {
        Btf base = RawDump.parse("[1] PTR '(anon)' type_id=0\n[2] CONST '(anon)' type_id=1");
        Btf split = RawDump.parse("[3] FWD 's' fwd_kind=struct\n[4] FWD 't' fwd_kind=struct", base);
        ByteArrayOutputStream text = new ByteArrayOutputStream();

        JsonDump.writeTo(split, new int[] {2, 4}, text);

        assertThat(text.toString(StandardCharsets.UTF_8)).isEqualTo("""
                {"types":[{"id":2,"kind":"CONST","name":"(anon)","type_id":1},\
                {"id":4,"kind":"FWD","name":"t","fwd_kind":"struct"}]}
                """);
    }

    @Test
    void noTypes() throws IOException {
        Btf empty = BtfBuilder.standalone().build();
        StringWriter indented = new StringWriter();

        JsonDump.writeIndentedTo(empty, new int[0], indented);

        assertThat(json(empty)).isEqualTo("{\"types\":[]}\n");
        assertThat(indented).hasToString("{\n    \"types\": []\n}\n");
    }

    @Test
    void ofAnUnknownKindNothingIsWritten() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Btf btf = Btf.read(UnknownKind.blob());

        assertThatThrownBy(() -> JsonDump.writeTo(btf, text))
                .isInstanceOf(BtfFormatException.class)
                .hasMessageContaining("kind 20");
        assertThat(text.size()).isZero();
    }

    @Test
    void theStreamStaysOpen() throws IOException {
        OutputStream closing = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };

        JsonDump.writeTo(named("s"), closing);

        assertThat(closing).hasToString(json(named("s")));
    }

    private static Btf named(String name) {
        BtfBuilder types = BtfBuilder.standalone();
        types.add(new BtfType.Fwd(name, false));
        return types.build();
    }

    private static void assertJson(String dump, String json) {
        assertThat(json(RawDump.parse(dump))).isEqualTo(json);
    }

    private static String json(Btf btf) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            JsonDump.writeTo(btf, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static Btf read(String name) throws IOException {
        return Btf.read(Files.readAllBytes(DIRECTORY.resolve(name)));
    }

    private static String file(String name) throws IOException {
        return Files.readString(DIRECTORY.resolve(name), StandardCharsets.UTF_8);
    }
}
