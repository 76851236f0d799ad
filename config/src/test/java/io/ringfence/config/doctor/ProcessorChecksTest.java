package io.ringfence.config.doctor;

import static io.ringfence.config.doctor.Examined.host;
import static io.ringfence.config.doctor.Examined.only;
import static io.ringfence.config.doctor.Examined.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorChecksTest {
    private static final String SPIN = "ring.wait=spin";
    private static final String QUIET = "ring.wait=quiet";
    private static final String PIPELINED = "ring.threading=pipelined";
    private static final String COMPACT = "ring.threading=compact";

    @TempDir
    private Path root;

    private FakeHost tuned;

    @BeforeEach
    void make() {
        tuned = FakeHost.tuned(root.resolve("tuned"));
    }

    private FakeHost laptop() {
        return FakeHost.laptop(root.resolve("laptop"));
    }

    private FakeHost machine() {
        return FakeHost.virtualMachine(root.resolve("vm"));
    }

    private FakeHost nothing() {
        return FakeHost.empty(root.resolve("nothing"));
    }

    @Test
    void shouldCountThreadsThatSpinAgainstTheCpus() {
        Check check = new CpusCheck();
        assertEquals(
                "good: 2 (AMD EPYC); compact with wait quiet has 2 threads",
                told(check, host(machine(), COMPACT, QUIET)));
        Finding tight = only(check, host(machine(), COMPACT, SPIN));
        assertEquals("costs little: 2 (AMD EPYC); compact with wait spin has 2 threads that never sleep", told(tight));
        assertEquals(List.of("3 CPUs or more"), tight.change());
        Finding crowded = only(check, host(machine(), PIPELINED, SPIN));
        assertEquals(Level.COSTS_A_LOT, crowded.level());
        assertEquals(Map.of("cpus", 2L, "stage_threads", 7L), crowded.values());
        assertEquals(
                6L,
                only(check, host(machine(), PIPELINED, SPIN, "edge.enabled=false"))
                        .values()
                        .get("stage_threads"));
    }

    @Test
    void shouldSayThatOneCpuIsTooFewWhateverTheWaitProfile() {
        FakeHost one = nothing().cpus(1, "fpu", "Pentium");
        assertEquals(
                Level.COSTS_A_LOT,
                only(new CpusCheck(), host(one, COMPACT, QUIET)).level());
        assertEquals(
                Level.GOOD,
                only(new CpusCheck(), host(one, "ring.threading=inline", QUIET)).level());
    }

    @Test
    void shouldCountIsolatedCpusOnlyWhenStagesArePinnedToThem() {
        Check check = new CpusCheck();
        assertEquals(2L, only(check, host(tuned, COMPACT, SPIN)).values().get("cpus"));
        Finding pinned = only(check, host(tuned, COMPACT, SPIN, "cpus.core=2", "cpus.output=3"));
        assertEquals(4L, pinned.values().get("cpus"));
        assertEquals(Level.GOOD, pinned.level());
    }

    @Test
    void shouldTakeTheJvmsCountWhenTheKernelTellsNone() {
        assertEquals(
                "good: 2; compact with wait quiet has 2 threads",
                told(new CpusCheck(), host(nothing(), COMPACT, QUIET)));
    }

    @Test
    void shouldProposePinsWhenStagesSpinUnpinned() {
        Check check = new PinningCheck();
        Finding finding = only(check, host(tuned, COMPACT, SPIN));
        assertEquals(Level.COSTS_LITTLE, finding.level());
        assertEquals(List.of("cpus { core = 6, output = 7 }"), finding.change());
        assertEquals(Level.GOOD, only(check, host(tuned, COMPACT, QUIET)).level());
        assertEquals(
                List.of("more CPUs than stages, and the section cpus of the configuration"),
                only(check, host(machine(), COMPACT, SPIN)).change());
        assertEquals(List.of(), check.look(host(tuned, "ring.threading=inline", SPIN)));
    }

    @Test
    void shouldFindFaultWithPinsThatCannotBeOrThatCollide() {
        Check check = new PinningCheck();
        assertEquals(
                "good: core on 2, output on 3",
                told(check, host(tuned, COMPACT, SPIN, "cpus.core=2", "cpus.output=3")));
        assertEquals(
                "costs a lot: core on 2, output on 8; there is no CPU 8",
                told(check, host(tuned, COMPACT, SPIN, "cpus.core=2", "cpus.output=8")));
        assertEquals(
                "costs a lot: core on 2, output on 2; two threads on one CPU",
                told(check, host(tuned, COMPACT, SPIN, "cpus.core=2", "cpus.output=2")));
        assertEquals(
                Level.COSTS_LITTLE,
                only(check, host(tuned, COMPACT, QUIET, "cpus.core=2", "cpus.output=2"))
                        .level());
        assertEquals(
                "costs little: core on 2, output on 6; two of these CPUs are one core",
                told(check, host(laptop(), COMPACT, SPIN, "cpus.core=2", "cpus.output=6")));
        // Names of another layout pin nothing.
        assertEquals(
                "costs little: no stage has a CPU of its own", told(check, host(tuned, COMPACT, SPIN, "cpus.trade=2")));
    }

    @Test
    void shouldKeepPinsWithinTheGroupsCpus() {
        FakeHost host =
                FakeHost.container(root.resolve("container")).file("/sys/fs/cgroup/cpuset.cpus.effective", "8-11");
        assertEquals(
                "costs a lot: core on 8, output on 12; there is no CPU 12",
                told(new PinningCheck(), host(host, COMPACT, SPIN, "cpus.core=8", "cpus.output=12")));
        assertEquals(
                List.of("cpus { core = 10, output = 11 }"),
                only(new PinningCheck(), host(host, COMPACT, SPIN)).change());
    }

    @Test
    void shouldTellSmt() {
        Check check = new SmtCheck();
        assertEquals("good: off", told(check, host(tuned)));
        assertEquals("costs little: on: two CPUs are one core", told(check, host(laptop())));
        assertEquals(Level.UNKNOWN, only(check, host(machine())).level());
        assertEquals(Level.UNKNOWN, only(check, host(nothing())).level());
        // Kernels before 4.19 tell it by the siblings alone.
        FakeHost old = nothing().file("/sys/devices/system/cpu/cpu0/topology/thread_siblings_list", "0,4");
        assertEquals(Level.COSTS_LITTLE, only(check, host(old)).level());
    }

    @Test
    void shouldWeighTheGovernorByTheWaitProfile() {
        Check check = new GovernorCheck();
        assertEquals("good: performance by intel_pstate", told(check, host(tuned)));
        assertEquals(
                "costs a lot: powersave on 6, schedutil on 2 by amd-pstate-epp", told(check, host(laptop(), QUIET)));
        assertEquals(Level.COSTS_LITTLE, only(check, host(laptop(), SPIN)).level());
        assertEquals("unknown: the hypervisor's host decides on the clock", told(check, host(machine())));
        assertEquals(Level.UNKNOWN, only(check, host(nothing())).level());
    }

    @Test
    void shouldTellTurboAndHowToTurnItOff() {
        Check check = new TurboCheck();
        assertEquals(Level.GOOD, only(check, host(tuned)).level());
        Finding boost = only(check, host(laptop()));
        assertEquals("costs little: on", told(boost));
        assertEquals(
                "echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost",
                boost.change().get(1));
        tuned.file("/sys/devices/system/cpu/intel_pstate/no_turbo", "0");
        assertEquals(
                "echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo",
                only(check, host(tuned)).change().get(1));
        assertEquals(Level.UNKNOWN, only(check, host(nothing())).level());
    }

    @Test
    void shouldWeighTheDeepestIdleStateThatIsAllowed() {
        Check check = new IdleStatesCheck();
        assertEquals("good: down to C1, which takes 2 us to leave", told(check, host(tuned)));
        FakeHost laptop = laptop();
        assertEquals("costs a lot: down to C3, which takes 350 us to leave", told(check, host(laptop, QUIET)));
        assertEquals(Level.COSTS_LITTLE, only(check, host(laptop, SPIN)).level());
        for (int cpu = 0; cpu < 8; cpu++) {
            laptop.file("/sys/devices/system/cpu/cpu" + cpu + "/cpuidle/state2/disable", "1");
        }
        assertEquals("good: down to C1, which takes 1 us to leave", told(check, host(laptop, QUIET)));
        laptop.idleState(5, 3, "C6", 40);
        assertEquals("costs little: down to C6, which takes 40 us to leave", told(check, host(laptop, QUIET)));
        assertEquals("unknown: the hypervisor's host decides", told(check, host(machine())));
        assertEquals(Level.UNKNOWN, only(check, host(nothing())).level());
    }

    @Test
    void shouldTellWhichNodesOfMemoryAreUsed() {
        Check check = new NumaCheck();
        assertEquals("good: one node", told(check, host(tuned)));
        tuned.nodes("0-3", "4-7").file("/proc/self/status", "Cpus_allowed_list:\t0-7");
        Finding both = only(check, host(tuned, COMPACT));
        assertEquals("costs little: 2 nodes, of which this process uses 0-1", told(both));
        assertEquals(List.of("numactl --cpunodebind=0 --membind=0 java ..."), both.change());
        String[] pins = {COMPACT, "cpus.core=4", "cpus.output=5"};
        assertEquals("good: 2 nodes, of which this process uses 1", told(check, host(tuned, pins)));
        tuned.file("/proc/sys/kernel/numa_balancing", "1");
        assertEquals(
                List.of("sudo sysctl kernel.numa_balancing=0"),
                only(check, host(tuned, pins)).change());
        assertEquals(Level.UNKNOWN, only(check, host(nothing())).level());
    }
}
