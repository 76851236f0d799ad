package io.ringfence.config.doctor;

import java.util.List;
import java.util.Optional;

/** Whether the machine is virtual. */
final class HypervisorCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.INTERRUPTIONS, "hypervisor");

    @Override
    public List<Finding> look(Host host) {
        Optional<String> hypervisor = Hypervisor.read(host.files());
        if (hypervisor.isEmpty()) {
            return List.of(ABOUT.unknown("it cannot be told", "systemd-detect-virt"));
        }
        if (hypervisor.get().equals(Hypervisor.NONE)) {
            return List.of(ABOUT.good(Hypervisor.NONE));
        }
        return List.of(ABOUT.little(
                hypervisor.get(),
                "an idle CPU is given away and takes 10 to 100 us to come back, timers and interrupts take a detour, neighbours"
                        + " share caches and disk",
                "a machine of its own; or one whose virtual CPUs have cores of their own"));
    }
}
