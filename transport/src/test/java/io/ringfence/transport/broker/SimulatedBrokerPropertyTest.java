package io.ringfence.transport.broker;

import static io.ringfence.transport.broker.BrokerFixture.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Random orders, ticks, cancels, queries and deaths of the host, against the naive broker. */
class SimulatedBrokerPropertyTest {
    private static final int INSTRUMENTS = 2;
    private static Path dir;

    @BeforeContainer
    static void makeDir() throws IOException {
        dir = Files.createTempDirectory("broker");
    }

    @AfterContainer
    static void removeDir() throws IOException {
        Files.delete(dir);
    }

    /** How the broker behaves. */
    record Setting(long latencyNs, long partialFillRate, long rejectRate, long feeRate, long seed) {}

    private sealed interface Step {}

    private record Wait(long ns) implements Step {}

    private record Tick(Quote quote) implements Step {}

    private record Submit(Terms terms) implements Step {}

    private record Cancel(Terms terms) implements Step {}

    private record Query(Terms terms) implements Step {}

    private record Restart() implements Step {}

    @Property(tries = 2_000)
    void shouldReportAsTheNaiveBrokerDoesWhateverHappens(
            @ForAll("settings") Setting setting, @ForAll("steps") @Size(max = 80) List<Step> steps) throws IOException {
        Path log = dir.resolve("broker.log");
        List<BrokerReport> reports;
        List<Long> deadlines = new ArrayList<>();
        Map<Long, SimulatedOrder> inTheLog;
        try (BrokerFixture broker = new BrokerFixture(log)) {
            broker.latencyNs = setting.latencyNs;
            broker.partialFillRate = setting.partialFillRate;
            broker.rejectRate = setting.rejectRate;
            broker.feeRate = setting.feeRate;
            broker.seed = setting.seed;
            broker.start();
            long now = 0;
            for (Step step : steps) {
                now += step instanceof Wait wait ? wait.ns : 0;
                apply(step, now, broker);
                deadlines.add(broker.nextDeadlineNs());
            }
            reports = broker.reports();
        }
        try {
            inTheLog = reopened(log);
        } finally {
            Files.deleteIfExists(log);
        }

        NaiveBroker naive = naive(setting, reports);
        long now = 0;
        List<Long> naiveDeadlines = new ArrayList<>();
        for (Step step : steps) {
            now += step instanceof Wait wait ? wait.ns : 0;
            apply(step, now, naive);
            naiveDeadlines.add(naive.nextDeadlineNs());
        }
        assertEquals(naive.reports, reports);
        assertEquals(naiveDeadlines, deadlines);
        checkFigures(reports, inTheLog);
    }

    /** A model that is told the draws, which it reads off the reports. */
    private static NaiveBroker naive(Setting setting, List<BrokerReport> reports) {
        Set<Long> accepted = new HashSet<>();
        Set<Long> refused = new HashSet<>();
        Map<Long, Long> firstParts = new HashMap<>();
        for (BrokerReport report : reports) {
            long id = report.clientOrderId();
            switch (report.type()) {
                case ACCEPTED -> accepted.add(id);
                case REJECTED -> {
                    if (!accepted.contains(id)) {
                        refused.add(id);
                    }
                }
                case FILL -> firstParts.putIfAbsent(id, report.cumQuantity());
                default -> {
                    // Nothing drawn.
                }
            }
        }
        assertTrue(setting.rejectRate > 0 || refused.isEmpty(), () -> "refused " + refused);
        return new NaiveBroker(
                setting.latencyNs,
                setting.feeRate,
                id -> setting.rejectRate == scaled("1") || refused.contains(id),
                id -> setting.partialFillRate == 0 ? Long.MAX_VALUE : firstParts.getOrDefault(id, Long.MAX_VALUE));
    }

    /** Each order's reports only ever add, stay within its quantity, and end where the log ends. */
    private static void checkFigures(List<BrokerReport> reports, Map<Long, SimulatedOrder> orders) {
        Map<Long, BrokerReport> latest = new HashMap<>();
        for (BrokerReport report : reports) {
            if (report.type() == ExecutionType.UNKNOWN_ORDER) {
                continue;
            }
            SimulatedOrder order = orders.get(report.clientOrderId());
            assertTrue(report.cumQuantity() >= 0 && report.cumQuantity() <= order.quantity, report::toString);
            BrokerReport before = latest.put(report.clientOrderId(), report);
            if (before != null) {
                assertTrue(report.cumQuantity() >= before.cumQuantity(), report::toString);
                assertTrue(report.cumNotional() >= before.cumNotional(), report::toString);
                assertTrue(report.cumFee() >= before.cumFee(), report::toString);
                assertTrue(isOpen(before, order) || report.equals(before), report::toString);
            }
        }
        Map<Long, BrokerReport> inTheLog = new HashMap<>();
        orders.values().stream()
                .filter(order -> order.state != SimulatedOrder.State.SENT)
                .forEach(order -> {
                    BrokerReport known = order.report();
                    inTheLog.put(order.clientOrderId, known);
                });
        assertEquals(inTheLog, latest);
    }

