package io.ringfence.config.doctor;

import java.util.List;
import java.util.Optional;

/** Whether the JVM runs code as fast as it can. */
final class CodeCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.JVM, "version");
    private static final long BEST_TIER = 4;

    @Override
    public List<Finding> look(Host host) {
        JvmFacts jvm = host.jvm();
        String found = jvm.name() + " " + jvm.version() + ", " + jvm.mode();
        if (jvm.mode().contains("interpreted")) {
            return List.of(ABOUT.lot(found, "code is interpreted: 20 to 50 times slower", "without -Xint"));
        }
        if (jvm.version().contains("debug")) {
            return List.of(ABOUT.lot(found, "a debug build checks itself: several times slower", "a release build"));
        }
        if (jvm.number("TieredStopAtLevel").orElse(BEST_TIER) < BEST_TIER) {
            return List.of(ABOUT.lot(
                    found + ", TieredStopAtLevel " + jvm.options().get("TieredStopAtLevel"),
                    "the compiler that optimises is off: two to three times slower",
                    "without -XX:TieredStopAtLevel"));
        }
        Optional<String> agent = jvm.arguments().stream()
                .filter(argument -> argument.startsWith("-agentlib:")
                        || argument.startsWith("-agentpath:")
                        || argument.startsWith("-javaagent:")
                        || argument.startsWith("-Xrunjdwp"))
                .findFirst();
        if (agent.isPresent()) {
            String name = agent.get().replaceFirst("=.*", "");
            return List.of(ABOUT.little(
                    found + ", with " + name,
                    "an agent may slow code, or throw compiled code away",
                    "without " + name));
        }
        return List.of(ABOUT.good(found));
    }
}
