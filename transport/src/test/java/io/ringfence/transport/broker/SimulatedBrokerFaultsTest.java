package io.ringfence.transport.broker;

import static io.ringfence.transport.broker.BrokerFixture.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.RejectReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault by itself, but for those of the link. */
class SimulatedBrokerFaultsTest {
    private static final long ONE = scaled("1");
    private static final long TEN = scaled("10");

    @TempDir
    Path dir;

    private BrokerFixture broker;
    private final Terms buy = Terms.buy(1, ONE);
    private final BrokerReport filled = buy.filled(ONE, TEN, 0, TEN);

    @BeforeEach
    void makeBroker() {
        broker = new BrokerFixture(dir.resolve("broker.log"));
    }

    @AfterEach
    void closeBroker() {
        broker.close();
    }

    private BrokerFixture startedAtTen() {
        broker.start();
        broker.at(1_000);
        broker.tick(Quote.last(TEN));
        return broker;
    }

    private static List<Terms> buys(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(id -> Terms.buy(id, ONE))
                .toList();
    }

    @Test
    void shouldLoseEveryReportButAnswerQueriesWhenTheDropRateIsOne() {
        broker.dropRate = ONE;
        startedAtTen();
        broker.submit(buy);
        broker.cancel(buy);
        assertEquals(List.of(), broker.reports());

        broker.query(buy);
        broker.query(Terms.sell(2, ONE));

        assertEquals(List.of(filled, Terms.sell(2, ONE).unknown()), broker.reports());
    }

    @Test
    void shouldAnswerWithTheArrivalWhenAskedOnTheWayThoughReportsAreLost() {
        broker.dropRate = ONE;
        broker.latencyNs = 100;
        broker.start();
        Terms refused = Terms.sell(2, 0);
        broker.submit(buy);
        broker.submit(refused);
        broker.query(buy);
        broker.query(refused);

        broker.at(100);
        broker.tick(Quote.last(TEN));

        assertEquals(List.of(buy.accepted(), refused.rejected()), broker.reports());
    }

    @Test
    void shouldLoseAboutAsManyReportsAsTheRateSays() {
        broker.dropRate = scaled("0.3");
        startedAtTen();
        buys(1_000).forEach(broker::submit);

        // Four standard deviations of 2,000 draws are 82; the draws are fixed by the seed.
        assertEquals(1_400, broker.reports().size(), 82);
    }

    @Test
    void shouldTellEveryReportTwiceWhenTheDuplicateRateIsOneButAnswerOnce() {
        broker.duplicateRate = ONE;
        startedAtTen();
        broker.submit(buy);
        assertEquals(List.of(buy.accepted(), buy.accepted(), filled, filled), broker.reports());

        broker.query(buy);

        assertEquals(List.of(filled), broker.reports());
    }

    @Test
    void shouldTellReportsLateAtTheirDeadlinesAndOutOfOrder() {
        broker.reportDelayNs = 1_000;
        startedAtTen();
        List<Terms> orders = buys(100);
        orders.forEach(broker::submit);
        List<BrokerReport> told = new ArrayList<>(broker.reports());
        while (broker.nextDeadlineNs() < Long.MAX_VALUE) {
            long due = broker.nextDeadlineNs();
            assertTrue(due > 1_000 && due <= 2_000, () -> "due " + due);
            broker.at(due - 1);
            assertEquals(List.of(), broker.reports());
            broker.at(due);
            List<BrokerReport> now = broker.reports();
            assertTrue(!now.isEmpty(), () -> "nothing at " + due);
            told.addAll(now);
        }

        assertEquals(200, told.size());
        assertEquals(200, new HashSet<>(told).size());
        assertTrue(
                orders.stream()
                        .anyMatch(
                                order -> told.indexOf(order.filled(ONE, TEN, 0, TEN)) < told.indexOf(order.accepted())),
                "a fill is told before its acceptance");
    }

    @Test
    void shouldAnswerAtOnceWhenTheReportIsLate() {
        broker.reportDelayNs = scaled("1");
        startedAtTen();
        broker.submit(buy);
        assertEquals(List.of(), broker.reports());

        broker.query(buy);

        assertEquals(List.of(filled), broker.reports());
    }

    @Test
    void shouldForgetLateReportsWhenTheHostDies() {
        broker.reportDelayNs = scaled("1");
        startedAtTen();
        broker.submit(buy);

        broker.restart();

        assertEquals(Long.MAX_VALUE, broker.nextDeadlineNs());
        broker.query(buy);
        assertEquals(List.of(filled), broker.reports());
    }

    @Test
    void shouldSayThatItHasNoneWhenEveryOrderIsLostHoweverOftenItIsSent() {
        broker.lostOrderRate = ONE;
        broker.latencyNs = 100;
        startedAtTen();
        broker.submit(buy);
        broker.query(buy);
        broker.submit(buy);
        broker.cancel(buy);
        assertEquals(Long.MAX_VALUE, broker.nextDeadlineNs());
        broker.restart();
        broker.query(buy);
        broker.pull(9);
        broker.at(2_000);

        assertEquals(
                List.of(buy.unknown(), buy.unknown(), buy.unknown(), new BrokerMessage.PullEnded(9, 0)),
                broker.messages());
        String sent = "submit,1,1000001,0,BUY,MARKET,ENTRY,100000000,0,1000";
        assertEquals(List.of(sent, "lost,1", sent, "lost,1", "pull,9"), broker.logLines());
    }

