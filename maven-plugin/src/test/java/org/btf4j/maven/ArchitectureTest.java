// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.stream.Stream;
import org.btf4j.file.ModuleSigner;
import org.btf4j.file.ModuleSignerProvider;
import org.btf4j.file.SigningHash;
import org.btf4j.file.SigningKeyException;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;

/** The plugin stays thin, and holds no state that builds could share. */
@AnalyzeClasses(packages = "org.btf4j.maven", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_GOALS_STAND_ON_BATCH_AND_TEXT = classes()
            .that()
            .resideInAPackage("org.btf4j.maven..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "org.btf4j.maven..",
                            "org.btf4j.batch",
                            // What is told of modules and kernels, and how pages show what changed.
                            "org.btf4j.report",
                            "org.btf4j.diff",
                            "org.btf4j.text",
                            "org.apache.maven.plugin..",
                            "org.apache.maven.artifact..",
                            "org.apache.maven.project",
                            "org.apache.maven.model",
                            "org.apache.maven.plugins.annotations",
                            // The packager's key is named in settings.xml, its pass phrase encrypted there.
                            "org.apache.maven.settings..",
                            "javax.inject",
                            // colours where Maven itself uses them
                            "org.apache.maven.shared.utils.logging",
                            // A kernel's BTF may be an artifact.
                            "org.eclipse.aether..",
                            // The archive of a kmod project.
                            "org.apache.commons.compress.archivers.tar",
                            // The report on the Maven site.
                            "org.apache.maven.reporting",
                            "org.apache.maven.doxia..",
                            "org.jspecify..",
                            "java..")
                    .or(describe(
                            "are what the library's methods take and throw",
                            (JavaClass type) -> Stream.of(
                                            Btf.class,
                                            BtfFormatException.class,
                                            Layout.class,
                                            RuleSet.class,
                                            ModuleSigner.class,
                                            ModuleSignerProvider.class,
                                            SigningHash.class,
                                            SigningKeyException.class,
                                            SigningKeyException.Part.class)
                                    .anyMatch(type::isEquivalentTo))));

    @ArchTest
    static final ArchRule NOTHING_IS_SHARED_BETWEEN_BUILDS_BUT_CONSTANTS = fields().that()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.btf4j.maven..")
            .and()
            .areStatic()
            .and(describe(
                    "were written by a person",
                    (JavaField field) -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
            .should(ArchCondition.from(describe(
                    "be final and of an immutable type",
                    (JavaField field) ->
                            field.getModifiers().contains(JavaModifier.FINAL) && isImmutable(field.getRawType()))));

    private static boolean isImmutable(JavaClass type) {
        return type.isPrimitive()
                || type.isEnum()
                || type.isEquivalentTo(String.class)
                || type.isEquivalentTo(Instant.class);
    }
}
