// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

/** Where results are: in the file of a module, and in a kernel's type. */
final class SarifPlace {

    private final String folder;

    /**
     * Places below a folder.
     *
     * @param folder relative to the root of the sources, with slashes; empty for the root itself
     */
    SarifPlace(String folder) {
        this.folder = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
    }

    /** A module's file; GitHub wants a line too, though a module has none. */
    void write(String module, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(folder + module));
        json.writeStringField("uriBaseId", "%SRCROOT%");
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", 1);
        json.writeEndObject();
        json.writeEndObject();
    }

    static void writeLogical(String kernel, String type, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("name", type.isEmpty() ? kernel : type);
        json.writeStringField("fullyQualifiedName", type.isEmpty() ? kernel : kernel + "/" + type);
        json.writeStringField("kind", type.isEmpty() ? "namespace" : "type");
        json.writeEndObject();
        json.writeEndArray();
    }

    /** A relative reference; a colon in its first part would be taken for the end of a scheme. */
    static String uri(String path) {
        try {
            String absolute = new URI(null, null, "/" + path, null).toASCIIString();
            return absolute.substring(1).replace(":", "%3A");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no path: " + path, e);
        }
    }
}
