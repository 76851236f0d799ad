package io.ringfence.transport.broker;

import static io.ringfence.transport.broker.BrokerFixture.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cancels, queries and repeats, at each point of an order's life. */
class SimulatedBrokerLifeTest {
    private static final long ONE = scaled("1");
    private static final long TEN = scaled("10");

    @TempDir
    Path dir;

    private BrokerFixture broker;
    private final Terms buy = Terms.buy(1, ONE);

    @BeforeEach
    void makeBroker() {
        broker = new BrokerFixture(dir.resolve("broker.log"));
        broker.latencyNs = 100;
    }

    @AfterEach
    void closeBroker() {
        broker.close();
    }

    @Test
    void shouldCancelAfterTheLatencyWhenTheOrderWorks() {
        broker.start();
        broker.submit(buy);
        broker.at(100);
        broker.cancel(buy);
        assertEquals(List.of(buy.accepted()), broker.reports());

        broker.at(200);
        broker.tick(Quote.last(TEN));

        assertEquals(List.of(buy.canceled()), broker.reports());
    }

    @Test
    void shouldLetTheOrderArriveFirstWhenItsCancelFollowsAtOnce() {
        broker.start();
        broker.submit(buy);
        broker.cancel(buy);

        broker.at(100);

        assertEquals(List.of(buy.accepted(), buy.canceled()), broker.reports());
    }

    @Test
    void shouldRepeatTheFillWhenTheCancelComesTooLate() {
        broker.start();
        broker.tick(Quote.last(TEN));
        broker.submit(buy);
        broker.cancel(buy);

        broker.at(100);

        BrokerReport filled = buy.filled(ONE, TEN, 0, TEN);
        assertEquals(List.of(buy.accepted(), filled, filled), broker.reports());
        assertEquals(
                List.of(
                        "submit,1,1000001,0,BUY,MARKET,ENTRY,100000000,0,0",
                        "accept,1",
                        "fill,1,100000000,1000000000,1000000000,0"),
                broker.logLines());
    }

    @Test
    void shouldRepeatTheCancelWhenCanceledTwice() {
        broker.start();
        broker.submit(buy);
        broker.cancel(buy);
        broker.cancel(buy);

        broker.at(100);

        assertEquals(List.of(buy.accepted(), buy.canceled(), buy.canceled()), broker.reports());
    }

    @Test
    void shouldRepeatTheRefusalWhenARefusedOrderIsCanceled() {
        broker.rejectRate = ONE;
        broker.start();
        broker.submit(buy);
        broker.cancel(buy);

        broker.at(100);

        assertEquals(List.of(buy.rejected(), buy.rejected()), broker.reports());
    }

    @Test
    void shouldSayThatItHasNoneWhenAskedForOrToCancelAnOrderItWasNeverSent() {
        broker.start();
        Terms other = Terms.sell(77, ONE);

        broker.query(buy);
        broker.cancel(other);

        assertEquals(List.of(buy.unknown(), other.unknown()), broker.reports());
        assertEquals(List.of(), broker.logLines());
    }

    @Test
    void shouldAnswerWithTheFiguresSoFarWhenQueried() {
        broker.start();
        broker.submit(buy);
        broker.at(100);
        broker.query(buy);
        broker.tick(Quote.last(TEN));
        broker.query(buy);

        BrokerReport filled = buy.filled(ONE, TEN, 0, TEN);
        assertEquals(List.of(buy.accepted(), buy.accepted(), filled, filled), broker.reports());
    }

    @Test
    void shouldNotCallAnOrderAcceptedWhenItIsStillOnItsWay() {
        broker.rejectRate = ONE;
        broker.start();
        broker.submit(buy);

        broker.query(buy);
        broker.submit(buy);
        assertEquals(List.of(), broker.reports());
        broker.at(100);

        assertEquals(List.of(buy.rejected()), broker.reports());
    }

    @Test
    void shouldLogARepeatedIdAndNotExecuteItAgain() {
        broker.latencyNs = 0;
        broker.start();
        broker.tick(Quote.last(TEN));
        broker.submit(buy);
        BrokerReport filled = buy.filled(ONE, TEN, 0, TEN);
        assertEquals(List.of(buy.accepted(), filled), broker.reports());

        broker.submit(buy);
        broker.submit(Terms.sell(1, 5 * ONE));

        assertEquals(List.of(filled, filled), broker.reports());
        assertEquals(
                List.of(
                        "submit,1,1000001,0,BUY,MARKET,ENTRY,100000000,0,0",
                        "accept,1",
                        "fill,1,100000000,1000000000,1000000000,0",
                        "duplicate,1",
                        "duplicate,1"),
                broker.logLines());
        assertEquals(Long.MAX_VALUE, broker.nextDeadlineNs());
    }
}