    @Test
    void shouldDrawEachSendingAnewWhenAnOrderIsSentAgainAfterItWasLost() {
        broker.lostOrderRate = scaled("0.5");
        startedAtTen();
        int[] sendings = new int[12];
        for (Terms order : buys(400)) {
            int count = 0;
            while (broker.reports().isEmpty()) {
                broker.submit(order);
                count++;
                if (count % 2 == 0) {
                    broker.restart();
                    broker.tick(Quote.last(TEN));
                }
            }
            sendings[count]++;
        }

        // Half of what is left arrives each time; four standard deviations.
        assertEquals(200, sendings[1], 40);
        assertEquals(100, sendings[2], 35);
        assertEquals(50, sendings[3], 27);
    }

    @Test
    void shouldKeepItsPlaceAndArriveBehindTheOthersWhenALostOrderIsSentAgain() {
        broker.latencyNs = 100;
        broker.lostOrderRate = ONE;
        broker.start();
        broker.submit(buy);
        broker.lostOrderRate = 0;
        broker.restart();
        Terms second = Terms.buy(2, ONE);
        broker.submit(second);
        broker.at(10);
        broker.submit(buy);

        broker.restart();
        broker.at(110);

        assertEquals(List.of(second.accepted(), buy.accepted()), broker.reports());
        assertEquals(
                List.of(
                        "submit,1,1000001,0,BUY,MARKET,ENTRY,100000000,0,0",
                        "lost,1",
                        "submit,2,1000002,0,BUY,MARKET,ENTRY,100000000,0,0",
                        "submit,1,1000001,0,BUY,MARKET,ENTRY,100000000,0,10",
                        "accept,2",
                        "accept,1"),
                broker.logLines());
    }

    @Test
    void shouldRefuseForEachOfTheReasonsAndRememberItWhenTheyAreDrawn() {
        broker.rejectRate = ONE;
        broker.rejectReasons = SimulatedFaults.REASONS;
        startedAtTen();
        List<Terms> orders = buys(600);
        orders.forEach(broker::submit);
        List<BrokerReport> refusals = broker.reports();
        Map<RejectReason, Integer> counts = new EnumMap<>(RejectReason.class);
        refusals.forEach(refusal -> counts.merge(refusal.reason(), 1, Integer::sum));
        assertEquals(new HashSet<>(SimulatedFaults.REASONS), counts.keySet());
        // Four standard deviations of 600 draws out of six.
        counts.values().forEach(count -> assertEquals(100, count, 37));

        broker.rejectReasons = List.of(RejectReason.OTHER);
        broker.restart();
        orders.forEach(broker::query);

        assertEquals(refusals, broker.reports());
    }

    @Test
    void shouldRefuseForTheOneReasonWhenThereIsOne() {
        broker.rejectRate = ONE;
        broker.rejectReasons = List.of(RejectReason.MARKET_CLOSED);
        startedAtTen();
        // What cannot be carried out at all is refused for that.
        Terms nothing = Terms.buy(2, 0);

        broker.submit(buy);
        broker.submit(nothing);

        assertEquals(List.of(buy.rejected(RejectReason.MARKET_CLOSED), nothing.rejected()), broker.reports());
        assertEquals(
                List.of("reject,1,MARKET_CLOSED", "reject,2"),
                broker.logLines().stream()
                        .filter(line -> line.startsWith("reject"))
                        .toList());
    }

    @Test
    void shouldExpireALimitOrderAtItsAgeWithWhatWasFilled() {
        broker.latencyNs = 100;
        broker.orderExpiryNs = 1_000;
        broker.partialFillRate = ONE;
        broker.start();
        Terms partial = Terms.sell(2, 3 * ONE).limit(TEN);
        Terms untouched = Terms.buy(3, ONE).limit(1);
        Terms market = Terms.buy(4, ONE).on(1);
        broker.submit(partial);
        broker.at(50);
        broker.submit(untouched);
        broker.submit(market);
        broker.at(150);
        broker.tick(Quote.last(TEN));
        long part = broker.reports().get(3).cumQuantity();
        assertEquals(1_100, broker.nextDeadlineNs());

        broker.restart();
        assertEquals(1_100, broker.nextDeadlineNs());
        broker.at(1_099);
        assertEquals(List.of(), broker.reports());
        broker.at(1_100);
        BrokerReport expired = partial.expired(part, part * 10, 0, TEN);
        assertEquals(List.of(expired), broker.reports());
        broker.tick(Quote.last(2 * TEN));
        broker.at(5_000);
        assertEquals(List.of(untouched.expired(0, 0, 0, 0)), broker.reports());
        broker.restart();
        broker.query(partial);
        broker.cancel(partial);
        broker.at(6_000);

        assertEquals(List.of(expired, expired), broker.reports());
        assertEquals(Long.MAX_VALUE, broker.nextDeadlineNs());
        assertEquals(
                List.of("expire,2", "expire,3"),
                broker.logLines().stream()
                        .filter(line -> line.startsWith("expire"))
                        .toList());
    }

    @Test
    void shouldHaveNoExpiryLeftWhenTheOrderHadEnded() {
        broker.orderExpiryNs = 1_000;
        broker.start();
        Terms canceled = Terms.buy(2, ONE).limit(1);
        Terms traded = Terms.buy(3, ONE).limit(TEN);
        broker.submit(canceled);
        broker.submit(traded);
        assertEquals(1_000, broker.nextDeadlineNs());
        broker.cancel(canceled);
        broker.tick(Quote.last(TEN));

        assertEquals(Long.MAX_VALUE, broker.nextDeadlineNs());
        broker.reports();
        broker.at(2_000);
        assertEquals(List.of(), broker.reports());
    }

    @Test
    void shouldNeverExpireWhenTheAgeIsZero() {
        broker.start();
        broker.submit(buy.limit(1));

        assertEquals(Long.MAX_VALUE, broker.nextDeadlineNs());
        assertEquals(List.of(buy.accepted()), broker.reports());
    }
}
