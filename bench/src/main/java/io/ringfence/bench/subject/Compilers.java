package io.ringfence.bench.subject;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** Whether the JIT's threads still have work, which they would do beside the load. One thread asks. */
final class Compilers {
    /** Of the time between two looks that they may have worked, in percent. */
    private static final int IDLE_PERCENT = 2;

    private static final long MS_NS = 1_000_000;

    /** Null in a JVM that only interprets. */
    private final CompilationMXBean compilation = ManagementFactory.getCompilationMXBean();

    private long lookedAtNs = System.nanoTime();
    private long workedMs = workedMs();

    /** Whether they have done almost nothing since the last look, the first of which is its making. */
    boolean haveBeenIdle() {
        long nowNs = System.nanoTime();
        long nowMs = workedMs();
        boolean idle = (nowMs - workedMs) * MS_NS * 100 < (nowNs - lookedAtNs) * IDLE_PERCENT;
        lookedAtNs = nowNs;
        workedMs = nowMs;
        return idle;
    }

    private long workedMs() {
        return compilation == null ? 0 : compilation.getTotalCompilationTime();
    }
}
