package io.ringfence.transport.broker;

import static io.ringfence.transport.broker.BrokerFixture.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.transport.broker.BrokerMessage.PositionHeld;
import io.ringfence.transport.broker.BrokerMessage.PullEnded;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pull tells. */
class SimulatedBrokerPullTest {
    private static final long ONE = scaled("1");
    private static final long TEN = scaled("10");

    @TempDir
    Path dir;

    private BrokerFixture broker;
    private final Terms working = Terms.buy(1, ONE).limit(1);
    private final Terms bought = Terms.buy(2, 5 * ONE);
    private final Terms sold = Terms.sell(3, 2 * ONE);
    private final Terms shorted = Terms.sell(4, ONE).on(7);

    @BeforeEach
    void makeBroker() {
        broker = new BrokerFixture(dir.resolve("broker.log"));
        broker.latencyNs = 100;
    }

    @AfterEach
    void closeBroker() {
        broker.close();
    }

    private void trade() {
        broker.start();
        broker.tick(Quote.last(TEN));
        broker.tick(new Quote(7, TEN, TEN, TEN));
        List.of(working, bought, sold, shorted).forEach(broker::submit);
        broker.at(100);
        broker.messages();
    }

    private List<BrokerMessage> wholePicture(long pullId) {
        return List.of(
                working.accepted(),
                bought.filled(5 * ONE, 5 * TEN, 0, TEN),
                sold.filled(2 * ONE, 2 * TEN, 0, TEN),
                shorted.filled(ONE, TEN, 0, TEN),
                new PositionHeld(pullId, 0, 3 * ONE),
                new PositionHeld(pullId, 7, -ONE),
                new PullEnded(pullId, 1));
    }

    @Test
    void shouldTellTheEndAloneWhenNothingWasEverSent() {
        broker.start();
        broker.pull(5);
        assertEquals(100, broker.nextDeadlineNs());
        broker.at(100);

        assertEquals(List.of(new PullEnded(5, 0)), broker.messages());
    }

    @Test
    void shouldTellOrdersThenPositionsThenTheEndWhenPulled() {
        trade();
        broker.pull(5);
        broker.at(199);
        assertEquals(List.of(), broker.messages());
        broker.at(200);

        assertEquals(wholePicture(5), broker.messages());
    }

    @Test
    void shouldTellTheSameWhenReportsAreLostDoubledAndLate() {
        broker.dropRate = scaled("0.5");
        broker.duplicateRate = ONE;
        broker.reportDelayNs = 10;
        trade();
        broker.at(110);
        broker.messages();
        broker.pull(5);
        broker.at(210);

        assertEquals(wholePicture(5), broker.messages());
    }

    @Test
    void shouldTellEndedOrdersOnceAndOpenOnesAndPositionsEachTime() {
        trade();
        broker.pull(5);
        broker.at(200);
        broker.messages();
        broker.cancel(working);
        broker.pull(6);
        broker.pull(7);
        broker.at(300);

        assertEquals(
                List.of(
                        working.canceled(),
                        working.canceled(),
                        new PositionHeld(6, 0, 3 * ONE),
                        new PositionHeld(6, 7, -ONE),
                        new PullEnded(6, 0),
                        new PositionHeld(7, 0, 3 * ONE),
                        new PositionHeld(7, 7, -ONE),
                        new PullEnded(7, 0)),
                broker.messages());
    }

    @Test
    void shouldTellOfTheMomentItArrives() {
        trade();
        broker.pull(5);
        Terms late = Terms.buy(9, ONE);
        broker.at(150);
        broker.submit(late);
        broker.at(250);

        List<BrokerMessage> told = broker.messages();
        assertEquals(wholePicture(5), told.subList(0, 7));
        assertEquals(List.of(late.accepted(), late.filled(ONE, TEN, 0, TEN)), told.subList(7, told.size()));
    }

    @Test
    void shouldTellTheSameWhenTheHostCameBackInBetween() {
        trade();
        broker.restart();
        broker.pull(5);
        broker.at(200);
        assertEquals(wholePicture(5), broker.messages());

        broker.restart();
        broker.pull(6);
        broker.at(300);

        assertEquals(
                List.of(
                        working.accepted(),
                        new PositionHeld(6, 0, 3 * ONE),
                        new PositionHeld(6, 7, -ONE),
                        new PullEnded(6, 1)),
                broker.messages());
    }

    @Test
    void shouldTellOfARefusedOrderAndHoldNothingOfIt() {
        broker.rejectRate = ONE;
        broker.start();
        broker.submit(bought);
        broker.pull(5);
        broker.at(100);

        assertEquals(List.of(bought.rejected(), bought.rejected(), new PullEnded(5, 0)), broker.messages());
    }

    @Test
    void shouldStillTellThePositionWhenItIsClosed() {
        broker.start();
        broker.tick(Quote.last(TEN));
        broker.submit(bought);
        broker.submit(Terms.sell(9, 5 * ONE));
        broker.at(100);
        broker.messages();
        broker.pull(5);
        broker.at(200);

        assertEquals(new PositionHeld(5, 0, 0), broker.messages().get(2));
    }
}
