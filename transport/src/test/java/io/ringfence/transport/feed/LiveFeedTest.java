package io.ringfence.transport.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.transport.feed.FeedFixture.Said;
import io.ringfence.transport.feed.FeedFixture.Tick;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What a live feed publishes, when the ring has room and when not. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class LiveFeedTest {
    private static final int FEED_ID = 7;
    private static final long NONE = PriceTickDecoder.lastNullValue();
    private static final long NO_TIME = LiveFeed.NO_TIME;

    @Test
    void shouldNumberTicksFromTheJournaledOneWhenThereIsRoom() {
        try (RecordingCore core = RecordingCore.inline()) {
            core.clockNs.set(1_000);
            LiveFeed feed = feed(core, 41);

            assertTrue(feed.up());
            assertTrue(feed.offer(100, NONE, NONE, 900));
            core.clockNs.set(2_000);
            assertTrue(feed.offer(110, 90, NONE, NO_TIME));

            assertEquals(List.of(connected(1, 1_000)), core.said);
            assertEquals(
                    List.of(tick(1_000, 900, 42, 100, null, null), tick(2_000, 2_000, 43, 110, 90L, 110L)), core.ticks);
            assertEquals(2, feed.tickCount());
            assertEquals(0, feed.conflatedCount());
            assertEquals(2_000, feed.sourceTimeNs());
        }
    }

    @Test
    void shouldPublishOneTickWithTheExtremesWhenPricesFoundNoRoom() {
        try (RecordingCore core = RecordingCore.stalled()) {
            LiveFeed feed = feed(core, 0);
            assertTrue(feed.up());
            int free = 0;
            while (feed.offer(500, NONE, NONE, ++free)) {
                continue;
            }
            // The one that found no room, the ones after it, and extremes that the source gave.
            assertFalse(feed.offer(300, NONE, NONE, 1_001));
            assertFalse(feed.offer(900, 880, 910, 1_002));
            assertFalse(feed.offer(700, 200, NONE, 1_003));
            assertFalse(feed.drain());

            core.gate.countDown();
            while (!feed.drain()) {
                Thread.onSpinWait();
            }

            assertTrue(core.core.awaitCompleted(core.core.claimedSequence()));
            assertEquals(free, core.ticks.size());
            assertEquals(tick(0, 1_003, free, 700, 200L, 910L), core.ticks.get(free - 1));
            assertEquals(3, feed.conflatedCount());
        }
    }

    @Test
    void shouldSayThatItIsDownAfterWhatWaitedWhenItGoesWhileTheRingIsFull() {
        try (RecordingCore core = RecordingCore.stalled()) {
            LiveFeed feed = feed(core, 0);
            feed.up();
            while (feed.offer(500, NONE, NONE, 1)) {
                continue;
            }
            assertFalse(feed.down());
            long before = core.core.claimedSequence();

            core.gate.countDown();
            while (!feed.drain()) {
                Thread.onSpinWait();
            }

            assertTrue(core.core.awaitCompleted(core.core.claimedSequence()));
            assertEquals(List.of(connected(1_001, 0), error(before + 2, 0)), core.said);
        }
    }

    @Test
    void shouldTakeTheLastSlotsWhenItGoesDownWithNothingWaiting() {
        try (RecordingCore core = RecordingCore.stalled()) {
            LiveFeed feed = feed(core, 0);
            feed.up();
            EventPublisher publisher = core.core.publisher();
            for (long claim = publisher.tryClaim(Admission.TICK); claim >= 0; ) {
                new TickEncoder(1, 1)
                        .encodeTrades(1, 1, 1, NONE, NONE, publisher.slot(claim).in());
                publisher.publish(claim);
                claim = publisher.tryClaim(Admission.TICK);
            }

            assertTrue(feed.down());
        }
    }

    @Test
    void shouldSayOnlyWhatIsNewsWhenItGoesUpAndDown() {
        try (RecordingCore core = RecordingCore.inline()) {
            LiveFeed feed = feed(core, 0);
            feed.down();
            feed.down();
            feed.up();
            feed.up();
            feed.down();
            // One that was under way as the source went.
            feed.offer(100, NONE, NONE, NO_TIME);
            feed.down();

            assertEquals(List.of(error(1, 0), connected(2, 0), error(3, 0), connected(4, 0), error(6, 0)), core.said);
            assertEquals(1, core.ticks.size());
        }
    }

    @Test
    void shouldHaveNothingLeftToDoWhenTheCoreHasHalted() {
        RecordingCore core = RecordingCore.inline();
        LiveFeed feed = feed(core, 0);
        feed.up();
        core.close();

        assertTrue(feed.offer(100, NONE, NONE, NO_TIME));
        assertTrue(feed.down());
        assertTrue(feed.drain());
        assertEquals(0, feed.tickCount());
    }

    @Test
    void shouldRefuseANumberBeforeTheFirst() {
        try (RecordingCore core = RecordingCore.inline()) {
            IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> feed(core, -1));
            assertEquals("feed 7: last journaled feed sequence = -1: expected 0 or more", refusal.getMessage());
        }
    }

    private static LiveFeed feed(RecordingCore core, long lastJournaled) {
        return new LiveFeed(FEED_ID, RecordingCore.INSTRUMENT_ID, lastJournaled, core.core.publisher());
    }

    private static Tick tick(long timestampNs, long sourceNs, long feedSequence, long last, Long low, Long high) {
        return new Tick(
                timestampNs,
                sourceNs,
                feedSequence,
                last,
                0,
                low,
                high,
                null,
                null,
                null,
                null,
                RecordingCore.INSTRUMENT_ID,
                FEED_ID);
    }

    private static Said connected(long sequence, long timestampNs) {
        return new Said(sequence, timestampNs, EventType.PRICE_FEED_CONNECTED, RecordingCore.INSTRUMENT_ID, FEED_ID);
    }

    private static Said error(long sequence, long timestampNs) {
        return new Said(sequence, timestampNs, EventType.PRICE_FEED_ERROR, RecordingCore.INSTRUMENT_ID, FEED_ID);
    }
}
