package io.ringfence.config.doctor;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether stage threads keep to CPUs of their own. */
final class PinningCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.PROCESSOR, "pinning");

    @Override
    public List<Finding> look(Host host) {
        Map<String, Integer> pins = host.pins();
        return host.stageThreads().isEmpty()
                ? List.of()
                : List.of(pins.isEmpty() ? unpinned(host) : pinned(host, pins));
    }

    private static Finding unpinned(Host host) {
        if (!host.isSpinning()) {
            return ABOUT.good("none, which threads that sleep do not need");
        }
        BitSet cpus = host.suggestedCpus();
        String found = "no stage has a CPU of its own";
        String cost = "a thread that is moved to another CPU finds cold caches: 10 to 100 us each time";
        return cpus.isEmpty()
                ? ABOUT.little(found, cost, "more CPUs than stages, and the section cpus of the configuration")
                : ABOUT.little(found, cost, host.pinning(cpus));
    }

    private static Finding pinned(Host host, Map<String, Integer> pins) {
        String found = pins.entrySet().stream()
                .map(pin -> pin.getKey() + " on " + pin.getValue())
                .collect(Collectors.joining(", "));
        BitSet cpus = host.pinnedCpus();
        BitSet permitted = host.permittedCpus();
        BitSet missing = (BitSet) cpus.clone();
        missing.andNot(permitted);
        if (!permitted.isEmpty() && !missing.isEmpty()) {
            return ABOUT.lot(
                    found + "; there is no CPU " + CpuList.describe(missing),
                    "the host does not start",
                    "cpus { ... } with CPUs out of " + CpuList.describe(permitted));
        }
        if (cpus.cardinality() < pins.size()) {
            String cost =
                    "they take turns: an event waits for the other's time slice, some milliseconds where it spins";
            return ABOUT.of(
                    host.isSpinning() ? Level.COSTS_A_LOT : Level.COSTS_LITTLE,
                    found + "; two threads on one CPU",
                    cost,
                    "a CPU for each in the section cpus of the configuration");
        }
        if (host.isSpinning() && sharesACore(host, cpus)) {
            return ABOUT.little(
                    found + "; two of these CPUs are one core",
                    "both run 20 to 50 % slower while the other spins",
                    "CPUs of different cores; lscpu --extended shows which they are");
        }
        return ABOUT.good(found);
    }

    private static boolean sharesACore(Host host, BitSet cpus) {
        return cpus.stream()
                .anyMatch(cpu -> host.cpus()
                        .siblings(cpu)
                        .map(siblings -> {
                            BitSet both = (BitSet) siblings.clone();
                            both.and(cpus);
                            return both.cardinality() > 1;
                        })
                        .orElse(false));
    }
}
