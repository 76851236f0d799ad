package io.ringfence.config.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.doctor.Probes.Clock;
import io.ringfence.config.doctor.Probes.Noise;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is measured, on the host that the tests run on: what holds on any. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LiveProbesTest {
    private final List<Long> doneMs = new ArrayList<>();
    private final Set<String> measured = new TreeSet<>();
    private final LiveProbes probes = new LiveProbes((what, done, all) -> {
        measured.add(what);
        doneMs.add(done);
        assertTrue(done >= 0 && done <= all, () -> done + " of " + all);
    });

    @TempDir
    private Path directory;

    @Test
    void shouldMeasureAllAndTellHowFarItIs() throws IOException {
        List<Noise> noises = probes.noise(Set.of());
        assertEquals(1, noises.size());
        Noise noise = noises.get(0);
        assertEquals(Noise.ANY_CPU, noise.cpu());
        assertTrue(noise.spunNs() >= TimeUnit.MILLISECONDS.toNanos(NoiseSpin.SPIN_MS), noise::toString);
        assertTrue(noise.lostNs() >= noise.longestNs() && noise.lostNs() <= noise.spunNs(), noise::toString);

        Clock clock = probes.clock();
        assertTrue(clock.callNs() > 0 && clock.callNs() < 1e6, clock::toString);
        assertTrue(clock.stepNs() > 0 && clock.stepNs() < 1e9, clock::toString);

        Samples late = probes.parkLateness();
        assertTrue(late.count() > 0 && late.medianNs() >= 0, () -> late.count() + " samples");

        Samples syncs = probes.syncLatency(directory);
        assertTrue(syncs.medianNs() > 0 && syncs.count() > 1, () -> syncs.count() + " samples");
        assertEquals(0, directory.toFile().list().length);

        assertEquals(Set.of("clock", "disk", "noise floor", "timers"), measured);
        assertEquals(doneMs.stream().sorted().toList(), doneMs);
    }

    @Test
    void shouldSpinOnTheCpusThatAreNamed() {
        Set<Integer> cpus = Set.of(HostFiles.ofThisHost()
                .field("/proc/self/status", "Cpus_allowed_list")
                .flatMap(CpuList::parse)
                .map(allowed -> allowed.length() - 1)
                .orElse(0));
        List<Noise> noises = probes.noise(cpus);
        assertEquals(1, noises.size());
        boolean isLinux = System.getProperty("os.name").equals("Linux");
        assertEquals(
                isLinux ? cpus.iterator().next() : Noise.ANY_CPU, noises.get(0).cpu());
    }

    @Test
    void shouldRefuseADirectoryThatIsNotThere() {
        assertThrows(IOException.class, () -> probes.syncLatency(directory.resolve("nowhere")));
    }

    @Test
    void shouldTellTheRoomOfADisk() throws IOException {
        File disk = directory.toFile();
        long free = probes.usableBytes(directory);
        assertTrue(free > 0 && free <= disk.getTotalSpace(), () -> free + " of " + disk.getTotalSpace());
    }
}
