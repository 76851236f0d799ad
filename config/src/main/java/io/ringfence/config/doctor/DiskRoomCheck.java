package io.ringfence.config.doctor;

import java.io.IOException;
import java.util.List;

/** Whether the journal's disk has room. */
final class DiskRoomCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.DISK, "free space");
    private static final int AMPLE = 4;

    @Override
    public List<Finding> look(Host host) {
        long free;
        try {
            free = host.probes().usableBytes(HostFacts.existing(host.journalDirectory()));
        } catch (IOException hidden) {
            return List.of(ABOUT.unknown(hidden.toString(), "df -h"));
        }
        long low = host.config().journal().lowDiskBytes();
        long segment = host.config().journal().segmentBytes();
        String found = Quantity.bytes(free);
        Finding finding;
        if (free < low + segment) {
            finding = ABOUT.lot(
                    found,
                    "below journal.low-disk-bytes = " + Quantity.bytes(low)
                            + " the host only reduces positions, and the next" + " segment takes "
                            + Quantity.bytes(segment),
                    "make room, or set journal.low-disk-bytes lower");
        } else if (free < low + AMPLE * segment) {
            finding = ABOUT.little(
                    found,
                    "no latency yet, but some segments more and the host only reduces positions",
                    "make room, or set snapshots.trim-journal = true");
        } else {
            finding = ABOUT.good(found);
        }
        return List.of(finding.with("free_bytes", free));
    }
}
