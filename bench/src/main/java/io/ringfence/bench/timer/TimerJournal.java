package io.ringfence.bench.timer;

import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/** What a node's journal says of timers and ticks: it has the times by which the node lived. */
final class TimerJournal {
    private final TimerGrid grid;
    private final long[] eventTimesNs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private int passed;
    private long ticks;
    private long measuredTicks;

    private TimerJournal(TimerGrid grid) {
        this.grid = grid;
        eventTimesNs = new long[grid.size()];
    }

    /** Reads it, when the node is closed. */
    static TimerJournal read(Path directory, TimerGrid grid) throws IOException {
        TimerJournal journal = new TimerJournal(grid);
        new JournalReader(directory).forEach(1, Long.MAX_VALUE, journal::onEvent);
        return journal;
    }

    private void onEvent(long sequence, long timestampNs, DirectBuffer buffer, int offset, int length) {
        while (passed < eventTimesNs.length && grid.dueNs(passed) <= timestampNs) {
            eventTimesNs[passed++] = timestampNs;
        }
        if (header.wrap(buffer, offset).templateId() == PriceTickDecoder.TEMPLATE_ID) {
            ticks++;
            measuredTicks += timestampNs >= grid.fromNs() && timestampNs < grid.toNs() ? 1 : 0;
        }
    }

    /** So many timers, the first ones, were due by the last event. */
    int passedCount() {
        return passed;
    }

    /** Time of the first event at or after a timer's due time, of one that was due by the last event: it fires with that. */
    long eventTimeNs(int timer) {
        return eventTimesNs[timer];
    }

    long ticks() {
        return ticks;
    }

    /** Those of the measured time. */
    long measuredTicks() {
        return measuredTicks;
    }
}
