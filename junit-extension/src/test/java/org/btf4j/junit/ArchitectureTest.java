// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.btf4j.batch.BtfLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;

/** What the extension may know. */
class ArchitectureTest {

    private static final JavaClasses EXTENSION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.btf4j.junit");

    @Test
    void opensFilesWithTheLoaderAndNothingElse() {
        assertThat(EXTENSION).isNotEmpty();
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.btf4j.batch..").and(not(equivalentTo(BtfLoader.class))))
                .orShould()
                .dependOnClassesThat(resideInAPackage("org.btf4j.file.."))
                .check(EXTENSION);
    }

    @Test
    void needsAssertJForTheFluentAssertionsOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.btf4j.junit.assertj")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.assertj..", "org.btf4j.junit.assertj")
                .check(EXTENSION);
    }

    /** An extension of JUnit's internals would break with the next JUnit. */
    @Test
    void usesThePublicPartsOfJUnitOnly() {
        classes()
                .that(resideInAPackage("org.btf4j.junit"))
                .should()
                .onlyDependOnClassesThat(resideInAPackage("org.btf4j..")
                        .or(resideInAPackage("java.."))
                        .or(resideInAPackage("org.jspecify.annotations"))
                        .or(resideInAPackage("org.opentest4j"))
                        .or(equivalentTo(TestTemplate.class))
                        .or(resideInAPackage("org.junit.jupiter.api.extension"))
                        .or(resideInAPackage("org.junit.platform.commons.support.."))
                        .or(resideInAPackage("org.junit.platform.commons.function")))
                .check(EXTENSION);
    }
}
