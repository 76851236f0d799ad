package io.ringfence.config.doctor;

import java.util.List;
import java.util.Optional;

/** Whether CPUs run at full clock before they have much to do. */
final class GovernorCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.PROCESSOR, "governor");

    @Override
    public List<Finding> look(Host host) {
        Optional<String> governor = host.cpus().governor();
        if (governor.isEmpty()) {
            return List.of(
                    host.isVirtual()
                            ? ABOUT.unknown("the hypervisor's host decides on the clock", "ask its operator")
                            : ABOUT.unknown(
                                    "the kernel has no driver for the clock; the firmware decides",
                                    "look for power management in the firmware's settings; choose performance"));
        }
        String found = governor.get()
                + host.cpus().frequencyDriver().map(driver -> " by " + driver).orElse("");
        if (governor.get().equals("performance")) {
            return List.of(ABOUT.good(found));
        }
        String change = "sudo cpupower frequency-set -g performance";
        return List.of(
                host.isSpinning()
                        ? ABOUT.little(found, "what does not spin runs slowly when it wakes, two to four times", change)
                        : ABOUT.lot(
                                found,
                                "a thread that wakes runs at a low clock for its first milliseconds: two to four times slower,"
                                        + " which is every event on a quiet host",
                                change));
    }
}
