package io.ringfence.config.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stops all threads besides the collector. */
final class SafepointsCheck implements Check {
    private static final Subject CLEANUP = new Subject(Topic.JVM, "GuaranteedSafepointInterval");
    private static final Subject LOOPS = new Subject(Topic.JVM, "UseCountedLoopSafepoints");
    private static final Subject BIASED = new Subject(Topic.JVM, "UseBiasedLocking");
    /** The last release known to have it by default, and the first known not to. */
    private static final int LAST_WITH = 21;

    private static final int FIRST_WITHOUT = 25;
    private static final long DEFAULT_MS = 1_000;

    @Override
    public List<Finding> look(Host host) {
        List<Finding> findings = new ArrayList<>();
        findings.add(cleanup(host.jvm()));
        findings.add(loops(host.jvm()));
        // Newer JVMs do not have it any more.
        if (host.jvm().isOn("UseBiasedLocking")) {
            findings.add(BIASED.little(
                    "on",
                    "a lock that a second thread takes stops all threads to hand it over: 10 to 100 us",
                    "-XX:-UseBiasedLocking"));
        }
        return findings;
    }

    private static Finding cleanup(JvmFacts jvm) {
        // It is shown only where diagnostic options are unlocked, and else has its default.
        Optional<Long> intervalMs = jvm.number("GuaranteedSafepointInterval").or(() -> byDefault(jvm.feature()));
        if (intervalMs.isEmpty()) {
            return CLEANUP.unknown(
                    "this JVM does not tell", "java -XX:+UnlockDiagnosticVMOptions -XX:+PrintFlagsFinal -version");
        }
        if (intervalMs.get() == 0) {
            return CLEANUP.good("0: never");
        }
        return CLEANUP.little(
                intervalMs.get() + " ms",
                "that often all threads stop for 0.1 ms when there is something to clean up, which can wait for a collection",
                "-XX:+UnlockDiagnosticVMOptions -XX:GuaranteedSafepointInterval=0");
    }

    private static Optional<Long> byDefault(int feature) {
        if (feature <= 0) {
            return Optional.empty();
        }
        if (feature <= LAST_WITH) {
            return Optional.of(DEFAULT_MS);
        }
        return feature >= FIRST_WITHOUT ? Optional.of(0L) : Optional.empty();
    }

    private static Finding loops(JvmFacts jvm) {
        if (jvm.isOn("UseCountedLoopSafepoints")) {
            return LOOPS.good("on");
        }
        return jvm.isOff("UseCountedLoopSafepoints")
                ? LOOPS.little(
                        "off",
                        "where all threads have to stop, they wait for the one in a long loop: up to milliseconds",
                        "-XX:+UseCountedLoopSafepoints -XX:LoopStripMiningIter=1000")
                : LOOPS.unknown("this JVM does not tell");
    }
}
