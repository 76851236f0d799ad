package io.ringfence.config.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Measures on this host, each for a time that is bounded, and tells how far it is. */
final class LiveProbes implements Probes {
    private static final long CLOCK_MS = 100;
    private static final long PARK_MS = 500;
    private static final long NOISE_MS = NoiseSpin.WARM_UP_MS + NoiseSpin.SPIN_MS;
    private static final long SYNC_MS = 1_500;
    private static final long ALL_MS = CLOCK_MS + PARK_MS + NOISE_MS + SYNC_MS;

    private static final int CLOCK_ROUND = 10_000;
    private static final long PARK_NS = 1_000_000;
    private static final int MAX_SYNCS = 2_000;
    private static final int PAGE_BYTES = 4096;
    private static final int SCRATCH_PAGES = 256;
    /** Written to, so that no reading of the clock can be left out. */
    private static volatile long sink;

    private final DoctorProgress progress;
    private long doneMs;

    LiveProbes(DoctorProgress progress) {
        this.progress = progress;
    }

    private interface Step<E extends Exception> {
        /** Returns whether another one is wanted. */
        boolean run() throws E;
    }

    /** Runs for a time, or until no more is wanted; tells its progress before each step. */
    private <E extends Exception> void during(long forMs, String what, Step<E> step) throws E {
        long startNs = System.nanoTime();
        long passedMs = 0;
        boolean isWanted = true;
        while (isWanted && passedMs < forMs) {
            progress.at(what, doneMs + passedMs, ALL_MS);
            isWanted = step.run();
            passedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        }
        doneMs += forMs;
    }

    @Override
    public Clock clock() {
        long[] best = {Long.MAX_VALUE, Long.MAX_VALUE};
        during(CLOCK_MS, "clock", () -> {
            long start = System.nanoTime();
            long last = start;
            long sum = 0;
            for (int i = 0; i < CLOCK_ROUND; i++) {
                long now = System.nanoTime();
                if (now > last) {
                    best[1] = Math.min(best[1], now - last);
                }
                sum += now;
                last = now;
            }
            sink = sum;
            best[0] = Math.min(best[0], last - start);
            return true;
        });
        return new Clock((double) best[0] / CLOCK_ROUND, best[1]);
    }

    @Override
    public Samples parkLateness() {
        long[] late = new long[(int) (PARK_MS * 1_000_000 / PARK_NS)];
        int[] count = {0};
        during(PARK_MS, "timers", () -> {
            long dueNs = System.nanoTime() + PARK_NS;
            LockSupport.parkNanos(PARK_NS);
            // One that comes early, which parking may, is not late.
            late[count[0]++] = Math.max(0, System.nanoTime() - dueNs);
            return count[0] < late.length;
        });
        return new Samples(Arrays.copyOf(late, count[0]));
    }

    @Override
    public List<Noise> noise(Set<Integer> cpus) {
        List<NoiseSpin> spins = (cpus.isEmpty() ? Set.of(Noise.ANY_CPU) : cpus)
                .stream().map(NoiseSpin::new).toList();
        spins.forEach(Thread::start);
        during(NOISE_MS, "noise floor", () -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            return spins.stream().anyMatch(Thread::isAlive);
        });
        // They end by themselves; on a host that starves them, late.
        spins.forEach(LiveProbes::awaitEnd);
        return spins.stream().map(NoiseSpin::noise).toList();
    }

    private static void awaitEnd(Thread thread) {
        boolean wasInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Samples syncLatency(Path directory) throws IOException {
        Path scratch = Files.createTempFile(directory, "ringfence-doctor-", ".tmp");
        // A command that is interrupted leaves nothing behind either.
        scratch.toFile().deleteOnExit();
        long[] latency = new long[MAX_SYNCS];
        int[] count = {0};
        try (FileChannel channel = FileChannel.open(scratch, StandardOpenOption.WRITE)) {
            ByteBuffer page = ByteBuffer.allocateDirect(PAGE_BYTES);
            for (int i = 0; i < SCRATCH_PAGES; i++) {
                write(channel, page, i);
            }
            channel.force(true);
            during(SYNC_MS, "disk", () -> {
                long start = System.nanoTime();
                write(channel, page, count[0] % SCRATCH_PAGES);
                channel.force(false);
                latency[count[0]++] = System.nanoTime() - start;
                return count[0] < MAX_SYNCS;
            });
        } finally {
            Files.deleteIfExists(scratch);
        }
        return new Samples(Arrays.copyOf(latency, count[0]));
    }

    /** Each time with other bytes, since a device may leave out what does not change. */
    private static void write(FileChannel channel, ByteBuffer page, int index) throws IOException {
        page.clear();
        page.putLong(0, System.nanoTime());
        while (page.hasRemaining()) {
            channel.write(page, (long) index * PAGE_BYTES + page.position());
        }
    }

    @Override
    public long usableBytes(Path directory) throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }
}
