package io.ringfence.config.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Figures that were never measured.
 *
 * @param syncs absent (null) where no scratch file can be written
 * @param onNoise is told the CPUs when the noise is asked for
 */
record FakeProbes(
        Clock clock,
        Samples parkLateness,
        List<Noise> noises,
        Samples syncs,
        long freeBytes,
        Consumer<Set<Integer>> onNoise)
        implements Probes {

    /** What a tuned host shows. */
    static FakeProbes quick() {
        return new FakeProbes(
                new Clock(18.4, 12),
                new Samples(4_000, 5_000, 6_000),
                List.of(new Noise(Noise.ANY_CPU, 1_000_000_000L, 20_000, 5_000, 6)),
                new Samples(20_000, 30_000, 40_000),
                500L << 30,
                cpus -> {});
    }

    FakeProbes with(Clock other) {
        return new FakeProbes(other, parkLateness, noises, syncs, freeBytes, onNoise);
    }

    FakeProbes late(long... ns) {
        return new FakeProbes(clock, new Samples(ns), noises, syncs, freeBytes, onNoise);
    }

    FakeProbes noisy(Noise... other) {
        return new FakeProbes(clock, parkLateness, List.of(other), syncs, freeBytes, onNoise);
    }

    FakeProbes syncing(long... ns) {
        return new FakeProbes(clock, parkLateness, noises, new Samples(ns), freeBytes, onNoise);
    }

    FakeProbes readOnly() {
        return new FakeProbes(clock, parkLateness, noises, null, freeBytes, onNoise);
    }

    FakeProbes free(long bytes) {
        return new FakeProbes(clock, parkLateness, noises, syncs, bytes, onNoise);
    }

    FakeProbes watched(Consumer<Set<Integer>> listener) {
        return new FakeProbes(clock, parkLateness, noises, syncs, freeBytes, listener);
    }

    @Override
    public List<Noise> noise(Set<Integer> cpus) {
        onNoise.accept(cpus);
        return noises;
    }

    @Override
    public Samples syncLatency(Path directory) throws IOException {
        if (syncs == null) {
            throw new IOException("Read-only file system");
        }
        return syncs;
    }

    @Override
    public long usableBytes(Path directory) {
        return freeBytes;
    }
}
