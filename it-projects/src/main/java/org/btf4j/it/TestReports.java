// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What Surefire reported of one test class in several runs, told apart by the suffixes of their reports.
 *
 * <p>Every check throws an {@link AssertionError} that says what was expected and what was found. Immutable; made for the
 * {@code verify} scripts of the invoker plugin.
 */
public final class TestReports {

    /** Per suffix, each test's name with its outcome. */
    private final Map<String, List<String>> outcomes = new TreeMap<>();

    private TestReports() {}

    /** Reads all reports of a test class in a folder. */
    public static TestReports in(File folder, String testClass)
            throws IOException, ParserConfigurationException, SAXException {
        TestReports reports = new TestReports();
        String start = "TEST-" + testClass + "-";
        File[] files = folder.listFiles((in, name) -> name.startsWith(start) && name.endsWith(".xml"));
        for (File file : files == null ? new File[0] : files) {
            String suffix =
                    file.getName().substring(start.length(), file.getName().length() - ".xml".length());
            reports.read(file, suffix);
        }
        return reports;
    }

    private void read(File file, String suffix) throws IOException, ParserConfigurationException, SAXException {
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file)
                .getDocumentElement();
        NodeList cases = suite.getElementsByTagName("testcase");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            boolean passed = test.getElementsByTagName("failure").getLength()
                            + test.getElementsByTagName("error").getLength()
                            + test.getElementsByTagName("skipped").getLength()
                    == 0;
            names.add(test.getAttribute("name") + (passed ? " passed" : " did not pass"));
        }
        names.sort(null);
        outcomes.put(suffix, List.copyOf(names));
    }

    /** There are reports with these suffixes and no others, and all tell the same outcomes of the same tests. */
    public void agree(String... suffixes) {
        check(
                List.copyOf(outcomes.keySet())
                        .equals(List.of(suffixes).stream().sorted().toList()),
                "expected reports " + List.of(suffixes) + ", found " + outcomes.keySet());
        List<String> first = outcomesOf(suffixes[0]);
        for (String suffix : suffixes) {
            check(outcomesOf(suffix).equals(first), "runs " + suffixes[0] + " and " + suffix + " differ");
        }
    }

    private List<String> outcomesOf(String suffix) {
        return outcomes.getOrDefault(suffix, List.of());
    }

    /** A run had so many tests, each of a name of its own. */
    public void countOf(String suffix, int expected) {
        List<String> names = outcomesOf(suffix);
        check(
                names.size() == expected && names.stream().distinct().count() == expected,
                "expected " + expected + " tests in " + suffix + ", found " + names.size() + ", of them "
                        + names.stream().distinct().count() + " different: "
                        + names.stream().limit(5).toList());
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
