package io.ringfence.transport.feed;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** When recorded data begins, so that a host that lives in its time begins to live then. */
public final class RecordedStart {
    private RecordedStart() {}

    /**
     * Time of the earliest first row of these sources, nanoseconds since the epoch; empty when none has one. A source that
     * cannot be read says so when its feed runs.
     */
    public static OptionalLong timeNs(List<CsvFeedConfig> feeds) {
        return feeds.stream()
                .map(RecordedStart::timeNs)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
    }

    private static OptionalLong timeNs(CsvFeedConfig feed) {
        try (CsvReader reader = new CsvReader(feed, BadRowListener.NONE)) {
            reader.open();
            return reader.next() ? OptionalLong.of(reader.row().timeNs) : OptionalLong.empty();
        } catch (IOException | RuntimeException unreadable) {
            return OptionalLong.empty();
        }
    }
}
