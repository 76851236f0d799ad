package io.ringfence.config.doctor;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the kernel reads the time from. */
final class ClockSourceCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.TIME, "clock source");
    private static final String FILE = "/sys/devices/system/clocksource/clocksource0/current_clocksource";
    /** Read without entering the kernel. */
    private static final Set<String> FAST = Set.of("tsc", "arch_sys_counter", "hyperv_clocksource_tsc_page");

    @Override
    public List<Finding> look(Host host) {
        Optional<String> source = host.cpus().clockSource();
        if (source.isEmpty()) {
            return List.of(ABOUT.unknown("the kernel does not tell", "see what reading the clock takes, below"));
        }
        String found = source.get();
        if (FAST.contains(found)) {
            return List.of(ABOUT.good(found));
        }
        boolean hasTsc = host.cpus().clockSources().contains("tsc");
        String now = hasTsc ? "echo tsc | sudo tee " + FILE : "tsc is not offered: dmesg | grep -i tsc says why";
        String always =
                "for good: kernel parameters clocksource=tsc tsc=reliable, where the CPU has constant_tsc nonstop_tsc";
        if (found.equals("kvm-clock")) {
            return List.of(
                    ABOUT.little(found, "some ns more a reading than tsc, and every event reads it", now, always));
        }
        return List.of(ABOUT.lot(
                found,
                "each reading enters the kernel and asks a device: 0.3 to 2 us, several times an event",
                now,
                always));
    }
}
