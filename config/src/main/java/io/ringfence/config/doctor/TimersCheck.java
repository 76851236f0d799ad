package io.ringfence.config.doctor;

import io.ringfence.core.ring.WaitProfile;
import java.util.List;
import java.util.OptionalLong;

/** How late a thread wakes that sleeps for a time. */
final class TimersCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.TIME, "timers");
    private static final long GOOD_NS = 25_000;
    private static final long LITTLE_NS = 250_000;
    private static final long LITTLE_TAIL_NS = 2_000_000;
    /** What the kernel allows itself by default is 50 times that. */
    private static final long SMALL_SLACK_NS = 1_000;

    @Override
    public List<Finding> look(Host host) {
        Samples late = host.probes().parkLateness();
        long median = late.medianNs();
        long tail = late.percentileNs(99);
        OptionalLong slack = host.files().number("/proc/self/timerslack_ns");
        String found = "parkNanos wakes " + Quantity.ns(median) + " late, 1 in 100 " + Quantity.ns(tail)
                + (slack.isPresent() ? "; timer slack " + Quantity.ns(slack.getAsLong()) : "");
        boolean isSlack = slack.orElse(0) > SMALL_SLACK_NS;
        String change = isSlack
                ? "echo 1 > /proc/$$/timerslack_ns    in the shell that then starts the host"
                : "idle states, the hypervisor and what else runs: see their findings";
        String cost = "that is how late timed orders, time exits and retries come"
                // Its threads park for as short as the system can.
                + (host.config().ring().waitProfile() == WaitProfile.BALANCED
                        ? ", and with wait balanced how late each stage sees the first event after silence"
                        : "");
        Finding finding;
        if (median <= GOOD_NS && tail <= LITTLE_NS) {
            finding = ABOUT.good(found);
        } else if (median <= LITTLE_NS && tail <= LITTLE_TAIL_NS) {
            finding = ABOUT.little(found, cost, change);
        } else {
            finding = ABOUT.lot(found, cost, change);
        }
        finding = finding.with("p50_ns", median).with("p99_ns", tail);
        return List.of(slack.isPresent() ? finding.with("slack_ns", slack.getAsLong()) : finding);
    }
}
