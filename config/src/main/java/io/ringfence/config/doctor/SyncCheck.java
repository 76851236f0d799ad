package io.ringfence.config.doctor;

import io.ringfence.config.doctor.Mounts.Mount;
import io.ringfence.journal.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What it takes until the journal's disk has what was written. */
final class SyncCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.DISK, "sync latency");
    /** Faster than any device answers. */
    private static final long NOT_A_DEVICE_NS = 5_000;

    private static final long GOOD_NS = 250_000;
    private static final long LITTLE_NS = 2_000_000;
    private static final long SLOW_TAIL_NS = 20_000_000;

    @Override
    public List<Finding> look(Host host) {
        Path directory = HostFacts.existing(host.journalDirectory());
        Samples syncs;
        try {
            syncs = host.probes().syncLatency(directory);
        } catch (IOException refused) {
            return List.of(ABOUT.unknown(
                    "no scratch file can be written: " + refused, "a journal directory that this user can write"));
        }
        boolean isInMemory = HostFacts.fileSystem(host.files(), directory)
                .map(Mount::isInMemory)
                .orElse(false);
        return List.of(finding(host, syncs, isInMemory)
                .with("p50_ns", syncs.medianNs())
                .with("p99_ns", syncs.percentileNs(99))
                .with("max_ns", syncs.maxNs())
                .with("count", syncs.count()));
    }

    private static Finding finding(Host host, Samples syncs, boolean isInMemory) {
        long median = syncs.medianNs();
        long tail = syncs.percentileNs(99);
        String found = "4 KiB and fdatasync: p50 " + Quantity.ns(median) + ", p99 " + Quantity.ns(tail) + " of "
                + syncs.count();
        if (isInMemory) {
            return ABOUT.good(found + ", on memory");
        }
        boolean isPower = host.config().journal().durability() == Durability.POWER;
        if (median < NOT_A_DEVICE_NS) {
            String why = found + "; no device is that fast, so a cache answers";
            return isPower
                    ? ABOUT.unknown(
                            why,
                            "whether that cache survives a loss of power, which journal.durability = power relies on: ask who"
                                    + " runs the disk")
                    : ABOUT.good(why);
        }
        String change =
                "a disk with a cache that survives a loss of power, by itself; journal.durability = process where it"
                        + " is enough";
        if (isPower && (median > LITTLE_NS || tail > SLOW_TAIL_NS)) {
            return ABOUT.lot(found, "with durability power each group of events waits that long for the gate", change);
        }
        if (isPower && median > GOOD_NS) {
            return ABOUT.little(
                    found, "with durability power each group of events waits that long for the gate", change);
        }
        if (!isPower && tail > SLOW_TAIL_NS) {
            return ABOUT.little(
                    found,
                    "with durability process no event waits for a sync, but one that appends to a page that is being written"
                            + " back does",
                    "a faster disk, or one that nothing else writes to");
        }
        return ABOUT.good(found + (isPower ? "" : "; with durability process no event waits for it"));
    }
}
