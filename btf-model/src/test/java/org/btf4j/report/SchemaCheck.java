// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Holds JSON to a schema of the site. */
final class SchemaCheck {

    private static final Path SCHEMAS = Path.of("../src/site/resources/schemas");

    private SchemaCheck() {}

    /** What a schema objects to: place in the text and keyword of the schema; empty if the text is as it says. */
    static List<String> problems(String schema, String json) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMAS.resolve(schema)), InputFormat.JSON)
                .validate(json, InputFormat.JSON)
                .stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getKeyword())
                .toList();
    }
}
