package io.ringfence.config.doctor;

import io.ringfence.config.doctor.Probes.Noise;
import java.util.concurrent.TimeUnit;
import net.openhft.affinity.Affinity;

/** A thread that does nothing but read the clock, and notes when that took too long. Read it when it has ended. */
final class NoiseSpin extends Thread {
    /** Until its own code is compiled. */
    static final long WARM_UP_MS = 200;

    static final long SPIN_MS = 1_000;

    /** Longer than any reading of the clock, shorter than any interruption worth to be told. */
    private static final long INTERRUPTED_NS = 2_000;

    private final int cpu;
    private Noise noise;

    NoiseSpin(int cpu) {
        super("ringfence-doctor-spin");
        this.cpu = cpu;
        setDaemon(true);
    }

    @Override
    public void run() {
        boolean isPinned = cpu != Noise.ANY_CPU && pin();
        spin(WARM_UP_MS, isPinned);
        noise = spin(SPIN_MS, isPinned);
    }

    /** False where the platform cannot pin, or there is no such CPU; pinning has a finding of its own. */
    private boolean pin() {
        try {
            Affinity.setAffinity(cpu);
            return Affinity.getAffinity().get(cpu);
        } catch (RuntimeException refused) {
            return false;
        }
    }

    private Noise spin(long forMs, boolean isPinned) {
        long startNs = System.nanoTime();
        long forNs = TimeUnit.MILLISECONDS.toNanos(forMs);
        long lastNs = startNs;
        long lostNs = 0;
        long longestNs = 0;
        long count = 0;
        while (lastNs - startNs < forNs) {
            long nowNs = System.nanoTime();
            long gapNs = nowNs - lastNs;
            if (gapNs > INTERRUPTED_NS) {
                lostNs += gapNs;
                longestNs = Math.max(longestNs, gapNs);
                count++;
            }
            lastNs = nowNs;
        }
        return new Noise(isPinned ? cpu : Noise.ANY_CPU, lastNs - startNs, lostNs, longestNs, count);
    }

    Noise noise() {
        return noise;
    }
}
