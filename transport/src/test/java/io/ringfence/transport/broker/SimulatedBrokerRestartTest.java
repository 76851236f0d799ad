package io.ringfence.transport.broker;

import static io.ringfence.transport.broker.BrokerFixture.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a broker still knows and does after its host has died and come back. */
class SimulatedBrokerRestartTest {
    private static final long ONE = scaled("1");
    private static final long TEN = scaled("10");

    @TempDir
    Path dir;

    private BrokerFixture broker;
    private final Terms buy = Terms.buy(1, ONE);
    private final Terms sell = Terms.sell(2, ONE);

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
    void shouldAnswerQueriesAsBeforeWhenTheHostCameBack() {
        broker.feeRate = scaled("0.01");
        broker.start();
        Terms canceled = Terms.buy(3, ONE).limit(1);
        Terms working = Terms.buy(4, ONE).limit(2);
        broker.submit(buy);
        broker.submit(canceled);
        broker.submit(working);
        broker.tick(Quote.last(TEN));
        broker.cancel(canceled);
        broker.at(100);
        broker.reports();
        List<Terms> asked = List.of(buy, canceled, working, sell);
        asked.forEach(broker::query);
        List<BrokerReport> before = broker.reports();

        broker.restart();
        asked.forEach(broker::query);

        assertEquals(before, broker.reports());
        assertEquals(
                List.of(
                        buy.filled(ONE, TEN, scaled("0.1"), TEN),
                        canceled.canceled(),
                        working.accepted(),
                        sell.unknown()),
                before);
    }

    @Test
    void shouldStillArriveAtItsTimeWhenTheOrderWasOnItsWay() {
        broker.start();
        broker.submit(buy);
        broker.at(40);
        broker.submit(sell);

        broker.restart();
        assertEquals(100, broker.nextDeadlineNs());
        broker.query(buy);
        assertEquals(List.of(), broker.reports());
        broker.at(100);
        assertEquals(140, broker.nextDeadlineNs());
        broker.at(140);

        assertEquals(List.of(buy.accepted(), sell.accepted()), broker.reports());
        assertEquals(Long.MAX_VALUE, broker.nextDeadlineNs());
    }

    @Test
    void shouldStillFillWhenTheOrderWorked() {
        broker.start();
        broker.submit(buy);
        broker.at(100);
        broker.restart();
        broker.tick(Quote.last(TEN));

        assertEquals(List.of(buy.accepted(), buy.filled(ONE, TEN, 0, TEN)), broker.reports());
    }

    @Test
    void shouldFillTheRestOnceWhenAPartWasFilled() {
        broker.latencyNs = 0;
        broker.partialFillRate = ONE;
        broker.start();
        broker.tick(Quote.last(TEN));
        broker.submit(buy);
        long part = broker.reports().get(1).cumQuantity();

        broker.restart();
        broker.tick(Quote.last(2 * TEN));
        broker.restart();
        broker.tick(Quote.last(TEN));

        long notional = part * 10 + (ONE - part) * 20;
        assertEquals(List.of(buy.filled(ONE, notional, 0, 2 * TEN)), broker.reports());
    }

    @Test
    void shouldTellOfAnIdThatIsSentAgainWhenItWasSentBeforeTheHostDied() {
        broker.start();
        broker.submit(buy);
        broker.restart();

        broker.submit(buy);
        broker.at(100);

        assertEquals(List.of(buy.accepted()), broker.reports());
        assertEquals(
                List.of("submit,1,1000001,0,BUY,MARKET,ENTRY,100000000,0,0", "duplicate,1", "accept,1"),
                broker.logLines());
    }

    @Test
    void shouldDrawTheSameWhenTheOrderArrivesAfterTheHostCameBack() {
        broker.rejectRate = scaled("0.5");
        broker.start();
        List<Terms> orders = LongStream.rangeClosed(1, 200)
                .mapToObj(id -> Terms.buy(id, ONE))
                .toList();
        orders.forEach(broker::submit);
        broker.restart();
        broker.at(100);
        List<BrokerReport> after = broker.reports();

        try (BrokerFixture undisturbed = new BrokerFixture(dir.resolve("undisturbed.log"))) {
            undisturbed.latencyNs = 100;
            undisturbed.rejectRate = scaled("0.5");
            undisturbed.start();
            orders.forEach(undisturbed::submit);
            undisturbed.at(100);
            assertEquals(undisturbed.reports(), after);
        }
    }
}
