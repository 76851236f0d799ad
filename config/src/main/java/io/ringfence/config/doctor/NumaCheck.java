package io.ringfence.config.doctor;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Whether threads and their memory are close together. */
final class NumaCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.PROCESSOR, "NUMA");

    @Override
    public List<Finding> look(Host host) {
        Optional<BitSet> nodes = host.cpus().nodes();
        if (nodes.isEmpty()) {
            return List.of(ABOUT.unknown("the kernel does not tell", "lscpu | grep NUMA"));
        }
        BitSet used = used(host, nodes.get());
        int count = nodes.get().cardinality();
        String change =
                "numactl --cpunodebind=" + used.nextSetBit(0) + " --membind=" + used.nextSetBit(0) + " java ...";
        if (count == 1) {
            return List.of(ABOUT.good("one node").with("nodes", 1));
        }
        String found = count + " nodes, of which this process uses " + CpuList.describe(used);
        if (used.cardinality() > 1) {
            return List.of(ABOUT.little(
                            found,
                            "a cache line of the other node takes 100 ns or more longer, several times an event",
                            change)
                    .with("nodes", count));
        }
        boolean isBalancing =
                host.files().number("/proc/sys/kernel/numa_balancing").orElse(0) != 0;
        return List.of((isBalancing
                        ? ABOUT.little(
                                found + "; automatic balancing is on",
                                "the kernel unmaps pages to see who uses them: a fault of some us each",
                                "sudo sysctl kernel.numa_balancing=0")
                        : ABOUT.good(found))
                .with("nodes", count));
    }

    /** Nodes whose CPUs stage threads are pinned to; where they are not, those of all CPUs that the process may use. */
    private static BitSet used(Host host, BitSet nodes) {
        BitSet pinned = host.pinnedCpus();
        BitSet cpus = pinned.isEmpty() ? host.cpus().allowed().orElse(pinned) : pinned;
        BitSet used = new BitSet();
        nodes.stream()
                .filter(node ->
                        host.cpus().cpusOfNode(node).map(cpus::intersects).orElse(false))
                .forEach(used::set);
        return used.isEmpty() ? nodes : used;
    }
}
