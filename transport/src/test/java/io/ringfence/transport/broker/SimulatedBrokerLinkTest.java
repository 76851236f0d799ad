package io.ringfence.transport.broker;

import static io.ringfence.transport.broker.BrokerFixture.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.RejectReason;
import io.ringfence.transport.broker.BrokerMessage.AuthFailed;
import io.ringfence.transport.broker.BrokerMessage.AuthSuccess;
import io.ringfence.transport.broker.BrokerMessage.Disconnected;
import io.ringfence.transport.broker.BrokerMessage.PositionHeld;
import io.ringfence.transport.broker.BrokerMessage.PullEnded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Losses of the link, and logins. */
class SimulatedBrokerLinkTest {
    private static final long ONE = scaled("1");
    private static final long TEN = scaled("10");
    private static final long EVERY = 10_000;
    private static final long FOR = 500;
    private static final Disconnected DOWN = new Disconnected(0, RejectReason.SERVER_DOWN);
    private static final AuthSuccess UP = new AuthSuccess(0, 0);

    @TempDir
    Path dir;

    private BrokerFixture broker;
    private final Terms resting = Terms.buy(1, ONE).limit(1);
    private final Terms buy = Terms.buy(2, ONE);

    @BeforeEach
    void makeBroker() {
        broker = new BrokerFixture(dir.resolve("broker.log"));
        broker.disconnectEveryNs = EVERY;
        broker.disconnectForNs = FOR;
    }

    @AfterEach
    void closeBroker() {
        broker.close();
    }

    /** Goes on to the next loss, which a resting order makes an occasion for, and returns its time. */
    private long lose() {
        broker.start();
        return loseStarted();
    }

    private long loseStarted() {
        broker.at(1);
        broker.submit(resting);
        assertEquals(List.of(resting.accepted()), broker.messages());
        long loss = broker.nextDeadlineNs();
        assertTrue(loss > 1 && loss < 2 * EVERY, () -> "loss at " + loss);
        broker.at(loss - 1);
        assertEquals(List.of(), broker.messages());
        broker.at(loss);
        assertEquals(List.of(DOWN), broker.messages());
        return loss;
    }

    @Test
    void shouldBeBackAfterItsTimeWhenTheLinkWasLost() {
        long loss = lose();
        assertEquals(loss + FOR, broker.nextDeadlineNs());
        broker.at(loss + FOR - 1);
        assertEquals(List.of(), broker.messages());

        broker.at(loss + FOR);

        assertEquals(List.of(UP), broker.messages());
        assertEquals(
                List.of("submit,1,1000001,0,BUY,LIMIT,ENTRY,100000000,1,1", "accept,1", "down," + loss),
                broker.logLines());
    }

    @Test
    void shouldLoseAllThatIsHandedOverAndToldWhileTheLinkIsDown() {
        long loss = lose();
        Terms never = Terms.sell(9, ONE);
        broker.submit(buy);
        broker.cancel(resting);
        broker.query(resting);
        broker.query(never);
        broker.cancel(never);
        broker.submit(resting);
        broker.pull(5);
        // What works goes on.
        broker.tick(Quote.last(1));
        broker.at(loss + FOR);
        assertEquals(List.of(UP), broker.messages());

        broker.query(buy);
        broker.pull(6);

        BrokerReport filled = resting.filled(ONE, 1, 0, 1);
        assertEquals(
                List.of(buy.unknown(), filled, new PositionHeld(6, 0, ONE), new PullEnded(6, 0)), broker.messages());
        assertEquals(
                List.of("submit,2,1000002,0,BUY,MARKET,ENTRY,100000000,0," + loss, "lost,2", "fill,1,100000000,1,1,0"),
                broker.logLines().subList(3, 6));
    }

    @Test
    void shouldLetWhatWasHandedOverBeforeArriveAndAnswerNoPullWhileTheLinkIsDown() {
        broker.latencyNs = 100;
        broker.start();
        broker.at(1);
        broker.tick(Quote.last(TEN));
        broker.submit(resting);
        broker.at(101);
        long loss = broker.nextDeadlineNs();
        broker.at(loss - 1);
        broker.submit(buy);
        broker.pull(5);
        broker.at(loss + FOR);

        assertEquals(List.of(resting.accepted(), DOWN, UP), broker.messages());
        broker.query(buy);
        assertEquals(List.of(buy.filled(ONE, TEN, 0, TEN)), broker.messages());
        broker.pull(6);
        broker.at(loss + FOR + 100);
        assertEquals(
                List.of(
                        resting.accepted(),
                        buy.filled(ONE, TEN, 0, TEN),
                        new PositionHeld(6, 0, ONE),
                        new PullEnded(6, 1)),
                broker.messages());
    }

    @Test
    void shouldLoseLateReportsWithTheLink() {
        broker.reportDelayNs = 100 * EVERY;
        broker.start();
        broker.at(1);
        broker.submit(resting);
        long loss = broker.nextDeadlineNs();
        broker.at(loss);
        broker.at(200 * EVERY);

        assertEquals(List.of(DOWN, UP), broker.messages());
    }

