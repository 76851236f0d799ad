package io.ringfence.journal;

import java.io.IOException;

/** Supplies of real segments. */
final class Supplies {
    private Supplies() {}

    /** As a journal makes it. */
    static SegmentSupply of(JournalConfig config, DiskSpaceListener listener) throws IOException {
        return of(config, listener, maker(config));
    }

    /** With segments of the test's making. */
    static SegmentSupply of(JournalConfig config, DiskSpaceListener listener, SegmentSupply.Maker maker) {
        return new SegmentSupply(
                maker,
                new DiskWatch(config, () -> ZeroFile.freeBytes(config.directory()), new DiskReserve(config), listener));
    }

    static SegmentSupply.Maker maker(JournalConfig config) {
        return (number, pace) -> SegmentAppender.create(config, Segment.of(config.directory(), number), pace);
    }
}
