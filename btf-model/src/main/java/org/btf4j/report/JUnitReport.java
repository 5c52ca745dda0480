// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.btf4j.batch.CheckTarget;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.file.AtomicFile;

/**
 * What a check found, as the XML of JUnit, which all systems that run builds read: a suite for each kernel, and in it a test case for
 * each module.
 *
 * <p>What fails the build fails here: a module that does not fit a required kernel is a failure with all reasons, one that cannot
 * be checked is an error. Where the kernel is only advisory, or the baseline accepts all reasons, the test case is skipped, with
 * the reasons. Findings are the output of a test case that passed.
 *
 * <p>Neither times nor absolute paths are in the file (each {@code time} is 0), so that equal inputs give equal bytes. What is to be
 * written is kept packed until then, some 30 bytes for a module and kernel. Hears of a module after the other, as
 * {@link org.btf4j.batch.CheckRun} tells of them. Not thread-safe.
 */
public final class JUnitReport {

    private static final String NAME = "btf:check";

    private final List<JUnitSuite> suites = new ArrayList<>();

    /**
     * Starts without test cases.
     *
     * @param targets the kernels of the check, in their order
     */
    public JUnitReport(List<CheckTarget> targets) {
        targets.forEach(target -> suites.add(new JUnitSuite(target)));
    }

    /** Takes what became of a module. */
    public void module(ModuleCheck module) {
        for (int i = 0; i < suites.size(); i++) {
            if (module.state() == ModuleCheck.State.CHECKED) {
                suites.get(i).add(module.name(), module.cells().get(i));
            } else {
                suites.get(i).addUnchecked(module);
            }
        }
    }

    /** How many test cases there are. */
    public int size() {
        return suites.stream().mapToInt(JUnitSuite::tests).sum();
    }

    /**
     * Writes the file, whole or not at all; nothing can be added any more.
     *
     * @param inputs files that must not be written over
     * @throws IOException if it cannot be written
     */
    public void write(Path file, Path... inputs) throws IOException {
        AtomicFile.write(file, this::writeTo, inputs);
    }

    private void writeTo(OutputStream out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", NAME);
            xml.writeAttribute("tests", String.valueOf(size()));
            xml.writeAttribute("failures", sum(JUnitSuite::failures));
            xml.writeAttribute("errors", sum(JUnitSuite::errors));
            xml.writeAttribute("time", "0");
            for (JUnitSuite suite : suites) {
                xml.writeCharacters("\n  ");
                suite.writeStart(xml);
                // What follows does not go through this writer.
                xml.flush();
                try (InputStream cases = suite.cases()) {
                    cases.transferTo(out);
                }
                xml.writeCharacters("\n  ");
                xml.writeEndElement();
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.flush();
            xml.close();
        } catch (XMLStreamException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getMessage(), e);
        }
    }

    private interface Count {
        int of(JUnitSuite suite);
    }

    private String sum(Count count) {
        return String.valueOf(suites.stream().mapToInt(count::of).sum());
    }
}
