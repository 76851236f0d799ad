package io.ringfence.config.doctor;

import static io.ringfence.config.doctor.Examined.host;
import static io.ringfence.config.doctor.Examined.only;
import static io.ringfence.config.doctor.Examined.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.doctor.Probes.Clock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeChecksTest {
    private static final String SOURCE = "/sys/devices/system/clocksource/clocksource0/current_clocksource";

    @TempDir
    private Path root;

    @Test
    void shouldWeighTheClockSource() {
        Check check = new ClockSourceCheck();
        assertEquals("good: tsc", told(check, host(FakeHost.tuned(root.resolve("tuned")))));
        Finding kvm = only(check, host(FakeHost.virtualMachine(root.resolve("vm"))));
        assertEquals("costs little: kvm-clock", told(kvm));
        assertEquals("echo tsc | sudo tee " + SOURCE, kvm.change().get(0));
        Finding hpet = only(check, host(FakeHost.laptop(root.resolve("laptop"))));
        assertEquals("costs a lot: hpet", told(hpet));
        assertEquals(
                "tsc is not offered: dmesg | grep -i tsc says why",
                hpet.change().get(0));
        assertEquals(
                Level.UNKNOWN,
                only(check, host(FakeHost.empty(root.resolve("nothing")))).level());
    }

    @Test
    void shouldWeighTheClockByItsCostAndItsStep() {
        assertEquals("good: System.nanoTime takes 18 ns, steps of 12 ns", told(clock(18.4, 12)));
        assertEquals("costs little: System.nanoTime takes 51 ns, steps of 12 ns", told(clock(51, 12)));
        assertEquals("costs little: System.nanoTime takes 20 ns, steps of 1 us", told(clock(20, 1_000)));
        assertEquals("costs a lot: System.nanoTime takes 900 ns, steps of 100 ns", told(clock(900, 100)));
        assertEquals(Map.of("call_ns", 900L, "step_ns", 100L), clock(900, 100).values());
    }

    private Finding clock(double callNs, long stepNs) {
        FakeProbes probes = FakeProbes.quick().with(new Clock(callNs, stepNs));
        return only(new NanoTimeCheck(), host(FakeHost.empty(root), FakeJvm.with(), probes));
    }

    @Test
    void shouldWeighTimersAndNameTheSlackWhereItIsTheReason() {
        FakeHost laptop = FakeHost.laptop(root.resolve("laptop"));
        FakeHost tuned = FakeHost.tuned(root.resolve("tuned"));
        assertEquals(
                "good: parkNanos wakes 5 us late, 1 in 100 6 us; timer slack 1 ns",
                told(late(tuned, 4_000, 5_000, 6_000)));
        Finding slack = late(laptop, 60_000, 70_000, 80_000);
        assertEquals("costs little: parkNanos wakes 70 us late, 1 in 100 80 us; timer slack 50 us", told(slack));
        assertEquals(
                List.of("echo 1 > /proc/$$/timerslack_ns    in the shell that then starts the host"), slack.change());
        assertEquals(
                List.of("p50_ns", "p99_ns", "slack_ns"),
                List.copyOf(slack.values().keySet()));
        assertEquals(
                List.of("idle states, the hypervisor and what else runs: see their findings"),
                late(tuned, 60_000).change());
        assertEquals(Level.COSTS_A_LOT, late(tuned, 300_000).level());
        assertEquals(Level.COSTS_A_LOT, late(tuned, 5_000, 5_000, 3_000_000).level());
        assertEquals(
                "good: parkNanos wakes 5 us late, 1 in 100 5 us",
                told(late(FakeHost.empty(root.resolve("nothing")), 5_000)));
    }

    @Test
    void shouldSayThatStagesWakeByTimersOnlyWhenTheyDo() {
        FakeHost tuned = FakeHost.tuned(root);
        String words = "wait balanced";
        assertTrue(late(tuned, "ring.wait=balanced").cost().contains(words));
        assertFalse(late(tuned, "ring.wait=quiet").cost().contains(words));
    }

    private static Finding late(FakeHost host, long... ns) {
        return only(
                new TimersCheck(), host(host, FakeJvm.with(), FakeProbes.quick().late(ns)));
    }

    private static Finding late(FakeHost host, String setting) {
        return only(
                new TimersCheck(), host(host, FakeJvm.with(), FakeProbes.quick().late(60_000), setting));
    }
}
