package io.ringfence.config.node;

import io.ringfence.core.ring.StageThreads;
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
            Affinity.setAffinity(cpu);
            work.run();
        });
    }
}
