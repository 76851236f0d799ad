package io.ringfence.config.doctor;

import java.util.List;
import java.util.OptionalLong;

/** Whether the heap fits the memory there is. */
final class MemoryRoomCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.MEMORY, "room");

    @Override
    public List<Finding> look(Host host) {
        OptionalLong available = new MemoryFiles(host.files()).availableBytes();
        OptionalLong limit = new CgroupFiles(host.files()).memoryLimitBytes();
        if (available.isEmpty()) {
            return List.of(ABOUT.unknown("the kernel does not tell", "free -h"));
        }
        long room = Math.min(available.getAsLong(), limit.orElse(Long.MAX_VALUE));
        long heap = host.jvm().maxHeapBytes();
        String bound = limit.isPresent() ? ", limit " + Quantity.bytes(limit.getAsLong()) : "";
        String found = Quantity.bytes(available.getAsLong()) + " available" + bound + "; a heap of up to "
                + Quantity.bytes(heap);
        return List.of((heap < room
                        ? ABOUT.good(found)
                        : ABOUT.lot(
                                found,
                                "a heap that grows to its bound is swapped, or the process is killed",
                                "-Xmx" + Math.max(1, room / 2 / (1 << 20)) + "m"))
                .with("available_bytes", available.getAsLong())
                .with("max_heap_bytes", heap));
    }
}
