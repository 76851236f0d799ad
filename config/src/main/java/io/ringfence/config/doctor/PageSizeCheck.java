package io.ringfence.config.doctor;

import java.util.List;
import java.util.Optional;

/** Whether the heap is in huge pages. */
final class PageSizeCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.JVM, "heap's pages");
    private static final String FLAG = "-XX:+UseTransparentHugePages";

    @Override
    public List<Finding> look(Host host) {
        JvmFacts jvm = host.jvm();
        Optional<String> offered = new MemoryFiles(host.files()).transparentHugePages();
        if (jvm.isOn("UseTransparentHugePages")) {
            return List.of(
                    offered.filter("never"::equals).isEmpty()
                            ? ABOUT.good("huge, transparently")
                            : ABOUT.little(
                                    "small: UseTransparentHugePages is on, but the kernel's setting is never",
                                    "reaching far apart prices and stops misses the table of pages: 10 to 30 ns each time",
                                    "echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled"));
        }
        if (jvm.isOn("UseLargePages")) {
            return List.of(ABOUT.good("huge, reserved"));
        }
        if (!jvm.isOff("UseTransparentHugePages")) {
            return List.of(ABOUT.unknown("this JVM does not tell"));
        }
        return List.of(ABOUT.little(
                "small",
                "reaching far apart prices and stops misses the table of pages: 10 to 30 ns each time",
                FLAG + " together with -XX:+AlwaysPreTouch, and the kernel's setting madvise"));
    }
}
