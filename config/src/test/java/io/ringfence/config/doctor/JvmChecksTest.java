package io.ringfence.config.doctor;

import static io.ringfence.config.doctor.Examined.named;
import static io.ringfence.config.doctor.Examined.only;
import static io.ringfence.config.doctor.Examined.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmChecksTest {
    private static final String VERSION = "OpenJDK 64-Bit Server VM 17.0.15+6, mixed mode, sharing";

    @TempDir
    private Path root;

    private FakeHost tuned;

    @BeforeEach
    void make() {
        tuned = FakeHost.tuned(root);
    }

    private Host with(String... options) {
        return host(FakeJvm.with(options));
    }

    private Host host(JvmFacts jvm) {
        return Examined.host(tuned, jvm, FakeProbes.quick());
    }

    /** A JVM that shows nothing of itself, as those other than HotSpot. */
    private Host silent(String version) {
        return host(new JvmFacts("J9", version, "", List.of("balanced"), Map.of(), List.of(), 2, 1L << 30));
    }

    @Test
    void shouldTellWhatKeepsCodeFromBeingFast() {
        Check check = new CodeCheck();
        assertEquals("good: " + VERSION, told(check, with()));
        assertEquals("costs a lot: " + VERSION + ", TieredStopAtLevel 1", told(check, with("TieredStopAtLevel=1")));
        JvmFacts interpreted = new JvmFacts("VM", "17", "interpreted mode", List.of(), Map.of(), List.of(), 2, 1);
        assertEquals("costs a lot: VM 17, interpreted mode", told(check, host(interpreted)));
        JvmFacts debug = new JvmFacts("VM", "17-fastdebug", "mixed mode", List.of(), Map.of(), List.of(), 2, 1);
        assertEquals("costs a lot: VM 17-fastdebug, mixed mode", told(check, host(debug)));
        Finding agent = only(check, host(FakeJvm.startedWith("-Xmx1g", "-agentlib:jdwp=transport=dt_socket")));
        assertEquals("costs little: " + VERSION + ", with -agentlib:jdwp", told(agent));
        assertEquals(List.of("without -agentlib:jdwp"), agent.change());
    }

    @Test
    void shouldTellTheCollector() {
        Check check = new CollectorCheck();
        assertEquals("costs little: G1", told(check, with()));
        assertEquals("costs little: Parallel", told(check, with("UseParallelGC=true")));
        assertEquals("costs little: Serial", told(check, with("UseSerialGC=true")));
        assertEquals("costs little: Epsilon", told(check, with("UseEpsilonGC=true")));
        assertEquals("good: Shenandoah", told(check, with("UseShenandoahGC=true")));
        assertEquals("good: ZGC", told(check, with("UseZGC=true")));
        JvmFacts generational =
                new JvmFacts("VM", "25", "", List.of("ZGC Minor Pauses"), Map.of("UseZGC", "true"), List.of(), 2, 1);
        assertEquals("good: generational ZGC", told(check, host(generational)));
        assertEquals("unknown: balanced", told(check, silent("17")));
    }

    @Test
    void shouldTellWhetherTheHeapIsThereFromTheStart() {
        Check check = new HeapCheck();
        List<Finding> byDefault = check.look(with());
        assertEquals("costs little: 128 MiB to 2 GiB", told(named(byDefault, "heap")));
        assertEquals("costs little: off", told(named(byDefault, "AlwaysPreTouch")));
        List<Finding> tunedHeap = check.look(with("InitialHeapSize=2147483648", "AlwaysPreTouch=true"));
        assertEquals("good: 2 GiB from the start", told(named(tunedHeap, "heap")));
        assertEquals("good: on", told(named(tunedHeap, "AlwaysPreTouch")));
        List<Finding> silent = check.look(silent("17"));
        assertEquals("unknown: this JVM does not tell; at most 1 GiB", told(named(silent, "heap")));
        assertEquals("unknown: this JVM does not tell", told(named(silent, "AlwaysPreTouch")));
    }

    @Test
    void shouldHoldHugePagesOfTheHeapAgainstTheKernelsSetting() {
        Check check = new PageSizeCheck();
        assertEquals("costs little: small", told(check, with()));
        assertEquals("good: huge, reserved", told(check, with("UseLargePages=true")));
        assertEquals("good: huge, transparently", told(check, with("UseTransparentHugePages=true")));
        tuned.file("/sys/kernel/mm/transparent_hugepage/shmem_enabled", "always within_size advise [never] deny force");
        assertEquals("good: huge, transparently", told(check, with("UseTransparentHugePages=true")));
        Finding shared = only(check, with("UseTransparentHugePages=true", "UseZGC=true"));
        assertEquals(Level.COSTS_LITTLE, shared.level());
        assertEquals(
                List.of("echo advise | sudo tee /sys/kernel/mm/transparent_hugepage/shmem_enabled"), shared.change());
        tuned.file("/sys/kernel/mm/transparent_hugepage/enabled", "always madvise [never]");
        assertEquals(
                Level.COSTS_LITTLE,
                only(check, with("UseTransparentHugePages=true")).level());
        assertEquals(Level.UNKNOWN, only(check, silent("17")).level());
    }

    @Test
    void shouldMindTheCountersFileOnlyWhenItIsOnADisk() {
        Check check = new PerfDataCheck();
        assertEquals(
                "costs little: on: counters in a file under /tmp/hsperfdata_USER, mapped from a disk",
                told(check, with()));
        assertEquals("good: off", told(check, with("UsePerfData=false")));
        assertEquals("good: on, without a file", told(check, with("PerfDisableSharedMem=true")));
        tuned.mounts("25 1 8:1 / / rw - xfs /dev/sda rw", "26 25 0:3 / /tmp rw - tmpfs tmpfs rw");
        assertEquals("good: on, its file on memory", told(check, with()));
        assertEquals(Level.UNKNOWN, only(check, silent("17")).level());
    }

    @Test
    void shouldTellWhatStopsAllThreads() {
        Check check = new SafepointsCheck();
        String interval = "GuaranteedSafepointInterval";
        String loops = "UseCountedLoopSafepoints";
        // Its default, where it is not shown.
        assertEquals("costs little: 1000 ms", told(named(check.look(with()), interval)));
        assertEquals("good: 0: never", told(named(check.look(with(interval + "=0")), interval)));
        assertEquals("good: 0: never", told(named(check.look(silent("25.0.3+9")), interval)));
        assertEquals(
                Level.UNKNOWN, named(check.look(silent("23.0.1")), interval).level());
        assertEquals(Level.UNKNOWN, named(check.look(silent("")), interval).level());
        assertEquals("costs little: 300 ms", told(named(check.look(with(interval + "=300")), interval)));

        assertEquals("good: on", told(named(check.look(with()), loops)));
        assertEquals("costs little: off", told(named(check.look(with(loops + "=false")), loops)));
        assertEquals(Level.UNKNOWN, named(check.look(silent("17")), loops).level());

        assertEquals(2, check.look(with()).size());
        assertEquals("costs little: on", told(named(check.look(with("UseBiasedLocking=true")), "UseBiasedLocking")));
    }

    @Test
    void shouldMindALogToAFileOnlyWhenThreadsWaitForIt() {
        Check check = new JvmLogCheck();
        assertEquals("good: none to a file", told(check, with()));
        assertEquals("good: none to a file", told(check, host(FakeJvm.startedWith("-Xlog:gc"))));
        String toFile = "-Xlog:gc*,safepoint:file=gc.log:time";
        assertEquals("costs little: to a file, synchronously", told(check, host(FakeJvm.startedWith(toFile))));
        assertEquals("good: to a file, asynchronously", told(check, host(FakeJvm.startedWith(toFile, "-Xlog:async"))));
    }

    @Test
    void shouldReadThisJvm() {
        JvmFacts jvm = JvmFacts.ofThisProcess();
        assertEquals(Runtime.version().feature(), jvm.feature());
        assertEquals(Runtime.getRuntime().maxMemory(), jvm.maxHeapBytes());
        assertTrue(jvm.isOn("UseCountedLoopSafepoints") || jvm.isOff("UseCountedLoopSafepoints"));
        assertTrue(List.of("G1", "Serial", "Parallel", "ZGC", "generational ZGC", "Shenandoah", "Epsilon")
                .contains(jvm.collector()));
    }

    @Test
    void shouldHoldLimitsAgainstWhatTheHostMayOpen() {
        Check check = new LimitsCheck();
        List<Finding> wide = check.look(with());
        assertEquals("good: 1048576; 1024 clients and the host's own take up to 1280", told(named(wide, "open files")));
        assertEquals("good: unlimited; nothing of the host locks memory", told(named(wide, "locked memory")));
        FakeHost laptop = FakeHost.laptop(root.resolve("laptop"));
        Finding files = named(
                check.look(Examined.host(laptop, FakeJvm.with(), FakeProbes.quick(), "edge.max-connections=1000")),
                "open files");
        assertEquals("costs a lot: 1024; 1000 clients and the host's own take up to 1256", told(files));
        assertEquals(List.of("ulimit -n 2048, or LimitNOFILE= of systemd"), files.change());
        assertEquals(
                "good: 1024; 0 clients and the host's own take up to 256",
                told(named(check.look(Examined.host(laptop, "edge.enabled=false")), "open files")));
        assertEquals(
                "good: 8 MiB; nothing of the host locks memory",
                told(named(check.look(Examined.host(laptop)), "locked memory")));
        assertEquals(
                "costs little: 8 MiB",
                told(named(
                        check.look(Examined.host(laptop, FakeJvm.with("UseLargePages=true"), FakeProbes.quick())),
                        "locked memory")));
        List<Finding> nothing = check.look(Examined.host(FakeHost.empty(root.resolve("nothing"))));
        assertTrue(nothing.stream().allMatch(finding -> finding.level() == Level.UNKNOWN));
    }
}
