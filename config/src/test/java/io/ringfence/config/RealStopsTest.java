package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.StopScan.Found;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.ring.StopFindings;
import io.ringfence.core.ring.StopFindings.Kind;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thousand random stops over each file of recorded prices: fixed and trailing, long and short, some with an activation
 * price, some with a target. Everything that the core finds, and at which row, is what a scan of the rows finds for each stop
 * by itself.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RealStopsTest {
    private static final int STOPS = 1_000;

    @ParameterizedTest
    @ValueSource(strings = {"20140501", "20140508", "20140509"})
    void shouldFireAsAScanDoesWhenQuotesOfEurusdPass(String day) throws Exception {
        PriceRows rows = PriceRows.eurusd(TestNodes.shared("data/lean-fxcm-eurusd/" + day + "_quote.zip"));
        check(rows, Decimal.parse("0.00001"), TriggerSource.BID_ASK, TriggerSource.MID);
    }

    @Test
    void shouldFireAsAScanDoesWhenTradesOfSpyPass() throws Exception {
        PriceRows rows = PriceRows.spy(TestNodes.shared("data/lean-spy-trades/20131008_trade.zip"));
        check(rows, Decimal.parse("0.01"), TriggerSource.LAST, TriggerSource.DOUBLE);
    }

    @Test
    void shouldFireAsAScanDoesWhenTradesOfSpyPassConflated() throws Exception {
        PriceRows rows = PriceRows.spy(TestNodes.shared("data/lean-spy-trades/20131008_trade.zip"));
        check(rows.conflated(new Random(1)), Decimal.parse("0.01"), TriggerSource.LAST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20240808", "20240809"})
    void shouldFireAsAScanDoesWhenTradesAndQuotesOfBitcoinPass(String day) throws Exception {
        PriceRows rows = PriceRows.binance(TestNodes.shared("data/hftbacktest-binance-spot/btcusdt_" + day + ".gz"));
        check(
                rows,
                Decimal.parse("0.01"),
                TriggerSource.LAST,
                TriggerSource.DOUBLE,
                TriggerSource.BID_ASK,
                TriggerSource.MID);
    }

    private static void check(PriceRows rows, long increment, TriggerSource... sources) {
        Random random = new Random(rows.size());
        long range = rows.rangeScaled();
        List<RandomStop> stops = new ArrayList<>();
        for (int i = 0; i < STOPS; i++) {
            TriggerSource source = sources[i % sources.length];
            stops.add(RandomStop.draw(random, rows, source, range, increment));
        }
        List<List<Found>> found = new Session(rows, stops).run();
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (int i = 0; i < STOPS; i++) {
            RandomStop stop = stops.get(i);
            List<Found> expected = StopScan.scan(stop, rows.series(stop.source(), stop.side()));
            assertEquals(expected, found.get(i), stop::toString);
            expected.forEach(one -> counts.merge(one.kind(), 1, Integer::sum));
        }
        assertTrue(
                counts.get(Kind.FIRED) > 300
                        && counts.get(Kind.FIRED) < STOPS
                        && counts.get(Kind.ACTIVATED) > 50
                        && counts.get(Kind.TARGET_FIRED) > 50
                        && counts.get(Kind.DISARMED) > 20,
                counts::toString);
    }

    /** The rows through a core: an entry goes out at its row's time and is filled, exits are filled or left alone. */
    private static final class Session {
        private final PriceRows rows;
        private final List<RandomStop> stops;
        private final TestCore core = new TestCore().at(0);
        private final List<List<Found>> found = new ArrayList<>();
        private long firstId;

        Session(PriceRows rows, List<RandomStop> stops) {
            this.rows = rows;
            this.stops = stops;
        }

        List<List<Found>> run() {
            core.apply(new TestEvent.Node(1, STOPS, 3 * STOPS, 3, 10));
            core.apply(new TestEvent.Define(0, "X"));
            firstId = core.sequence() + 1;
            stops.forEach(this::create);
            for (int i = 0; i < STOPS; i++) {
                core.apply(new TestEvent.Start(firstId + i));
            }
            Map<Integer, Long> entries =
                    stops.stream().collect(Collectors.groupingBy(RandomStop::row, Collectors.counting()));
            for (int row = 0; row < rows.size(); row++) {
                core.at(2L * row + 1);
                apply(row, rows.row(row).tick(row + 1L));
                if (entries.containsKey(row)) {
                    core.at(2L * row + 2);
                    List<OrderCommand> orders = core.commands(new TestEvent.Time());
                    assertEquals(entries.get(row).longValue(), orders.size());
                    for (OrderCommand order : orders) {
                        apply(
                                row,
                                order.filled(
                                        Decimal.ONE, stop(order.strategyId()).entry(), 0));
                    }
                }
            }
            return found;
        }

        private void create(RandomStop stop) {
            long entryTime = 2L * stop.row() + 2;
            core.apply(new TestEvent.Create(
                    0,
                    stop.side(),
                    Decimal.ONE,
                    entryTime,
                    Long.MAX_VALUE,
                    stop.source(),
                    stop.unit(),
                    stop.value(),
                    stop.isTrailing() ? StopType.TRAILING : StopType.FIXED,
                    stop.activation(),
                    stop.targetUnit(),
                    stop.target(),
                    TestEvent.Create.ExitStyle.MARKET));
            found.add(new ArrayList<>());
        }

        private RandomStop stop(long strategyId) {
            return stops.get((int) (strategyId - firstId));
        }

        private void apply(int row, TestEvent event) {
            core.apply(event);
            StopFindings findings = core.slot().findings();
            if (findings.count() == 0) {
                return;
            }
            List<OrderCommand> orders = core.commands();
            for (int i = 0; i < findings.count(); i++) {
                add(
                        new Found(row, findings.kind(i), findings.level(i), findings.price(i)),
                        findings.strategyId(i),
                        orders);
            }
            for (OrderCommand order : orders) {
                RandomStop stop = stop(order.strategyId());
                if (order.isOrder() && order.purpose() != OrderPurpose.ENTRY && stop.isAnswered()) {
                    apply(row, order.filled(Decimal.ONE, stop.entry(), 0));
                }
            }
        }

        /** Notes it; a stop that is the first to fire of its position has sent its order in the same event. */
        private void add(Found one, long strategyId, List<OrderCommand> orders) {
            List<Found> before = found.get((int) (strategyId - firstId));
            if (one.kind() == Kind.FIRED && before.stream().noneMatch(b -> b.kind() == Kind.TARGET_FIRED)) {
                assertEquals(
                        List.of(OrderPurpose.STOP),
                        orders.stream()
                                .filter(order -> order.strategyId() == strategyId && order.isOrder())
                                .map(OrderCommand::purpose)
                                .toList());
            }
            before.add(one);
        }
    }
}
