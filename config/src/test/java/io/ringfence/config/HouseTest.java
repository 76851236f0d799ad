package io.ringfence.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, and what each of them alone may depend on. The core holds its purity in tests of its own. */
class HouseTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ringfence");

    @Test
    void shouldPointOnlyDownwardsWhenModulesDependOnEachOther() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("core")
                .definedBy("io.ringfence.core..")
                .layer("journal")
                .definedBy("io.ringfence.journal..")
                .layer("transport")
                .definedBy("io.ringfence.transport..")
                .layer("config")
                .definedBy("io.ringfence.config..")
                .whereLayer("config")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("transport")
                .mayOnlyBeAccessedByLayers("config")
                .whereLayer("journal")
                .mayOnlyBeAccessedByLayers("config")
                .whereLayer("core")
                .mayOnlyBeAccessedByLayers("journal", "transport", "config")
                .check(HOUSE);
    }

    @Test
    void shouldStayInItsModuleWhenALibraryIsUsed() {
        onlyIn("core", "com.lmax..");
        onlyIn("journal", "net.openhft.chronicle..", "org.postgresql..", "org.flywaydb..");
        onlyIn(
                "transport",
                "io.netty..",
                "com.fasterxml..",
                "com.nimbusds..",
                "org.bouncycastle..",
                "jakarta.mail..",
                "jakarta.activation..",
                "org.eclipse.angus..",
                "io.lettuce..",
                "reactor..",
                "org.zeromq..",
                "zmq..",
                "com.google.protobuf..");
        onlyIn("config", "com.typesafe..", "picocli..", "net.openhft.affinity..", "org.HdrHistogram..");
    }

    private static void onlyIn(String module, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ringfence." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(HOUSE);
    }

    /** Flyweights are written against Agrona's buffers, so those cross modules; nothing else of it does. */
    @Test
    void shouldSeeOnlyBuffersOfAgronaWhenOutsideTheCore() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ringfence.core..")
                .should()
                .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are Agrona's other than buffers and what flyweights return",
                        type -> type.getPackageName().startsWith("org.agrona")
                                && !type.getSimpleName().endsWith("DirectBuffer")
                                && !type.getSimpleName().equals("UnsafeBuffer")
                                && !type.getPackageName().startsWith("org.agrona.sbe")))
                .check(HOUSE);
    }

    @Test
    void shouldHaveNoCyclesWhenPackagesOfAModuleDependOnEachOther() {
        SlicesRuleDefinition.slices()
                .matching("io.ringfence.(*).(*)..")
                .should()
                .beFreeOfCycles()
                .check(HOUSE);
    }
}
