package io.ringfence.core.trade;

import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.ErrorCode;
import io.ringfence.core.event.PriceFeedErrorDecoder;
import io.ringfence.core.event.Severity;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.Arrays;

/**
 * Which feeds are down. One that is has its stops keep their levels; when it stays silent for longer than allowed a person is
 * called. It is up again with its next tick, or when it says so.
 */
final class FeedDesk {
    private static final long UP = Long.MAX_VALUE;
    /** Down, and a person has been called. */
    private static final long CALLED = Long.MAX_VALUE - 1;

    /** Stands in the state behind the last feed. */
    private static final int END = -1;

    private static final int MAX_FEED_ID = PriceFeedErrorDecoder.feedIdMaxValue();

    private final Moment moment;
    private final SystemOutputs outputs;
    /** When a person is called, by feed. */
    private long[] deadlines = new long[0];

    private int[] instruments = new int[0];
    private int downCount;
    private long nextDeadlineNs = UP;

    FeedDesk(Moment moment, SystemOutputs outputs) {
        this.moment = moment;
        this.outputs = outputs;
    }

    long nextDeadlineNs() {
        return nextDeadlineNs >= CALLED ? UP : nextDeadlineNs;
    }

    /** A feed has failed. */
    void onError(int feedId, int instrumentId) {
        outputs.error(SystemOutputs.HOST, ErrorCode.FEED_ERROR, Severity.ERROR, feedId, instrumentId);
        makeRoom(feedId);
        if (deadlines[feedId] == UP) {
            deadlines[feedId] = Math.min(CALLED - 1, moment.after(moment.limits.feedSilenceNs()));
            instruments[feedId] = instrumentId;
            downCount++;
            outputs.streamDisconnected(feedId, instrumentId);
            showDeadline();
        }
    }

    private void makeRoom(int feedId) {
        if (feedId >= deadlines.length) {
            int from = deadlines.length;
            deadlines = Arrays.copyOf(deadlines, feedId + 1);
            instruments = Arrays.copyOf(instruments, feedId + 1);
            Arrays.fill(deadlines, from, deadlines.length, UP);
        }
    }

    /** A feed has come up, or has told a price. */
    void onUp(int feedId) {
        if (downCount > 0 && feedId < deadlines.length && deadlines[feedId] != UP) {
            deadlines[feedId] = UP;
            downCount--;
            outputs.streamRestored(feedId, instruments[feedId]);
            showDeadline();
        }
    }

    /** Calls a person for feeds that have been silent for too long. */
    void fireDue() {
        if (nextDeadlineNs > moment.nowNs) {
            return;
        }
        for (int feedId = 0; feedId < deadlines.length; feedId++) {
            if (deadlines[feedId] <= moment.nowNs) {
                deadlines[feedId] = CALLED;
                outputs.alert(AlertCode.FEED_LOST, feedId);
            }
        }
        showDeadline();
    }

    private void showDeadline() {
        nextDeadlineNs = UP;
        for (long deadline : deadlines) {
            nextDeadlineNs = Math.min(nextDeadlineNs, deadline);
        }
    }

    /** Those that are down alone: what was known of others does not come back. */
    void writeTo(StateSink sink) {
        for (int feedId = 0; feedId < deadlines.length; feedId++) {
            if (deadlines[feedId] != UP) {
                sink.putLong(feedId);
                sink.putLong(deadlines[feedId]);
                sink.putLong(instruments[feedId]);
            }
        }
        sink.putLong(END);
    }

    void readFrom(StateSource source) {
        for (int feedId = source.getInt(); feedId != END; feedId = source.getInt()) {
            if (feedId < 0 || feedId > MAX_FEED_ID) {
                throw new StateFormatException("feed " + feedId + " stands in the state, beyond " + MAX_FEED_ID);
            }
            makeRoom(feedId);
            deadlines[feedId] = source.getLong();
            instruments[feedId] = source.getInt();
            downCount++;
        }
        showDeadline();
    }
}
