package io.ringfence.bench.subject;

import io.ringfence.bench.Events;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Holds a journal against the ticks that had to come into it: each is encoded once more, and has to be there, in its place, to
 * the byte. The journal's own checksums are tested by its reader on the way.
 */
final class JournaledTicks {
    private final Prices prices;
    private final Events events = new Events();
    private final EventSlot expected = new EventSlot(RingConfig.defaults());
    private final UnsafeBuffer expectedBytes = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer journaledBytes = new UnsafeBuffer(0, 0);
    private long count;
    private long differing;
    private long firstDiffering;

    /** Sent with these prices, by index from 0; tick {@code i} is event {@code i + 1}, which is also its feed sequence. */
    JournaledTicks(Prices prices) {
        this.prices = prices;
    }

    /** What is wrong with a journal of so many, a line each. */
    List<String> check(Path journal, long sent) throws IOException {
        List<String> wrong = new ArrayList<>();
        try {
            new JournalReader(journal).forEach(1, Long.MAX_VALUE, this::onEvent);
        } catch (JournalDamagedException damaged) {
            wrong.add(damaged.getMessage());
        }
        if (count != sent) {
            wrong.add(count + " events are in the journal of " + sent);
        }
        if (differing > 0) {
            wrong.add(differing + " events of the journal are not what was sent, the first has sequence "
                    + firstDiffering);
        }
        return wrong;
    }

    private void onEvent(long sequence, long timestampNs, DirectBuffer buffer, int offset, int length) {
        count++;
        expected.claim(count, timestampNs);
        events.trade(expected, count, prices.of(count - 1));
        expectedBytes.wrap(expected.in().buffer(), 0, expected.in().length());
        journaledBytes.wrap(buffer, offset, length);
        if (sequence != count || !expectedBytes.equals(journaledBytes)) {
            if (differing++ == 0) {
                firstDiffering = sequence;
            }
        }
    }
}
