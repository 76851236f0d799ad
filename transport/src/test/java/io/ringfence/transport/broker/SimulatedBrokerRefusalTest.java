package io.ringfence.transport.broker;

import static io.ringfence.transport.broker.BrokerFixture.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders that cannot be carried out: a refusal each, never an exception out of the stage. */
class SimulatedBrokerRefusalTest {
    private static final long ONE = scaled("1");
    private static final long TEN = scaled("10");

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
    void shouldRefuseWhenQuantityTimesPriceDoesNotFit() {
        broker.start();
        Terms huge = Terms.buy(1, Long.MAX_VALUE);
        Terms small = Terms.buy(2, ONE);
        broker.tick(Quote.last(TEN));

        broker.submit(huge);
        broker.submit(small);

        assertEquals(
                List.of(huge.accepted(), huge.rejected(), small.accepted(), small.filled(ONE, TEN, 0, TEN)),
                broker.reports());
    }

    @Test
    void shouldRefuseOnTheTickAndFillTheOthersWhenAWorkingOrderDoesNotFit() {
        broker.start();
        Terms huge = Terms.sell(1, Long.MAX_VALUE);
        Terms small = Terms.sell(2, ONE);
        broker.submit(huge);
        broker.submit(small);
        broker.tick(Quote.last(TEN));
        broker.tick(Quote.last(TEN));

        assertEquals(
                List.of(huge.accepted(), small.accepted(), huge.rejected(), small.filled(ONE, TEN, 0, TEN)),
                broker.reports());
        broker.restart();
        broker.query(huge);
        assertEquals(List.of(huge.rejected()), broker.reports());
    }

    @Test
    void shouldCancelTheRestWhenOnlyAPartFits() {
        broker.partialFillRate = ONE;
        broker.start();
        Terms huge = Terms.buy(1, Long.MAX_VALUE);
        broker.tick(Quote.last(TEN));
        broker.submit(huge);
        List<BrokerReport> first = broker.reports();
        long part = first.get(1).cumQuantity();
        assertEquals(List.of(huge.accepted(), huge.filled(part, part * 10, 0, TEN)), first);

        broker.tick(Quote.last(TEN));
        broker.restart();
        broker.query(huge);

        BrokerReport canceled = huge.canceled(part, part * 10, 0, TEN);
        assertEquals(List.of(canceled, canceled), broker.reports());
    }

    @Test
    void shouldCancelTheRestWhenTheSumOfTwoPartsDoesNotFit() {
        broker.partialFillRate = ONE;
        broker.start();
        // A first part is at most one whole, so that it fits by itself, and so does most of the rest.
        Terms order = Terms.buy(1, 2 * ONE + 3);
        long price = Long.MAX_VALUE / 2;
        broker.tick(Quote.last(price));
        broker.submit(order);
        BrokerReport first = broker.reports().get(1);

        broker.tick(Quote.last(price));

        assertEquals(List.of(order.canceled(first.cumQuantity(), first.cumNotional(), 0, price)), broker.reports());
    }

    @Test
    void shouldRefuseWhenThereIsNothingToTrade() {
        broker.start();
        broker.tick(Quote.last(TEN));
        List<Terms> nothings = List.of(Terms.buy(1, 0), Terms.sell(2, -ONE), Terms.buy(3, Long.MIN_VALUE));

        nothings.forEach(broker::submit);

        assertEquals(nothings.stream().map(Terms::rejected).toList(), broker.reports());
    }

    @Test
    void shouldRefuseALimitOrderWhenItHasNoLimit() {
        broker.start();
        broker.tick(Quote.last(TEN));
        List<Terms> limitless = List.of(
                Terms.sell(1, ONE).limit(Terms.NO_LIMIT),
                Terms.sell(2, ONE).limit(0),
                Terms.buy(3, ONE).limit(-1));

        limitless.forEach(broker::submit);

        assertEquals(limitless.stream().map(Terms::rejected).toList(), broker.reports());
    }

    @Test
    void shouldRefuseWhenTheNotionalRoundsToNothing() {
        broker.start();
        Terms dust = Terms.sell(1, 4);
        broker.tick(Quote.last(scaled("0.1")));

        // A core books no fill without money, so it would wait for the rest of this order for ever.
        broker.submit(dust);

        assertEquals(List.of(dust.accepted(), dust.rejected()), broker.reports());
    }

    @Test
    void shouldFillWholeWhenTheFirstPartWouldBeWorthNothing() {
        broker.partialFillRate = ONE;
        broker.start();
        Terms little = Terms.buy(1, 8);
        broker.tick(Quote.last(scaled("0.07")));

        broker.submit(little);

        assertEquals(List.of(little.accepted(), little.filled(8, 1, 0, scaled("0.07"))), broker.reports());
    }

    @Test
    @Timeout(10)
    void shouldTakeOrdersAndTicksWhateverTheInstrumentsNumber() {
        broker.start();
        Terms highest = Terms.buy(1, ONE).on(Integer.MAX_VALUE);
        Terms negative = Terms.buy(2, ONE).on(-1);

        broker.submit(highest);
        broker.submit(negative);
        broker.tick(new Quote(Integer.MAX_VALUE, TEN, TEN, TEN));
        broker.cancel(negative);

        assertEquals(
                List.of(highest.accepted(), negative.accepted(), highest.filled(ONE, TEN, 0, TEN), negative.canceled()),
                broker.reports());
    }
}