    private static boolean isOpen(BrokerReport report, SimulatedOrder order) {
        return report.type() == ExecutionType.ACCEPTED
                || report.type() == ExecutionType.FILL && report.cumQuantity() < order.quantity;
    }

    private static Map<Long, SimulatedOrder> reopened(Path file) {
        SimulatedBrokerLog log = new SimulatedBrokerLog(file);
        try {
            return log.open().orders().stream()
                    .collect(Collectors.toMap(
                            order -> order.clientOrderId, order -> order, (a, b) -> b, LinkedHashMap::new));
        } finally {
            log.close();
        }
    }

    private static void apply(Step step, long now, BrokerFixture broker) {
        if (step instanceof Wait) {
            broker.at(now);
        } else if (step instanceof Tick tick) {
            broker.tick(tick.quote);
        } else if (step instanceof Submit submit) {
            broker.submit(submit.terms);
        } else if (step instanceof Cancel cancel) {
            broker.cancel(cancel.terms);
        } else if (step instanceof Query query) {
            broker.query(query.terms);
        } else {
            broker.restart();
        }
    }

    private static void apply(Step step, long now, NaiveBroker naive) {
        if (step instanceof Wait) {
            naive.at(now);
        } else if (step instanceof Tick tick) {
            naive.tick(tick.quote);
        } else if (step instanceof Submit submit) {
            naive.submit(submit.terms);
        } else if (step instanceof Cancel cancel) {
            naive.cancel(cancel.terms);
        } else if (step instanceof Query query) {
            naive.query(query.terms);
        } else {
            naive.restart();
        }
    }

    @Provide
    Arbitrary<Setting> settings() {
        Arbitrary<Long> rates = Arbitraries.of(0L, scaled("0.5"), scaled("1"));
        return Combinators.combine(
                        Arbitraries.of(0L, 1L, 10L, 25L),
                        rates,
                        Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(0L)), Tuple.of(1, rates)),
                        Arbitraries.of(0L, 1L, scaled("0.0025"), scaled("1")),
                        Arbitraries.longs())
                .as(Setting::new);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> waits = Arbitraries.longs().between(0, 20).map(Wait::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(6, ticks().map(Tick::new)),
                        Tuple.of(5, waits),
                        Tuple.of(5, terms().map(Submit::new)),
                        Tuple.of(2, terms().map(Cancel::new)),
                        Tuple.of(1, terms().map(Query::new)),
                        Tuple.of(1, Arbitraries.create(Restart::new)))
                .list();
    }

    private static Arbitrary<Long> prices() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.longs().between(8, 12).map(units -> units * scaled("1"))),
                Tuple.of(3, Arbitraries.just(Quote.NONE)),
                Tuple.of(1, Arbitraries.longs().between(1, scaled("100000"))));
    }

    private static Arbitrary<Quote> ticks() {
        return Combinators.combine(instruments(), prices(), prices(), prices()).as(Quote::new);
    }

    private static Arbitrary<Integer> instruments() {
        return Arbitraries.integers().between(0, INSTRUMENTS - 1);
    }

    /** The id decides all the rest, so that an id sent twice is the same order, as a core's would be. */
    private static Arbitrary<Terms> terms() {
        return Arbitraries.longs().between(1, 24).map(id -> {
            Side side = id % 2 == 0 ? Side.BUY : Side.SELL;
            OrderPurpose purpose = id % 5 == 0 ? OrderPurpose.STOP : OrderPurpose.ENTRY;
            long quantity = id % 7 == 0 ? Long.MAX_VALUE / id : id % 4 == 0 ? id : scaled("1") * id + 7;
            int instrument = (int) (id / 2 % INSTRUMENTS);
            Terms market = new Terms(id, instrument, side, OrderType.MARKET, purpose, quantity, Terms.NO_LIMIT);
            return id % 3 == 0 ? market.limit(scaled("10")) : market;
        });
    }
}
