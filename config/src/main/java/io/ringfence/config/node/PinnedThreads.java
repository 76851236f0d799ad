package io.ringfence.config.node;

import io.ringfence.core.ring.StageThreads;
import java.util.BitSet;
import java.util.Map;
import net.openhft.affinity.Affinity;

/** Threads for the ring's stages, each pinned to the core that is configured for it, where one is. */
final class PinnedThreads implements StageThreads {
    private final Map<String, Integer> cpus;
    private final StageThreads unpinned = StageThreads.unpinned();

    PinnedThreads(Map<String, Integer> cpus) {
        this.cpus = cpus;
    }

    @Override
    public Thread newThread(String name, Runnable work) {
        Integer cpu = cpus.get(name);
        if (cpu == null) {
            return unpinned.newThread(name, work);
        }
        return unpinned.newThread(name, () -> {
            pin(name, cpu);
            work.run();
        });
    }

    /** Where the platform cannot pin, nothing is pinned; where it can, a CPU that is not to be had is an error. */
    private static void pin(String name, int cpu) {
        RuntimeException cause = null;
        try {
            Affinity.setAffinity(cpu);
        } catch (RuntimeException e) {
            cause = e;
        }
        BitSet allowed = Affinity.getAffinity();
        if (cause != null || !allowed.isEmpty() && !(allowed.get(cpu) && allowed.cardinality() == 1)) {
            throw new IllegalStateException(
                    "cpus." + name + " = " + cpu + ": the thread cannot be pinned to it; it may run on " + allowed,
                    cause);
        }
    }
}
