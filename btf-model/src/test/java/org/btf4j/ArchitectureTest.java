// SPDX-License-Identifier: Apache-2.0
package org.btf4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;

/** Which package may know which: imports run in one direction, and the rooms of one floor do not know each other. */
@AnalyzeClasses(packages = "org.btf4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String JELF = "net.fornwall.jelf..";
    private static final String JACKSON = "com.fasterxml.jackson.core..";
    private static final String XZ = "org.tukaani.xz..";
    private static final String ZSTD = "com.github.luben.zstd..";
    private static final String COMMONS_COMPRESS = "org.apache.commons.compress..";

    /** A package that no room has a name for here is a violation too. */
    @ArchTest
    static final ArchRule FLOORS = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.btf4j..")
            .layer("report")
            .definedBy("org.btf4j.report..")
            .layer("batch")
            .definedBy("org.btf4j.batch..")
            .layer("file")
            .definedBy("org.btf4j.file..")
            .layer("text")
            .definedBy("org.btf4j.text..")
            .layer("transform")
            .definedBy("org.btf4j.transform..")
            .optionalLayer("check")
            .definedBy("org.btf4j.check..")
            .layer("diff")
            .definedBy("org.btf4j.diff..")
            .layer("model")
            .definedBy("org.btf4j.model..")
            .whereLayer("report")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("batch")
            .mayOnlyBeAccessedByLayers("report")
            // A report is written whole or not at all, by AtomicFile.
            .whereLayer("file")
            .mayOnlyBeAccessedByLayers("batch", "report")
            .whereLayer("text")
            .mayOnlyBeAccessedByLayers("batch")
            .whereLayer("transform")
            .mayOnlyBeAccessedByLayers("batch", "report")
            .whereLayer("check")
            .mayOnlyBeAccessedByLayers("batch")
            .whereLayer("diff")
            .mayOnlyBeAccessedByLayers("batch", "report")
            .whereLayer("model")
            .mayNotAccessAnyLayer()
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("org.btf4j.(**)").should().beFreeOfCycles();

    /** So neither Maven nor JUnit gets in, nor any library by chance. */
    @ArchTest
    static final ArchRule LIBRARIES = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.btf4j..",
                    "java..",
                    // the JDK's writer of XML
                    "javax.xml.stream..",
                    "org.jspecify..",
                    JELF,
                    JACKSON,
                    XZ,
                    ZSTD,
                    COMMONS_COMPRESS)
            .because("the library knows nothing of Maven or JUnit, and a further library needs a reason");

    @ArchTest
    static final ArchRule JELF_BEHIND_ITS_GUARD = noClasses()
            .that()
            .resideOutsideOfPackage("org.btf4j.file..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(JELF)
            .because("org.btf4j.file checks an ELF file before jelf sees it");

    @ArchTest
    static final ArchRule DECODERS_BEHIND_THEIR_BOUND = noClasses()
            .that()
            .resideOutsideOfPackage("org.btf4j.file..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(XZ, ZSTD, COMMONS_COMPRESS)
            .because("org.btf4j.file bounds what a decoder gives");

    /** Rules about packages that were renamed, or about a library that nobody uses, would hold without saying anything. */
    @ArchTest
    static void theRulesSpeakOfWhatIsThere(JavaClasses classes) {
        Set<String> users = classes.stream()
                .filter(user -> user.getDirectDependenciesFromSelf().stream()
                        .anyMatch(use -> use.getTargetClass().getPackageName().startsWith("net.fornwall.jelf")))
                .map(user -> user.getPackageName())
                .collect(Collectors.toSet());

        assertThat(users).containsExactly("org.btf4j.file");
        assertThat(classes.stream().map(each -> each.getPackageName()))
                .contains(
                        "org.btf4j.batch",
                        "org.btf4j.diff",
                        "org.btf4j.file",
                        "org.btf4j.text",
                        "org.btf4j.transform",
                        "org.btf4j.model",
                        "org.btf4j.report");
    }
}
