// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the plugin tells Maven and Eclipse besides its goals. */
class LifecycleTest {

    private static final String PLUGIN = "org.btf4j:btf-maven-plugin:";

    @Test
    void aKmodProjectRunsTheseGoals() throws Exception {
        Map<String, String> phases = new LinkedHashMap<>();
        Element mapping = (Element) read("META-INF/plexus/components.xml")
                .getElementsByTagName("phases")
                .item(0);
        elements(mapping.getChildNodes())
                .forEach(phase -> phases.put(
                        phase.getTagName(),
                        phase.getTextContent().replaceAll("(" + PLUGIN + ")[^:$]+:", "$1VERSION:")));

        assertThat(phases)
                .containsExactly(
                        Map.entry("process-classes", PLUGIN + "VERSION:encode"),
                        Map.entry("prepare-package", PLUGIN + "VERSION:distill"),
                        Map.entry("package", PLUGIN + "VERSION:package"),
                        Map.entry("verify", PLUGIN + "VERSION:check"),
                        Map.entry("install", "org.apache.maven.plugins:maven-install-plugin:3.1.4:install"),
                        Map.entry("deploy", "org.apache.maven.plugins:maven-deploy-plugin:3.1.4:deploy"));
        assertThat(Stream.of(LifecyclePhase.values()).map(LifecyclePhase::id)).containsAll(phases.keySet());
    }

    @Test
    void theTypesOfItsArtifactsAreKnown() throws Exception {
        Document components = read("META-INF/plexus/components.xml");

        assertThat(texts(components, "type")).containsExactly("kmod", "btf");
        assertThat(texts(components, "extension")).containsExactly("tar.gz", "btf");
        assertThat(texts(components, "addedToClasspath")).containsExactly("false", "false");
        assertThat(texts(components, "role-hint")).containsExactly("kmod", "kmod", "btf");
    }

    @Test
    void eclipseIsToldOfEveryGoal() throws Exception {
        Stream<String> told = texts(read("META-INF/m2e/lifecycle-mapping-metadata.xml"), "goal");
        Stream<String> goals = elements(read("META-INF/maven/plugin.xml").getElementsByTagName("mojo"))
                .map(mojo -> mojo.getElementsByTagName("goal").item(0).getTextContent());

        assertThat(told).containsExactlyElementsOf(new TreeSet<>(goals.toList()));
    }

    private static Stream<String> texts(Document document, String tag) {
        return elements(document.getElementsByTagName(tag)).map(Element::getTextContent);
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }

    private static Document read(String resource) throws Exception {
        // By the folder of the classes: jars on the class path have files of these names too.
        try (InputStream in = Objects.requireNonNull(DistillMojo.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()
                        .resolve(resource))
                .toURL()
                .openStream()) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }
}
