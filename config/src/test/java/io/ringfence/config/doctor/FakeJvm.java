package io.ringfence.config.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A JVM by its flags. */
final class FakeJvm {
    static final long HEAP_BYTES = 2L << 30;

    private FakeJvm() {}

    /** With what a JDK 17 has on two CPUs where nothing is said, and these on top: {@code NAME=VALUE}. */
    static JvmFacts with(String... options) {
        Map<String, String> all = new HashMap<>(Map.of(
                "AlwaysPreTouch", "false",
                "InitialHeapSize", Long.toString(HEAP_BYTES / 16),
                "MaxHeapSize", Long.toString(HEAP_BYTES),
                "PerfDisableSharedMem", "false",
                "TieredStopAtLevel", "4",
                "UseBiasedLocking", "false",
                "UseCountedLoopSafepoints", "true",
                "UsePerfData", "true",
                "UseTransparentHugePages", "false",
                "UseLargePages", "false"));
        List<String> given = List.of(options);
        boolean isCollectorGiven = given.stream().anyMatch(option -> option.matches("Use\\w+GC=true"));
        all.put("UseG1GC", Boolean.toString(!isCollectorGiven));
        for (String option : given) {
            String[] parts = option.split("=", 2);
            all.put(parts[0], parts[1]);
        }
        return of(all, List.of());
    }

    /** As {@link #with} without options, started with these arguments. */
    static JvmFacts startedWith(String... arguments) {
        return of(with().options(), List.of(arguments));
    }

    private static JvmFacts of(Map<String, String> options, List<String> arguments) {
        return new JvmFacts(
                "OpenJDK 64-Bit Server VM",
                "17.0.15+6",
                "mixed mode, sharing",
                List.of("G1 Young Generation", "G1 Old Generation"),
                options,
                arguments,
                2,
                Long.parseLong(options.get("MaxHeapSize")));
    }
}
