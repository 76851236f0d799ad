package io.ringfence.config.doctor;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Whether devices may interrupt the CPUs that stage threads are pinned to. */
final class InterruptsCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.INTERRUPTIONS, "interrupts");
    private static final String INTERRUPTS = "/proc/irq";

    @Override
    public List<Finding> look(Host host) {
        BitSet pinned = host.pinnedCpus();
        if (pinned.isEmpty()) {
            return List.of();
        }
        long known = 0;
        long aimed = 0;
        for (String number : host.files().names(INTERRUPTS)) {
            Optional<BitSet> cpus = host.files()
                    .text(INTERRUPTS + "/" + number + "/effective_affinity_list")
                    .or(() -> host.files().text(INTERRUPTS + "/" + number + "/smp_affinity_list"))
                    .flatMap(CpuList::parse)
                    .filter(set -> !set.isEmpty());
            known += cpus.isPresent() ? 1 : 0;
            aimed += cpus.map(pinned::intersects).orElse(false) ? 1 : 0;
        }
        if (known == 0) {
            return List.of(ABOUT.unknown("the kernel does not tell", "cat /proc/interrupts"));
        }
        String found = aimed + " of " + known + " may come to the stages' CPUs";
        return List.of((aimed == 0
                        ? ABOUT.good("none of " + known + " comes to the stages' CPUs")
                        : ABOUT.little(
                                found,
                                "2 to 20 us each, at the rate of the devices",
                                "kernel parameter irqaffinity= with the other CPUs; and without irqbalance, or with"
                                        + " IRQBALANCE_BANNED_CPULIST=" + CpuList.describe(pinned)))
                .with("interrupts", aimed));
    }
}
