package io.ringfence.config.doctor;

import java.util.List;
import java.util.Optional;

/** Whether the kernel makes huge pages of small ones unasked. */
final class HugePagesCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.MEMORY, "transparent huge pages");
    private static final String CHANGE = "echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled";

    @Override
    public List<Finding> look(Host host) {
        MemoryFiles memory = new MemoryFiles(host.files());
        Optional<String> enabled = memory.transparentHugePages();
        if (enabled.isEmpty()) {
            return List.of(ABOUT.unknown("the kernel does not tell"));
        }
        String defrag = memory.hugePageDefrag().orElse(HostFacts.UNKNOWN);
        String found = enabled.get() + ", defrag " + defrag;
        if (!enabled.get().equals("always")) {
            return List.of(ABOUT.good(found));
        }
        if (defrag.equals("always")) {
            return List.of(ABOUT.lot(
                    found,
                    "who touches new memory waits while pages are moved together for a huge one: up to milliseconds",
                    CHANGE));
        }
        return List.of(ABOUT.little(
                found,
                "a kernel thread copies pages of the running host into huge ones: 10 to 100 us each time",
                CHANGE));
    }
}
