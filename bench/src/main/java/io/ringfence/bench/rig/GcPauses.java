package io.ringfence.bench.rig;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/**
 * Garbage collections between two moments. Of a collector that works beside the program and counts its pauses apart from its
 * cycles, only the pauses.
 */
public final class GcPauses {
    private static final String CYCLES = "Cycles";

    private static final List<GarbageCollectorMXBean> COLLECTORS =
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .filter(collector -> !collector.getName().endsWith(CYCLES))
                    .toList();
    /** Set by whoever begins, read after that thread was joined. */
    private Map<String, Long> atBegin = now();

    /** From here on. */
    public void begin() {
        atBegin = now();
    }

    /** So far. */
    public Map<String, Long> since() {
        Map<String, Long> now = now();
        return Map.of("count", now.get("count") - atBegin.get("count"), "ms", now.get("ms") - atBegin.get("ms"));
    }

    /** Since the JVM's start. */
    static Map<String, Long> now() {
        long count = 0;
        long ms = 0;
        for (GarbageCollectorMXBean collector : COLLECTORS) {
            count += Math.max(0, collector.getCollectionCount());
            ms += Math.max(0, collector.getCollectionTime());
        }
        return Map.of("count", count, "ms", ms);
    }
}
