package io.ringfence.config.doctor;

import java.util.List;
import java.util.Optional;

/** Whether threads that are stopped wait for the JVM's log. */
final class JvmLogCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.JVM, "log");

    @Override
    public List<Finding> look(Host host) {
        List<String> arguments = host.jvm().arguments();
        Optional<String> file = arguments.stream()
                .filter(argument ->
                        argument.startsWith("-Xlog:") && argument.contains(":file=") || argument.startsWith("-Xloggc:"))
                .findFirst();
        if (file.isEmpty()) {
            return List.of(ABOUT.good("none to a file"));
        }
        return List.of(
                arguments.contains("-Xlog:async")
                        ? ABOUT.good("to a file, asynchronously")
                        : ABOUT.little(
                                "to a file, synchronously",
                                "the line about a pause is written in it: all threads wait for the disk where it is busy",
                                "-Xlog:async besides"));
    }
}
