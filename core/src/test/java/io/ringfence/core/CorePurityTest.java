package io.ringfence.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** State is a function of the journaled inputs: nothing in the core can reach what is not one. */
final class CorePurityTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ringfence.core");

    private static void check(ArchRule rule, String reason) {
        rule.because(reason).check(CORE);
    }

    @Test
    void shouldDependOnNothingButTheRingAndItsBuffers() {
        check(
                classes()
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage("io.ringfence.core..", "java..", "com.lmax.disruptor..", "org.agrona.."),
                "the core is pure");
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.ringfence.core.ring..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("com.lmax.."),
                "one package knows how the ring is made");
    }

    @Test
    void shouldReadNoClockAndDrawNoRandomFigure() {
        ArchRule rule = noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(System.class, "identityHashCode", Object.class)
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(DescribedPredicate.<JavaClass>alwaysFalse()
                        .or(JavaClass.Predicates.assignableTo(Clock.class))
                        .or(JavaClass.Predicates.assignableTo(Instant.class))
                        .or(JavaClass.Predicates.assignableTo(Random.class))
                        .or(JavaClass.Predicates.assignableTo(SplittableRandom.class))
                        .or(JavaClass.Predicates.assignableTo(RandomGenerator.class)));
        check(rule, "time is an input, and so is chance");
    }

    @Test
    void shouldDoNoInputOutputAndLogNothing() {
        check(
                noClasses()
                        .that()
                        // Generated; its only touch is the exception of an Appendable.
                        .resideOutsideOfPackage("io.ringfence.core.event")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.io..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.net..",
                                "java.util.logging..",
                                "java.lang.System$Logger",
                                "org.slf4j.."),
                "what leaves the core leaves in outputs");
    }

    @Test
    void shouldMakeThreadsOnlyInTheRing() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage("io.ringfence.core.ring..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.concurrent\\.(Exec|Fork|Thread|Timer|Completable).*");
        check(rule, "each stage is called by one thread, and knows of none");
    }

    @Test
    void shouldHoldNoFloatingPointInState() {
        check(
                fields().should()
                        .notHaveRawType(double.class)
                        .andShould()
                        .notHaveRawType(float.class)
                        .andShould()
                        .notHaveRawType(double[].class)
                        .andShould()
                        .notHaveRawType(float[].class),
                "prices, quantities and money are scaled longs");
    }

    @Test
    void shouldIterateOverNothingWhoseOrderIsNotTheStates() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(
                        "..stoploss..",
                        "..condition..",
                        "..trade..",
                        "..account..",
                        "..risk..",
                        "..delivery..",
                        "..state..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(JavaClass.Predicates.assignableTo(HashMap.class)
                        .or(JavaClass.Predicates.assignableTo(HashSet.class))
                        .or(JavaClass.Predicates.assignableTo(IdentityHashMap.class)));
        check(rule, "the same state gives the same bytes");
    }
}
