package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Feeds that fail: who is told, and when a person is called. */
final class FeedTest extends TradeScenario {
    private static final TestEvent ERROR = new TestEvent.FeedError(0, 0);

    private void openWithBound() {
        open(TestEvent.Node.defaults().with(Bound.FEED_SILENCE_NS, 50));
    }

    @Test
    void shouldTellOfAFeedThatIsDownOnceAndThatItIsBackWithItsNextTick() {
        openWithBound();
        assertEquals(
                List.of("ERROR_LOGGED 0 0 FEED_ERROR ERROR", "PRICE_STREAM_DISCONNECTED 0 0"),
                core.at(10).applyAll(ERROR));
        assertEquals(List.of("ERROR_LOGGED 0 0 FEED_ERROR ERROR"), core.applyAll(ERROR));
        assertEquals(List.of("PRICE_STREAM_RESTORED 0 0"), core.apply(trade(100)));
        assertEquals(List.of(), core.apply(trade(100)));
        assertEquals(Long.MAX_VALUE, core.logic().trade().nextDeadlineNs());
    }

    @Test
    void shouldTellThatAFeedIsBackWhenItSaysSo() {
        openWithBound();
        assertEquals(List.of(), core.apply(new TestEvent.FeedConnected(0, 0)));
        core.apply(ERROR);
        assertEquals(List.of("PRICE_STREAM_RESTORED 0 0"), core.apply(new TestEvent.FeedConnected(0, 0)));
    }

    @Test
    void shouldCallAPersonOnceWhenAFeedStaysSilentForLongerThanAllowed() {
        openWithBound();
        core.at(10).apply(ERROR);
        core.at(30).apply(ERROR);
        assertEquals(60, core.logic().trade().nextDeadlineNs());
        assertEquals(List.of(), core.at(59).apply(TIME));
        assertEquals(List.of("ALERT_TRIGGERED FEED_LOST #0.0 0"), core.at(60).apply(TIME));
        assertEquals(Long.MAX_VALUE, core.logic().trade().nextDeadlineNs());
        assertEquals(List.of(), core.at(500).apply(TIME));
        assertEquals(List.of("PRICE_STREAM_RESTORED 0 0"), core.apply(trade(100)));
    }

    @Test
    void shouldTellFeedsApart() {
        openWithBound();
        core.at(10).apply(new TestEvent.FeedError(3, 0));
        core.at(20).apply(new TestEvent.FeedError(1, 0));
        assertEquals(List.of(), core.apply(trade(100)));
        assertEquals(
                List.of("PRICE_STREAM_RESTORED 3 0"),
                core.apply(Tick.ofFeed(0, 3, 1, 0).trade(100 * ONE)));
        assertEquals(70, core.logic().trade().nextDeadlineNs());
        assertEquals(List.of("ALERT_TRIGGERED FEED_LOST #0.0 1"), core.at(70).apply(TIME));
    }

    @Test
    void shouldNotTakeATickThatIsRefusedForASignOfLife() {
        openWithBound();
        core.at(10).apply(ERROR);
        assertEquals(List.of("TICK_REJECTED 1 NON_POSITIVE"), core.apply(trade(0)));
        assertEquals(60, core.logic().trade().nextDeadlineNs());
    }

    @Test
    void shouldKeepStopsAtTheirLevelsWhileAFeedIsDownAndOverARestart() {
        hold(PositionSide.LONG);
        core.apply(ERROR);
        core.apply(TestEvent.Node.defaults());
        assertEquals(
                List.of(
                        "STOPLOSS_TRIGGERED 3 at 90 by 89",
                        "EXECUTE_STOPLOSS #9.0 STOP SELL 2",
                        "PRICE_STREAM_RESTORED 0 0"),
                core.apply(trade(89)));
    }
}
