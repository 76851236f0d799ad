package io.ringfence.config.doctor;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Whether other tasks may run on the CPUs of stage threads. */
final class IsolationCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.INTERRUPTIONS, "isolated CPUs");

    @Override
    public List<Finding> look(Host host) {
        Optional<BitSet> isolated = host.cpus().isolated();
        if (isolated.isEmpty()) {
            return List.of(ABOUT.unknown("the kernel does not tell", "cat /proc/cmdline"));
        }
        return List.of(isolated.get().isEmpty() ? none(host) : some(host, isolated.get()));
    }

    private static Finding none(Host host) {
        Level level = host.isSpinning() ? Level.COSTS_A_LOT : Level.COSTS_LITTLE;
        String cost = "any task may run on a stage's CPU; the event then waits for its time slice, 1 to 4 ms";
        BitSet cpus = host.suggestedCpus();
        if (cpus.isEmpty()) {
            return ABOUT.of(
                    level,
                    "none",
                    cost,
                    "more CPUs than the layout's " + host.stageThreads().size()
                            + " threads; or let nothing else run on this host");
        }
        String list = CpuList.describe(cpus);
        return ABOUT.of(
                level,
                "none",
                cost,
                "kernel parameters isolcpus=managed_irq,domain," + list + " nohz_full=" + list + " rcu_nocbs=" + list,
                "and in the configuration: " + host.pinning(cpus));
    }

    private static Finding some(Host host, BitSet isolated) {
        String found = CpuList.describe(isolated);
        BitSet allowed = host.cpus().allowed().orElseGet(BitSet::new);
        BitSet shared = (BitSet) allowed.clone();
        shared.andNot(isolated);
        if (allowed.cardinality() > 1 && shared.isEmpty()) {
            return ABOUT.lot(
                    found + ", and this process was started on these alone",
                    "between isolated CPUs nothing is balanced: all threads that are not pinned stay on one of them",
                    "start it on the others (taskset -c, or without), and pin stages with the section cpus");
        }
        BitSet bare = host.pinnedCpus();
        bare.andNot(isolated);
        if (host.pins().size() == host.stageThreads().size() && bare.isEmpty()) {
            return ABOUT.good(found + ", with all stages on them");
        }
        String change = isolated.cardinality() < host.stageThreads().size()
                ? "isolate " + host.stageThreads().size() + " CPUs, and pin a stage to each with the section cpus"
                : host.pinning(isolated);
        return ABOUT.of(
                host.isSpinning() ? Level.COSTS_A_LOT : Level.COSTS_LITTLE,
                found + ", but not all stages are pinned to them",
                "isolated CPUs lie idle, and any task may run on a stage's CPU: 1 to 4 ms each time",
                change);
    }
}
