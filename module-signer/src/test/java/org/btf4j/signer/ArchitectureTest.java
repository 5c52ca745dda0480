// SPDX-License-Identifier: Apache-2.0
package org.btf4j.signer;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.btf4j.file.ModuleSigner;
import org.btf4j.file.ModuleSignerProvider;
import org.btf4j.file.SigningHash;
import org.btf4j.file.SigningKeyException;

/** The signer knows what a signer is, and nothing else of btf4j. */
@AnalyzeClasses(packages = "org.btf4j.signer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule STANDS_ALONE = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "org.btf4j.signer", "org.bouncycastle..", "java..", "org.jspecify..")
                    .or(describe(
                            "say what a signer is",
                            (JavaClass type) -> Stream.of(
                                            ModuleSigner.class,
                                            ModuleSignerProvider.class,
                                            SigningHash.class,
                                            SigningKeyException.class,
                                            SigningKeyException.Part.class)
                                    .anyMatch(type::isEquivalentTo))));
}
