package io.ringfence.config.doctor;

import io.ringfence.config.doctor.Probes.Noise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** How often a thread that wants to run does not, on the CPUs that stages are pinned to; and what the hypervisor steals. */
final class NoiseCheck implements Check {
    private static final Subject NOISE = new Subject(Topic.INTERRUPTIONS, "noise floor");
    private static final Subject STEAL = new Subject(Topic.INTERRUPTIONS, "stolen time");
    private static final long LITTLE_NS = 50_000;
    private static final long LOT_NS = 1_000_000;
    private static final double LOT_SHARE = 0.01;
    private static final double STOLEN_PERCENT = 1;

    @Override
    public List<Finding> look(Host host) {
        Optional<StealTime> before = StealTime.read(host.files());
        List<Noise> noises = host.probes().noise(new TreeSet<>(host.pins().values()));
        Optional<StealTime> after = StealTime.read(host.files());
        List<Finding> findings = new ArrayList<>();
        Noise worst =
                noises.stream().max(Comparator.comparingLong(Noise::longestNs)).orElseThrow();
        double worstShare = noises.stream().mapToDouble(Noise::lostShare).max().orElseThrow();
        findings.add(noise(worst, worstShare)
                .with("longest_ns", worst.longestNs())
                .with("lost_ns", worst.lostNs())
                .with("spun_ns", worst.spunNs())
                .with("interruptions", worst.interruptions()));
        if (host.isVirtual()) {
            findings.add(
                    before.isPresent() && after.isPresent()
                            ? steal(after.get().since(before.get()), after.get())
                            : STEAL.unknown("the kernel does not tell", "vmstat 1; the column st"));
        }
        return findings;
    }

    private static Finding noise(Noise worst, double worstShare) {
        String where = worst.cpu() == Noise.ANY_CPU ? "a thread that spun" : "a thread on CPU " + worst.cpu();
        String found = String.format(
                Locale.ROOT,
                "%s for %s was interrupted %,d times: longest %s, %.2f %% of the time",
                where,
                Quantity.ns(worst.spunNs()),
                worst.interruptions(),
                Quantity.ns(worst.longestNs()),
                worstShare * 100);
        boolean isLot = worst.longestNs() >= LOT_NS || worstShare >= LOT_SHARE;
        if (!isLot && worst.longestNs() < LITTLE_NS) {
            return NOISE.good(found);
        }
        return NOISE.of(
                isLot ? Level.COSTS_A_LOT : Level.COSTS_LITTLE,
                found,
                "an event that comes meanwhile waits that long, whatever the code",
                "end what else runs (top shows it); isolate and pin CPUs; the other findings say what interrupts");
    }

    private static Finding steal(StealTime now, StealTime sinceBoot) {
        String found = String.format(
                Locale.ROOT,
                "%.1f %% while the noise was measured, %.1f %% since boot",
                now.percent(),
                sinceBoot.percent());
        String cost = "the hypervisor runs something else in the place of this host: milliseconds each time";
        String change = "a machine, or virtual CPUs, that are not shared";
        if (now.percent() >= STOLEN_PERCENT) {
            return STEAL.lot(found, cost, change);
        }
        return sinceBoot.percent() >= STOLEN_PERCENT ? STEAL.little(found, cost, change) : STEAL.good(found);
    }
}
