package io.ringfence.config.doctor;

import java.util.List;
import java.util.Optional;

/** Whether clocks go beyond their nominal rate. */
final class TurboCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.PROCESSOR, "turbo");

    @Override
    public List<Finding> look(Host host) {
        Optional<Boolean> isOn = host.cpus().isTurboOn();
        if (isOn.isEmpty()) {
            return List.of(ABOUT.unknown("the kernel does not tell", "sudo turbostat"));
        }
        if (!isOn.get()) {
            return List.of(ABOUT.good("off: a steady clock, and runs that compare"));
        }
        boolean isIntel = host.files().exists(CpuFiles.CPUS + "/intel_pstate/no_turbo");
        return List.of(ABOUT.little(
                "on",
                "faster, but the clock follows heat and what other cores do: some us at each change, and two runs differ by"
                        + " some percent",
                "to trade, leave it on; to compare runs:",
                isIntel
                        ? "echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo"
                        : "echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost"));
    }
}
