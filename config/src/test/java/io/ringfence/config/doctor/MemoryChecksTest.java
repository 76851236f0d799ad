package io.ringfence.config.doctor;

import static io.ringfence.config.doctor.Examined.host;
import static io.ringfence.config.doctor.Examined.only;
import static io.ringfence.config.doctor.Examined.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryChecksTest {
    @TempDir
    private Path root;

    private FakeHost tuned;
    private FakeHost laptop;
    private FakeHost nothing;

    @BeforeEach
    void make() {
        tuned = FakeHost.tuned(root.resolve("tuned"));
        laptop = FakeHost.laptop(root.resolve("laptop"));
        nothing = FakeHost.empty(root.resolve("nothing"));
    }

    @Test
    void shouldWeighHugePagesByWhoWaitsForThem() {
        Check check = new HugePagesCheck();
        assertEquals("good: madvise, defrag madvise", told(check, host(tuned)));
        Finding always = only(check, host(laptop));
        assertEquals("costs a lot: always, defrag always", told(always));
        assertEquals(List.of("echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled"), always.change());
        laptop.file("/sys/kernel/mm/transparent_hugepage/defrag", "always defer defer+madvise [madvise] never");
        assertEquals("costs little: always, defrag madvise", told(check, host(laptop)));
        assertEquals(Level.UNKNOWN, only(check, host(nothing)).level());
    }

    @Test
    void shouldWeighSwapByWhetherItIsUsed() {
        Check check = new SwapCheck();
        assertEquals("good: none", told(check, host(tuned)));
        Finding unused = only(check, host(laptop));
        assertEquals("costs little: 8 GiB, 0 B used, swappiness 60", told(unused));
        assertEquals(Map.of("total_bytes", 8L << 30, "used_bytes", 0L), unused.values());
        laptop.file("/proc/meminfo", "MemTotal: 8 kB\nSwapTotal: 2097152 kB\nSwapFree: 1048576 kB");
        assertEquals("costs a lot: 2 GiB, 1 GiB used, swappiness 60", told(check, host(laptop)));
        assertEquals(Level.UNKNOWN, only(check, host(nothing)).level());
    }

    @Test
    void shouldHoldTheHeapAgainstWhatIsAvailableAndAgainstTheGroupsLimit() {
        Check check = new MemoryRoomCheck();
        assertEquals("good: 32 GiB available; a heap of up to 2 GiB", told(check, host(tuned)));
        tuned.memory(3L << 30, 0);
        assertEquals("costs a lot: 1.5 GiB available; a heap of up to 2 GiB", told(check, host(tuned)));
        FakeHost container = FakeHost.container(root.resolve("container"));
        Finding limited = only(check, host(container));
        assertEquals("costs a lot: 128 GiB available, limit 2 GiB; a heap of up to 2 GiB", told(limited));
        assertEquals(List.of("-Xmx1024m"), limited.change());
        container.file("/sys/fs/cgroup/memory.max", "max");
        assertEquals("good: 128 GiB available; a heap of up to 2 GiB", told(check, host(container)));
        assertEquals(Level.UNKNOWN, only(check, host(nothing)).level());
    }
}
