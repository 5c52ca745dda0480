// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import org.btf4j.model.Btf;
import org.btf4j.text.RawDump;
import org.btf4j.transform.Explanation;
import org.btf4j.transform.Relocator;
import org.junit.jupiter.api.Test;

class ExplanationJsonTest {

    @Test
    void saysWhatTheTextSays() throws IOException {
        Btf base = RawDump.parse("""
                [1] STRUCT 'chip' size=8 vlen=0
                [2] STRUCT 'device' size=8 vlen=0
                """);
        Btf split = RawDump.parse("""
                [3] STRUCT 'priv' size=16 vlen=2
                    'chip' type_id=1 bits_offset=0
                    'dev' type_id=4 bits_offset=64
                [4] PTR '(anon)' type_id=2
                """, base);
        Btf original = RawDump.parse("""
                [1] STRUCT 'chip' size=8 vlen=1
                    'old' type_id=0 bits_offset=0
                """);
        Btf target = RawDump.parse("""
                [1] STRUCT 'chip' size=16 vlen=0
                [2] STRUCT 'device' size=24 vlen=0
                """);

        assertThat(json(new Relocator(target).relocate(split).explain(original)))
                .isEqualTo(
                        "{\"succeeded\":false,\"failures\":[{\"id\":1,\"kind\":\"STRUCT\",\"name\":\"chip\",\"size\":8,"
                                + "\"embedded\":true,\"verdict\":\"SIZE_DIFFERS\",\"reason\":\"STRUCT 'chip' size=8 in the module,"
                                + " STRUCT size=16 [1] in the target (embedded by value, so the sizes must be equal)\","
                                + "\"sentence\":\"struct chip is 16 bytes there, 8 in the module's base;"
                                + " embedded by value in struct priv.chip\","
                                + "\"candidates\":[{\"id\":1,\"kind\":\"STRUCT\",\"size\":16}],"
                                + "\"pathCount\":1,\"paths\":[\"struct priv.chip → chip (embedded)\"],"
                                + "\"changes\":[{\"member\":\"old\",\"before\":{\"bitOffset\":0,\"type\":\"void\"},\"after\":null}]}],"
                                + "\"findings\":[{\"id\":2,\"cause\":\"SIZE_BEHIND_POINTER\",\"name\":\"device\",\"message\":\"STRUCT 'device' size=8"
                                + " has another size behind a pointer: [2] STRUCT 'device' size=24\","
                                + "\"sentence\":\"struct device is 24 bytes there, 8 in the module's base, which kernels let pass behind"
                                + " a pointer; behind a pointer in struct priv.dev\","
                                + "\"pathCount\":1,\"paths\":[\"struct priv.dev → ptr → device\"]}]}");
    }

    private static String json(Explanation explanation) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            ExplanationJson.write(explanation, generator);
        }
        return text.toString();
    }
}
