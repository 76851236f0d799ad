package io.ringfence.config.doctor;

import static io.ringfence.config.doctor.Examined.host;
import static io.ringfence.config.doctor.Examined.named;
import static io.ringfence.config.doctor.Examined.only;
import static io.ringfence.config.doctor.Examined.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.config.doctor.Probes.Noise;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionChecksTest {
    private static final String[] PINNED = {"ring.threading=compact", "ring.wait=spin", "cpus.core=2", "cpus.output=3"};
    private static final String[] UNPINNED = {"ring.threading=compact", "ring.wait=spin"};
    private static final String[] QUIET = {"ring.threading=compact", "ring.wait=quiet"};
    private static final long SECOND_NS = 1_000_000_000L;

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
    void shouldProposeKernelParametersWhenNothingIsIsolated() {
        Finding finding = only(new IsolationCheck(), host(laptop(), UNPINNED));
        assertEquals("costs a lot: none", told(finding));
        assertEquals(
                List.of(
                        "kernel parameters isolcpus=managed_irq,domain,6-7 nohz_full=6-7 rcu_nocbs=6-7",
                        "and in the configuration: cpus { core = 6, output = 7 }"),
                finding.change());
        assertEquals(
                Level.COSTS_LITTLE,
                only(new IsolationCheck(), host(laptop(), QUIET)).level());
        assertEquals(
                List.of("more CPUs than the layout's 2 threads; or let nothing else run on this host"),
                only(new IsolationCheck(), host(machine(), UNPINNED)).change());
        assertEquals(Level.UNKNOWN, only(new IsolationCheck(), host(nothing())).level());
    }

    @Test
    void shouldHoldPinsAgainstIsolatedCpus() {
        Check check = new IsolationCheck();
        assertEquals("good: 2-7, with all stages on them", told(check, host(tuned, PINNED)));
        Finding idle = only(check, host(tuned, UNPINNED));
        assertEquals("costs a lot: 2-7, but not all stages are pinned to them", told(idle));
        assertEquals(List.of("cpus { core = 2, output = 3 }"), idle.change());
        assertEquals(
                Level.COSTS_A_LOT,
                only(check, host(tuned, "ring.threading=compact", "ring.wait=spin", "cpus.core=2", "cpus.output=1"))
                        .level());
        assertEquals(
                List.of("isolate 7 CPUs, and pin a stage to each with the section cpus"),
                only(check, host(tuned, "ring.threading=pipelined", "ring.wait=spin"))
                        .change());
        tuned.file("/proc/self/status", "Cpus_allowed_list:\t2-4");
        assertEquals("costs a lot: 2-7, and this process was started on these alone", told(check, host(tuned, PINNED)));
    }

    @Test
    void shouldTellWhetherTheTickInterruptsStagesThatSpin() {
        Check check = new TickCheck();
        assertEquals("good: off on 2-7", told(check, host(tuned, PINNED)));
        assertEquals("costs little: on, off on 2-7", told(check, host(tuned, UNPINNED)));
        assertEquals("good: on; threads that sleep do not notice", told(check, host(laptop(), QUIET)));
        Finding on = only(check, host(laptop(), PINNED));
        assertEquals("costs little: on", told(on));
        assertEquals(
                List.of("kernel parameters nohz_full=2-3 rcu_nocbs=2-3, and stages pinned to those CPUs"), on.change());
        assertEquals(Level.UNKNOWN, only(check, host(nothing(), PINNED)).level());
        // As of a kernel that could, but was not told to.
        tuned.file("/sys/devices/system/cpu/nohz_full", "(null)").file("/proc/cmdline", "quiet");
        assertEquals("costs little: on", told(check, host(tuned, PINNED)));
    }

    @Test
    void shouldCountInterruptsThatMayComeToTheStagesCpus() {
        Check check = new InterruptsCheck();
        assertEquals(List.of(), check.look(host(tuned, UNPINNED)));
        assertEquals("good: none of 2 comes to the stages' CPUs", told(check, host(tuned, PINNED)));
        tuned.file("/proc/irq/3/effective_affinity_list", "3");
        // What is effective counts, not what was asked for.
        tuned.file("/proc/irq/4/effective_affinity_list", "0").file("/proc/irq/4/smp_affinity_list", "0-7");
        Finding some = only(check, host(tuned, PINNED));
        assertEquals("costs little: 1 of 4 may come to the stages' CPUs", told(some));
        assertEquals(Map.of("interrupts", 1L), some.values());
        assertEquals(Level.UNKNOWN, only(check, host(laptop(), PINNED)).level());
    }

    @Test
    void shouldWeighAQuotaByWhatItHasAlreadyStopped() {
        Check check = new QuotaCheck();
        assertEquals("good: none", told(check, host(tuned, QUIET)));
        FakeHost container = FakeHost.container(root.resolve("container"));
        Finding throttled = only(check, host(container, QUIET));
        assertEquals(
                "costs a lot: 4 CPUs' worth of time in each 100 ms, used up in 17 periods for 250 ms", told(throttled));
        assertEquals(
                Map.of(
                        "quota_us",
                        400_000L,
                        "period_us",
                        100_000L,
                        "throttled_count",
                        17L,
                        "throttled_ns",
                        250_000_000L),
                throttled.values());
        container.file("/sys/fs/cgroup/cpu.stat", "nr_throttled 0\nthrottled_usec 0");
        assertEquals(Level.COSTS_LITTLE, only(check, host(container, QUIET)).level());
        assertEquals(Level.COSTS_LITTLE, only(check, host(container, UNPINNED)).level());
        container.file("/sys/fs/cgroup/cpu.max", "250000 100000");
        assertEquals(Level.COSTS_LITTLE, only(check, host(container, QUIET)).level());
        assertEquals(Level.COSTS_A_LOT, only(check, host(container, UNPINNED)).level());
        container.file("/sys/fs/cgroup/cpu.max", "max 100000");
        assertEquals("good: none", told(check, host(container, UNPINNED)));
        assertEquals(Level.UNKNOWN, only(check, host(nothing())).level());
    }

    @Test
    void shouldReadQuotasOfTheFirstVersionToo() {
        FakeHost host = nothing()
                .file("/proc/self/cgroup", "4:cpu,cpuacct:/job")
                .mounts("30 1 0:27 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct")
                .file("/sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us", "150000")
                .file("/sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us", "50000")
                .file(
                        "/sys/fs/cgroup/cpu,cpuacct/job/cpu.stat",
                        "nr_periods 5\nnr_throttled 2\nthrottled_time 3500000");
        assertEquals(
                "costs a lot: 3 CPUs' worth of time in each 50 ms, used up in 2 periods for 3.5 ms",
                told(new QuotaCheck(), host(host)));
    }

    @Test
    void shouldNameTheHypervisor() {
        Check check = new HypervisorCheck();
        assertEquals("good: none", told(check, host(tuned)));
        assertEquals("costs little: kvm", told(check, host(machine())));
        assertEquals(Level.UNKNOWN, only(check, host(nothing())).level());
        FakeHost vmware = nothing()
                .cpus(2, "fpu hypervisor", "Xeon")
                .file("/sys/class/dmi/id/sys_vendor", "VMware, Inc.")
                .file("/sys/class/dmi/id/product_name", "VMware7,1");
        assertEquals("costs little: VMware, Inc. VMware7,1", told(check, host(vmware)));
        FakeHost arm = FakeHost.empty(root.resolve("arm"))
                .file("/proc/cpuinfo", "processor : 0\nFeatures : fp asimd")
                .file("/sys/class/dmi/id/product_name", "Google Compute Engine");
        assertEquals("costs little: Google Compute Engine", told(check, host(arm)));
        arm.file("/sys/class/dmi/id/product_name", "PowerEdge R760");
        assertEquals("good: none", told(check, host(arm)));
    }

    @Test
    void shouldWeighNoiseByItsLongestAndByItsShare() {
        assertEquals(
                "good: a thread that spun for 1 s was interrupted 6 times: longest 5 us, 0.00 % of the time",
                told(noise(new Noise(Noise.ANY_CPU, SECOND_NS, 20_000, 5_000, 6))));
        assertEquals(
                Level.COSTS_LITTLE,
                noise(new Noise(2, SECOND_NS, 60_000, 50_000, 2)).level());
        assertEquals(
                Level.COSTS_A_LOT,
                noise(new Noise(2, SECOND_NS, 1_000_000, 1_000_000, 1)).level());
        assertEquals(
                Level.COSTS_A_LOT,
                noise(new Noise(2, SECOND_NS, 10_000_000, 10_000, 1_000)).level());
        Finding worst =
                noise(new Noise(2, SECOND_NS, 90_000, 9_000, 10), new Noise(3, SECOND_NS, 200_000, 70_000, 2_000));
        assertEquals(
                "costs little: a thread on CPU 3 for 1 s was interrupted 2,000 times: longest 70 us, 0.02 % of the time",
                told(worst));
        assertEquals(
                List.of("longest_ns", "lost_ns", "spun_ns", "interruptions"),
                List.copyOf(worst.values().keySet()));
    }

    private Finding noise(Noise... noises) {
        return only(
                new NoiseCheck(), host(tuned, FakeJvm.with(), FakeProbes.quick().noisy(noises)));
    }

    @Test
    void shouldMeasureNoiseWhereStagesArePinned() {
        Set<Integer> asked = new TreeSet<>();
        Probes probes = FakeProbes.quick().watched(asked::addAll);
        new NoiseCheck().look(host(tuned, FakeJvm.with(), probes, PINNED));
        assertEquals(Set.of(2, 3), asked);
    }

    @Test
    void shouldTellWhatTheHypervisorStoleMeanwhileAndSinceBoot() {
        FakeHost machine = machine();
        // While it is measured, 100 ticks pass, of which some are stolen.
        assertEquals(
                "costs little: 0.0 % while the noise was measured, 4.0 % since boot",
                told(stolen(machine, 400, 10_100)));
        assertEquals(
                "costs a lot: 2.0 % while the noise was measured, 4.0 % since boot",
                told(stolen(machine, 402, 10_100)));
        machine.file("/proc/stat", "cpu  1000 0 500 8500 0 0 0 0 0 0");
        assertEquals(Level.GOOD, stolen(machine, 0, 10_100).level());
        machine.file("/proc/stat", "cpu  1000 0 500");
        assertEquals(Level.UNKNOWN, stolen(machine, 0, 10_100).level());
    }

    /** What is found on a machine whose time goes on to these figures while its noise is measured. */
    private static Finding stolen(FakeHost machine, long stolenTicks, long allTicks) {
        String before = machine.text("/proc/stat").strip();
        String after = "cpu  " + (allTicks - stolenTicks) + " 0 0 0 0 0 0 " + stolenTicks + " 0 0";
        Probes probes = FakeProbes.quick().watched(cpus -> machine.file("/proc/stat", after));
        Finding finding = named(new NoiseCheck().look(host(machine, FakeJvm.with(), probes)), "stolen time");
        machine.file("/proc/stat", before);
        return finding;
    }
}
