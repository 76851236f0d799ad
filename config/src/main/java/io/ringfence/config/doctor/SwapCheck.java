package io.ringfence.config.doctor;

import java.util.List;
import java.util.OptionalLong;

/** Whether memory may go to the disk. */
final class SwapCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.MEMORY, "swap");

    @Override
    public List<Finding> look(Host host) {
        MemoryFiles memory = new MemoryFiles(host.files());
        OptionalLong total = memory.swapBytes();
        if (total.isEmpty()) {
            return List.of(ABOUT.unknown("the kernel does not tell", "swapon --show"));
        }
        if (total.getAsLong() == 0) {
            return List.of(ABOUT.good("none"));
        }
        long used = total.getAsLong() - memory.swapFreeBytes().orElse(total.getAsLong());
        OptionalLong swappiness = memory.swappiness();
        String found = Quantity.bytes(total.getAsLong()) + ", " + Quantity.bytes(used) + " used"
                + (swappiness.isPresent() ? ", swappiness " + swappiness.getAsLong() : "");
        String[] change = {
            "sudo swapoff -a    for good: take it out of /etc/fstab", "or at least: sudo sysctl vm.swappiness=1"
        };
        String cost = "a page of heap, code or stops that was swapped out takes 0.1 to 10 ms to come back";
        return List.of((used > 0 ? ABOUT.lot(found, cost, change) : ABOUT.little(found, cost, change))
                .with("total_bytes", total.getAsLong())
                .with("used_bytes", used));
    }
}
