// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Holds JSON to a schema of the site. */
final class SchemaCheck {

    private static final Path SCHEMAS = Path.of("../src/site/resources/schemas");
    /** Where schemas say that they are; one refers to another by that, and no test goes there. */
    private static final String SITE = "https://btf4j.example/schemas/";

    private static final String DIFF = "diff.schema.json";

    private SchemaCheck() {}

    /** What a schema objects to: place in the text and keyword of the schema; empty if the text is as it says. */
    static List<String> problems(String schema, String json) throws IOException {
        Map<String, String> others = Map.of(SITE + DIFF, Files.readString(SCHEMAS.resolve(DIFF)));
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(others))
                .getSchema(Files.readString(SCHEMAS.resolve(schema)), InputFormat.JSON)
                .validate(json, InputFormat.JSON)
                .stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getKeyword())
                .toList();
    }
}
