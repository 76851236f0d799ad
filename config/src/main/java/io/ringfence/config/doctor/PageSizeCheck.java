package io.ringfence.config.doctor;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the heap is in huge pages. */
final class PageSizeCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.JVM, "heap's pages");
    private static final String COST =
            "reaching far apart prices and stops misses the table of pages: 10 to 30 ns each time";

    @Override
    public List<Finding> look(Host host) {
        JvmFacts jvm = host.jvm();
        if (jvm.isOn("UseTransparentHugePages")) {
            return List.of(transparent(host));
        }
        if (jvm.isOn("UseLargePages")) {
            return List.of(ABOUT.good("huge, reserved"));
        }
        if (!jvm.isOff("UseTransparentHugePages")) {
            return List.of(ABOUT.unknown("this JVM does not tell"));
        }
        return List.of(ABOUT.little(
                "small",
                COST,
                "-XX:+UseTransparentHugePages together with -XX:+AlwaysPreTouch, and the kernel's setting madvise"));
    }

    /** The kernel has a setting for ordinary memory, and one for shared memory, which is what ZGC's heap is. */
    private static Finding transparent(Host host) {
        MemoryFiles memory = new MemoryFiles(host.files());
        boolean isShared = host.jvm().isOn("UseZGC");
        Optional<String> setting = isShared ? memory.sharedHugePages() : memory.transparentHugePages();
        if (setting.isEmpty()) {
            return ABOUT.unknown("UseTransparentHugePages is on; whether the kernel agrees it does not tell");
        }
        if (!Set.of("never", "deny").contains(setting.get())) {
            return ABOUT.good("huge, transparently");
        }
        return ABOUT.little(
                "small: UseTransparentHugePages is on, but the kernel's setting for "
                        + (isShared ? "shared memory, ZGC's, is " : "it is ")
                        + setting.get(),
                COST,
                isShared
                        ? "echo advise | sudo tee /sys/kernel/mm/transparent_hugepage/shmem_enabled"
                        : "echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled");
    }
}
