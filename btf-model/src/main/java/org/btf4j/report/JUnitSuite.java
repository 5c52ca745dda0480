// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.btf4j.batch.CheckCell;
import org.btf4j.batch.CheckTarget;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.ModuleCheck;

/** The test cases of one kernel. Not thread-safe. */
final class JUnitSuite {

    private static final char REPLACEMENT = '\ufffd';

    private final CheckTarget target;
    private final boolean required;
    private final Spool spool = new Spool();
    private final XMLStreamWriter xml;
    private int tests;
    private int failures;
    private int errors;
    private int skipped;

    JUnitSuite(CheckTarget target) {
        this.target = target;
        this.required = target.policy() == CheckTarget.Policy.REQUIRED;
        try {
            this.xml = XMLOutputFactory.newFactory().createXMLStreamWriter(spool.out(), "UTF-8");
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
    }

    int tests() {
        return tests;
    }

    int failures() {
        return failures;
    }

    int errors() {
        return errors;
    }

    /** Adds a module that was checked. */
    void add(String module, CheckCell cell) {
        try {
            if (cell.verdict() == CheckVerdict.FITS) {
                tests++;
                newLine(2);
                xml.writeEmptyElement("testcase");
                writeAttributes(module);
                return;
            }
            start(module);
            if (cell.verdict() == CheckVerdict.REFUSED && required) {
                failures++;
                writeFailure(cell);
            } else if (cell.verdict() == CheckVerdict.REFUSED) {
                writeSkipped("the kernel is advisory", told(cell.reasons()));
            } else if (cell.verdict() == CheckVerdict.ACCEPTED) {
                writeSkipped("accepted by the baseline", told(cell.reasons()));
            } else {
                newLine(3);
                xml.writeStartElement("system-out");
                xml.writeCharacters(legal(cell.findings().stream()
                        .map(CheckCell.Finding::sentence)
                        .collect(Collectors.joining("\n"))));
                xml.writeEndElement();
            }
            end();
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
    }

    /** Adds a module that cannot be checked. */
    void addUnchecked(ModuleCheck module) {
        try {
            start(module.name());
            if (required) {
                errors++;
                newLine(3);
                xml.writeEmptyElement("error");
                attribute("message", module.problem());
                attribute("type", SarifRule.of(module.state()).id());
            } else {
                writeSkipped("the kernel is advisory", module.problem());
            }
            end();
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
    }

    /** Writes the start of the element; its test cases come next. */
    void writeStart(XMLStreamWriter out) throws XMLStreamException {
        out.writeStartElement("testsuite");
        out.writeAttribute("name", legal(target.name()));
        out.writeAttribute("tests", String.valueOf(tests));
        out.writeAttribute("failures", String.valueOf(failures));
        out.writeAttribute("errors", String.valueOf(errors));
        out.writeAttribute("skipped", String.valueOf(skipped));
        out.writeAttribute("time", "0");
        // Only then is the start tag closed.
        out.writeCharacters("");
    }

    /** The test cases as XML; none can be added any more. */
    InputStream cases() {
        try {
            // Only what comes next closes an empty element.
            xml.writeCharacters("");
            xml.flush();
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
        return spool.contents();
    }

    private void start(String module) throws XMLStreamException {
        tests++;
        newLine(2);
        xml.writeStartElement("testcase");
        writeAttributes(module);
    }

    private void writeAttributes(String module) throws XMLStreamException {
        // What is before the last dot is taken for a package, and a kernel's version has dots.
        attribute("classname", "btf-check." + target.name().replace('.', '_'));
        attribute("name", module);
        attribute("time", "0");
    }

    private void end() throws XMLStreamException {
        newLine(2);
        xml.writeEndElement();
    }

    private void writeFailure(CheckCell cell) throws XMLStreamException {
        List<CheckCell.Reason> open = cell.reasons().stream()
                .filter(reason -> reason.acceptedBy() == null)
                .toList();
        newLine(3);
        xml.writeStartElement("failure");
        attribute("message", open.get(0).sentence() + more(open.size() - 1));
        attribute("type", SarifRule.of(open.get(0)).id());
        xml.writeCharacters(legal(told(cell.reasons())));
        xml.writeEndElement();
    }

    private void writeSkipped(String why, String text) throws XMLStreamException {
        skipped++;
        newLine(3);
        xml.writeStartElement("skipped");
        attribute("message", why);
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    private void newLine(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String more(int reasons) {
        return reasons == 0 ? "" : " (and " + reasons + (reasons == 1 ? " more reason)" : " more reasons)");
    }

    private static String told(List<CheckCell.Reason> reasons) {
        return reasons.stream()
                .map(reason -> reason.sentence()
                        + (reason.acceptedBy() == null
                                ? ""
                                : " (accepted: " + reason.acceptedBy().reason() + ")"))
                .collect(Collectors.joining("\n"));
    }

    /** Names in BTF can have any character; XML cannot say all of them. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> isLegal(character) ? character : REPLACEMENT)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int character) {
        return character == '\t'
                || character == '\n'
                || (character >= ' ' && character < Character.MIN_SURROGATE)
                || (character > Character.MAX_SURROGATE && character < 0xfffe)
                || character >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }

    private static IllegalStateException inMemory(XMLStreamException e) {
        return new IllegalStateException("writing to memory failed", e);
    }
}
