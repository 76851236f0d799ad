package io.ringfence.core.stoploss;

import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.Arrays;

/** How far each feed has been taken, so that a tick that comes again after a restart is known. */
final class FeedPositions {
    /** Stands behind the last feed. */
    private static final int END = -1;

    private long[] lastSequences = new long[4];

    /** Takes the next position; false when it was taken before. */
    boolean advance(int feedId, long feedSequence) {
        if (feedId >= lastSequences.length) {
            lastSequences = Arrays.copyOf(lastSequences, Math.max(feedId + 1, lastSequences.length * 2));
        }
        if (feedSequence <= lastSequences[feedId]) {
            return false;
        }
        lastSequences[feedId] = feedSequence;
        return true;
    }

    long last(int feedId) {
        return feedId < lastSequences.length ? lastSequences[feedId] : 0;
    }

    void writeTo(StateSink sink) {
        for (int feedId = 0; feedId < lastSequences.length; feedId++) {
            if (lastSequences[feedId] != 0) {
                sink.putLong(feedId);
                sink.putLong(lastSequences[feedId]);
            }
        }
        sink.putLong(END);
    }

    void readFrom(StateSource source) {
        int before = END;
        for (int feedId = source.getInt(); feedId != END; feedId = source.getInt()) {
            boolean isNext = feedId > before && feedId <= PriceTickDecoder.feedIdNullValue();
            if (!isNext || !advance(feedId, source.getLong())) {
                throw new StateFormatException("feed " + feedId + " has no position, or not its place in the state");
            }
            before = feedId;
        }
    }
}