    @Test
    void shouldLoseTheLinkOnceAStretchWhileTicksCome() {
        broker.start();
        broker.at(1);
        broker.tick(Quote.last(TEN));
        broker.submit(buy);
        broker.messages();
        for (long now = 1; now <= 20 * EVERY; now += EVERY / 30) {
            broker.at(now);
            broker.tick(Quote.last(TEN));
        }

        assertEquals(20, broker.messages().stream().filter(DOWN::equals).count());
    }

    @Test
    void shouldLoseTheLinkOnceMoreAtMostWhenNoTickAndNoOrderFollows() {
        long loss = lose();
        broker.at(loss + FOR);
        assertEquals(List.of(UP), broker.messages());
        broker.query(resting);
        broker.pull(5);
        broker.connect(0, 1, "key");
        broker.messages();
        assertEquals(Long.MAX_VALUE, broker.nextDeadlineNs());
        broker.at(50 * EVERY);
        assertEquals(List.of(), broker.messages());

        broker.tick(Quote.last(TEN));

        assertTrue(broker.nextDeadlineNs() < 52 * EVERY);
    }

    @Test
    void shouldLoseTheLinkOnceInEachStretchWhenThereIsAlwaysAnOccasion() {
        broker.start();
        broker.at(1);
        broker.submit(resting);
        broker.messages();
        List<Long> losses = new ArrayList<>();
        while (losses.size() < 500) {
            broker.tick(Quote.last(TEN));
            broker.at(broker.nextDeadlineNs());
            if (broker.messages().equals(List.of(DOWN))) {
                losses.add(broker.nextDeadlineNs() - FOR);
            }
        }

        for (int i = 0; i < losses.size(); i++) {
            assertEquals(losses.get(0) / EVERY + i, losses.get(i) / EVERY);
        }
        double meanPlace =
                losses.stream().mapToLong(loss -> loss % EVERY).average().orElseThrow();
        // Four standard deviations of 500 even draws.
        assertEquals((EVERY - FOR) / 2.0, meanPlace, 4 * (EVERY - FOR) / Math.sqrt(12 * 500));
    }

    @Test
    void shouldBeDownStillAndBackInTimeWhenTheHostCameBackInBetween() {
        long loss = lose();
        broker.restart();
        assertEquals(loss + FOR, broker.nextDeadlineNs());
        broker.query(resting);
        assertEquals(List.of(), broker.messages());
        broker.at(loss + FOR);

        assertEquals(List.of(UP), broker.messages());
    }

    @Test
    void shouldSayThatItIsBackWhenTheHostMayHaveDiedBeforeItHeard() {
        broker.start();
        broker.connect(0, 8, "good");
        broker.messages();
        long loss = loseStarted();
        broker.at(loss + FOR);
        broker.messages();
        broker.disconnectEveryNs = 0;

        broker.restart();

        assertEquals(List.of(UP, new AuthSuccess(0, 8)), broker.messages());
        assertEquals(Long.MAX_VALUE, broker.nextDeadlineNs());
    }

    @Test
    void shouldLoseTheLinkAtTheSameMomentsWhenTheHostCameBack() {
        broker.start();
        broker.at(1);
        broker.submit(resting);
        long loss = broker.nextDeadlineNs();
        broker.restart();
        assertEquals(loss, broker.nextDeadlineNs());
        // What fell due while there was no host is passed over.
        broker.messages();
        broker.at(loss - 1);
        broker.restart();
        assertEquals(loss, broker.nextDeadlineNs());
    }

    @Test
    void shouldAnswerLoginsByTheirKeys() {
        broker.disconnectEveryNs = 0;
        broker.latencyNs = 100;
        broker.refusedKeys = Set.of("bad", "worse");
        broker.start();
        broker.connect(0, 1, "good");
        broker.connect(2, 7, "bad");
        broker.connect(0, 1, "good");
        assertEquals(List.of(), broker.messages());
        broker.at(100);

        assertEquals(
                List.of(new AuthSuccess(0, 1), new AuthFailed(2, 7, RejectReason.TOKEN_EXPIRED), new AuthSuccess(0, 1)),
                broker.messages());
        assertEquals(List.of("connect,0,1"), broker.logLines());
    }

    @Test
    void shouldTellEveryGatewayAndAccountWhenTheLinkChanges() {
        broker.refusedKeys = Set.of("bad");
        broker.start();
        broker.connect(0, 1, "good");
        broker.connect(2, 7, "bad");
        broker.connect(5, 8, "good");
        broker.connect(5, 9, "good");
        broker.messages();
        broker.at(1);
        broker.submit(resting);
        broker.messages();
        long loss = broker.nextDeadlineNs();
        broker.at(loss);
        assertEquals(List.of(DOWN, new Disconnected(5, RejectReason.SERVER_DOWN)), broker.messages());
        // A login waits for the link.
        broker.connect(2, 7, "bad");
        broker.connect(6, 10, "good");
        assertEquals(List.of(), broker.messages());
        broker.at(loss + FOR);

        assertEquals(
                List.of(
                        UP,
                        new AuthSuccess(0, 1),
                        new AuthSuccess(5, 8),
                        new AuthSuccess(5, 9),
                        new AuthFailed(2, 7, RejectReason.TOKEN_EXPIRED),
                        new AuthSuccess(6, 10)),
                broker.messages());
    }
}
