package io.ringfence.config.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What has to be measured, since no file tells it. */
interface Probes {
    /**
     * The JVM's clock.
     *
     * @param callNs what reading it takes
     * @param stepNs least difference of two readings that differ
     */
    record Clock(double callNs, long stepNs) {}

    /**
     * How a thread that spins was interrupted.
     *
     * @param cpu it ran on; {@value #ANY_CPU} where it was not pinned
     * @param spunNs for which it was watched
     * @param lostNs of that which it did not run
     * @param longestNs longest time without running
     * @param interruptions times it did not run
     */
    record Noise(int cpu, long spunNs, long lostNs, long longestNs, long interruptions) {
        static final int ANY_CPU = -1;

        double lostShare() {
            return (double) lostNs / spunNs;
        }
    }

    Clock clock();

    /** How much later than asked {@link java.util.concurrent.locks.LockSupport#parkNanos} returns. */
    Samples parkLateness();

    /** Spins a thread on each of some CPUs at once, or one thread anywhere where none are named. */
    List<Noise> noise(Set<Integer> cpus);

    /**
     * Overwrites 4 KiB of a scratch file in a directory and syncs it, many times.
     *
     * @throws IOException when the directory cannot be written
     */
    Samples syncLatency(Path directory) throws IOException;

    /** Room that this process may still write where a directory is. */
    long usableBytes(Path directory) throws IOException;
}
