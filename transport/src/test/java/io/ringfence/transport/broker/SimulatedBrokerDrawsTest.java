package io.ringfence.transport.broker;

import static io.ringfence.transport.broker.BrokerFixture.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.ExecutionType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refusals and partial fills that are drawn by seed and order. */
class SimulatedBrokerDrawsTest {
    private static final long ONE = scaled("1");
    private static final long TEN = scaled("10");
    private static final int ORDERS = 2_000;
    private static int logs;

    @TempDir
    Path dir;

    private BrokerFixture broker() {
        return new BrokerFixture(dir.resolve("broker-" + logs++ + ".log"));
    }

    /** Reports by order, of orders sent in this order; one tick before and one after. */
    private Map<Long, List<BrokerReport>> outcomes(List<Long> ids, long seed, String rejectRate, String partialRate) {
        try (BrokerFixture broker = broker()) {
            broker.seed = seed;
            broker.rejectRate = scaled(rejectRate);
            broker.partialFillRate = scaled(partialRate);
            broker.start();
            broker.tick(Quote.last(TEN));
            ids.forEach(id -> broker.submit(Terms.buy(id, ONE)));
            broker.tick(Quote.last(TEN));
            Map<Long, List<BrokerReport>> reports = new TreeMap<>();
            for (BrokerReport report : broker.reports()) {
                reports.computeIfAbsent(report.clientOrderId(), id -> new ArrayList<>())
                        .add(report);
            }
            return reports;
        }
    }

    /** As the core makes them: sequences times 65,536. */
    private static List<Long> ids() {
        return new ArrayList<>(
                LongStream.rangeClosed(1, ORDERS).map(i -> i << 16).boxed().toList());
    }

    @Test
    void shouldDrawTheSameWhateverTheOrderOfCallsWhenTheSeedIsTheSame() {
        List<Long> shuffled = ids();
        Collections.shuffle(shuffled, new Random(7));

        assertEquals(outcomes(ids(), 42, "0.3", "0.5"), outcomes(shuffled, 42, "0.3", "0.5"));
    }

    @Test
    void shouldDrawOtherwiseWhenTheSeedDiffers() {
        assertNotEquals(outcomes(ids(), 42, "0.3", "0.5"), outcomes(ids(), 43, "0.3", "0.5"));
    }

    @Test
    void shouldRefuseAndSplitAboutAsManyAsTheRatesSay() {
        Map<Long, List<BrokerReport>> outcomes = outcomes(ids(), 42, "0.3", "0.5");

        long refused = outcomes.values().stream()
                .filter(reports -> reports.get(0).type() == ExecutionType.REJECTED)
                .count();
        long split = outcomes.values().stream()
                .filter(reports -> reports.size() == 3)
                .count();
        // Four standard deviations of a binomial are 82 refusals and 76 splits; the draws are fixed by the seed.
        assertEquals(0.3 * ORDERS, refused, 82);
        assertEquals(0.5 * (ORDERS - refused), split, 76);
    }

    @Test
    void shouldRefuseAllOrNoneWhenTheRateIsOneOrZero() {
        Map<Long, List<BrokerReport>> all = outcomes(ids(), 1, "1", "0");
        Map<Long, List<BrokerReport>> none = outcomes(ids(), 1, "0", "0");

        for (long id : ids()) {
            Terms terms = Terms.buy(id, ONE);
            assertEquals(List.of(terms.rejected()), all.get(id));
            assertEquals(List.of(terms.accepted(), terms.filled(ONE, TEN, 0, TEN)), none.get(id));
        }
    }

    @Test
    void shouldFillTheSecondPartOnALaterTickAtItsPriceWhenSplit() {
        try (BrokerFixture broker = broker()) {
            broker.partialFillRate = ONE;
            broker.feeRate = scaled("0.01");
            broker.start();
            Terms buy = Terms.buy(5, scaled("3"));
            broker.tick(Quote.last(TEN));
            broker.submit(buy);
            List<BrokerReport> first = broker.reports();
            long part = first.get(1).cumQuantity();
            assertTrue(part >= 1 && part < buy.quantity(), () -> "first part " + part);
            assertEquals(List.of(buy.accepted(), buy.filled(part, part * 10, (part * 10 + 99) / 100, TEN)), first);

            broker.at(50);
            assertEquals(List.of(), broker.reports());
            broker.tick(Quote.last(2 * TEN));

            long rest = buy.quantity() - part;
            long fee = (part * 10 + 99) / 100 + (rest * 20 + 99) / 100;
            assertEquals(List.of(buy.filled(buy.quantity(), part * 10 + rest * 20, fee, 2 * TEN)), broker.reports());
            broker.tick(Quote.last(TEN));
            assertEquals(List.of(), broker.reports());
        }
    }

    @Test
    void shouldKeepWhatWasFilledWhenTheRestIsCanceled() {
        try (BrokerFixture broker = broker()) {
            broker.partialFillRate = ONE;
            broker.start();
            Terms sell = Terms.sell(5, scaled("3")).limit(TEN);
            broker.tick(Quote.last(TEN));
            broker.submit(sell);
            long part = broker.reports().get(1).cumQuantity();
            broker.tick(Quote.last(TEN - 1));

            broker.query(sell);
            broker.cancel(sell);
            broker.tick(Quote.last(TEN));

            assertEquals(
                    List.of(sell.filled(part, part * 10, 0, TEN), sell.canceled(part, part * 10, 0, TEN)),
                    broker.reports());
        }
    }

    @Test
    void shouldFillWholeWhenThereIsOneUnitToSplit() {
        try (BrokerFixture broker = broker()) {
            broker.partialFillRate = ONE;
            broker.start();
            Terms buy = Terms.buy(5, 1);
            broker.tick(Quote.last(TEN));

            broker.submit(buy);

            assertEquals(List.of(buy.accepted(), buy.filled(1, 10, 0, TEN)), broker.reports());
        }
    }
}
