package io.ringfence.transport.broker;

import static io.ringfence.transport.broker.BrokerFixture.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices, time and fees of orders that fill whole. */
class SimulatedBrokerTest {
    private static final long ONE = scaled("1");
    private static final long TEN = scaled("10");
    private static final long ELEVEN = scaled("11");
    private static final long TWELVE = scaled("12");

    @TempDir
    Path dir;

    private BrokerFixture broker;

    @BeforeEach
    void makeBroker() {
        broker = new BrokerFixture(dir.resolve("broker.log"));
    }

    @AfterEach
    void closeBroker() {
        broker.close();
    }

    @Test
    void shouldBuyAtTheAskAndSellAtTheBidWhenBothAreQuoted() {
        broker.start();
        Terms buy = Terms.buy(1, 2 * ONE);
        Terms sell = Terms.sell(2, 3 * ONE);
        broker.tick(new Quote(0, TWELVE, TEN, ELEVEN));

        broker.submit(buy);
        broker.submit(sell);

        assertEquals(
                List.of(
                        buy.accepted(),
                        buy.filled(2 * ONE, scaled("22"), 0, ELEVEN),
                        sell.accepted(),
                        sell.filled(3 * ONE, scaled("30"), 0, TEN)),
                broker.reports());
    }

    @Test
    void shouldTradeAtTheLastPriceWhenItsSideIsNotQuoted() {
        broker.start();
        Terms buy = Terms.buy(1, ONE);
        Terms sell = Terms.sell(2, ONE);
        broker.tick(new Quote(0, TWELVE, TEN, Quote.NONE));

        broker.submit(buy);
        broker.submit(sell);

        assertEquals(
                List.of(
                        buy.accepted(),
                        buy.filled(ONE, TWELVE, 0, TWELVE),
                        sell.accepted(),
                        sell.filled(ONE, TEN, 0, TEN)),
                broker.reports());
    }

    @Test
    void shouldKeepAQuoteWhenALaterTickCarriesOnlyATrade() {
        broker.start();
        Terms buy = Terms.buy(1, ONE);
        broker.tick(Quote.bidAsk(TEN, ELEVEN));
        broker.tick(Quote.last(TWELVE));

        broker.submit(buy);

        assertEquals(List.of(buy.accepted(), buy.filled(ONE, ELEVEN, 0, ELEVEN)), broker.reports());
    }

    @Test
    void shouldFillAtThePriceInForceWhenTheOrderArrives() {
        broker.latencyNs = 1_000;
        broker.start();
        Terms buy = Terms.buy(1, ONE);
        broker.at(100);
        broker.tick(Quote.last(TEN));
        broker.submit(buy);
        broker.at(1_099);
        broker.tick(Quote.last(ELEVEN));
        assertEquals(List.of(), broker.reports());

        // The event that brings the time also brings a tick: the order was there before it.
        broker.at(1_100);
        broker.tick(Quote.last(TWELVE));

        assertEquals(List.of(buy.accepted(), buy.filled(ONE, ELEVEN, 0, ELEVEN)), broker.reports());
    }

    @Test
    void shouldFillOnTheFirstTickOfItsInstrumentWhenThereWasNoPrice() {
        broker.start();
        Terms buy = Terms.buy(1, ONE).on(7);

        broker.submit(buy);
        broker.tick(new Quote(6, TEN, TEN, TEN));
        assertEquals(List.of(buy.accepted()), broker.reports());
        broker.tick(new Quote(7, ELEVEN, Quote.NONE, Quote.NONE));

        assertEquals(List.of(buy.filled(ONE, ELEVEN, 0, ELEVEN)), broker.reports());
    }

    @Test
    void shouldFillALimitBuyAtTheAskWhenTheAskComesDownToIt() {
        broker.start();
        Terms buy = Terms.buy(1, ONE).limit(TEN);
        broker.tick(Quote.bidAsk(TEN, ELEVEN));
        broker.submit(buy);
        broker.tick(Quote.bidAsk(TEN - 2, TEN + 1));
        assertEquals(List.of(buy.accepted()), broker.reports());

        broker.tick(Quote.bidAsk(TEN - 2, TEN));

        assertEquals(List.of(buy.filled(ONE, TEN, 0, TEN)), broker.reports());
    }

    @Test
    void shouldFillALimitSellAtTheBetterBidWhenTheBidJumpsOverIt() {
        broker.start();
        Terms sell = Terms.sell(1, ONE).limit(ELEVEN);
        broker.tick(Quote.bidAsk(ELEVEN - 1, TWELVE));
        broker.submit(sell);
        assertEquals(List.of(sell.accepted()), broker.reports());

        broker.tick(Quote.bidAsk(TWELVE, TWELVE));

        assertEquals(List.of(sell.filled(ONE, TWELVE, 0, TWELVE)), broker.reports());
    }

    @Test
    void shouldFillWorkingOrdersInTheOrderTheyArrivedWhenOneTickMeetsSeveral() {
        broker.start();
        Terms first = Terms.sell(9, ONE);
        Terms second = Terms.buy(3, ONE);
        broker.submit(first);
        broker.submit(second);

        broker.tick(Quote.last(TEN));

        assertEquals(
                List.of(
                        first.accepted(),
                        second.accepted(),
                        first.filled(ONE, TEN, 0, TEN),
                        second.filled(ONE, TEN, 0, TEN)),
                broker.reports());
    }

    @Test
    void shouldRoundTheNotionalToEvenAndTheFeeUpWhenTheyHaveMoreDecimals() {
        broker.feeRate = scaled("0.001");
        broker.start();
        Terms odd = Terms.buy(1, 3);
        Terms even = Terms.buy(2, 5);
        broker.tick(Quote.last(scaled("0.5")));

        broker.submit(odd);
        broker.submit(even);

        // 1.5 and 2.5 units of money both become 2; a thousandth of a unit of fee becomes one.
        assertEquals(
                List.of(
                        odd.accepted(),
                        odd.filled(3, 2, 1, scaled("0.5")),
                        even.accepted(),
                        even.filled(5, 2, 1, scaled("0.5"))),
                broker.reports());
    }

    @Test
    void shouldShowTheNextArrivalAsItsDeadlineWhenSomethingIsOnItsWay() {
        broker.latencyNs = 1_000;
        broker.start();
        assertEquals(Long.MAX_VALUE, broker.nextDeadlineNs());
        Terms buy = Terms.buy(1, ONE);

        broker.at(100);
        broker.submit(buy);
        broker.at(150);
        broker.cancel(buy);
        assertEquals(1_100, broker.nextDeadlineNs());
        broker.at(1_100);
        assertEquals(1_150, broker.nextDeadlineNs());
        broker.at(1_149);
        assertEquals(List.of(buy.accepted()), broker.reports());
        broker.at(1_150);

        assertEquals(Long.MAX_VALUE, broker.nextDeadlineNs());
        assertEquals(List.of(buy.canceled()), broker.reports());
    }

    @Test
    void shouldBringEverythingThatIsDueWhenTimeJumps() {
        broker.latencyNs = 10;
        broker.start();
        Terms buy = Terms.buy(1, ONE);
        Terms sell = Terms.sell(2, ONE);
        broker.submit(buy);
        broker.at(5);
        broker.submit(sell);
        broker.cancel(buy);

        broker.at(1_000_000);

        assertEquals(List.of(buy.accepted(), sell.accepted(), buy.canceled()), broker.reports());
        assertEquals(Long.MAX_VALUE, broker.nextDeadlineNs());
    }
}
