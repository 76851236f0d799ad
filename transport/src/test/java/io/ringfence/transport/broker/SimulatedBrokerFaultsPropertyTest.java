package io.ringfence.transport.broker;

import static io.ringfence.transport.broker.BrokerFixture.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.Side;
import io.ringfence.transport.broker.BrokerMessage.AuthSuccess;
import io.ringfence.transport.broker.BrokerMessage.PositionHeld;
import io.ringfence.transport.broker.BrokerMessage.PullEnded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
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

/** Whatever goes wrong in whatever mixture, the log is the truth, a pull tells it, and the seed repeats it. */
class SimulatedBrokerFaultsPropertyTest {
    private static Path dir;

    @BeforeContainer
    static void makeDir() throws IOException {
        dir = Files.createTempDirectory("broker");
    }

    @AfterContainer
    static void removeDir() throws IOException {
        Files.delete(dir);
    }

    /** How the broker behaves; of rates, which of none, half and all. */
    record Setting(
            long latencyNs, long partial, long reject, long drop, long twice, long delayNs, long lost, Link link) {}

    record Link(long everyNs, long forNs, long expiryNs, long seed) {}

    private enum Verb {
        WAIT,
        TICK,
        SUBMIT,
        CANCEL,
        QUERY,
        PULL,
        RESTART
    }

    /** A verb with what it is about: nanoseconds, a price or an order. */
    record Step(Verb verb, long figure) {}

    /** What came of a run: all that was told, when there was something to do after each step, and the log. */
    private record Outcome(List<BrokerMessage> told, List<Long> deadlines, List<String> log) {}

    private static Outcome run(Setting setting, List<Step> steps, Consumer<BrokerFixture> end) throws IOException {
        Path log = dir.resolve("broker.log");
        try (BrokerFixture broker = new BrokerFixture(log)) {
            broker.latencyNs = setting.latencyNs;
            broker.partialFillRate = setting.partial;
            broker.rejectRate = setting.reject;
            broker.rejectReasons = SimulatedFaults.REASONS;
            broker.dropRate = setting.drop;
            broker.duplicateRate = setting.twice;
            broker.reportDelayNs = setting.delayNs;
            broker.lostOrderRate = setting.lost;
            broker.disconnectEveryNs = setting.link.everyNs;
            broker.disconnectForNs = setting.link.forNs;
            broker.orderExpiryNs = setting.link.expiryNs;
            broker.seed = setting.link.seed;
            broker.start();
            broker.at(0);
            long now = 0;
            List<Long> deadlines = new ArrayList<>();
            for (Step step : steps) {
                now += step.verb == Verb.WAIT ? step.figure : 0;
                apply(step, now, broker);
                deadlines.add(broker.nextDeadlineNs());
            }
            end.accept(broker);
            return new Outcome(broker.messages(), deadlines, broker.logLines());
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private static void apply(Step step, long now, BrokerFixture broker) {
        switch (step.verb) {
            case WAIT -> broker.at(now);
            case TICK -> broker.tick(new Quote((int) (step.figure % 2), step.figure, Quote.NONE, Quote.NONE));
            case SUBMIT -> broker.submit(terms(step.figure));
            case CANCEL -> broker.cancel(terms(step.figure));
            case QUERY -> broker.query(terms(step.figure));
            case PULL -> broker.pull(step.figure);
            default -> broker.restartWithPrices();
        }
    }

    /** The id decides all the rest. */
    private static Terms terms(long id) {
        Side side = id % 2 == 0 ? Side.BUY : Side.SELL;
        long quantity = scaled("1") * id + 7;
        int instrument = (int) (id / 2 % 2);
        Terms market = new Terms(id, instrument, side, OrderType.MARKET, OrderPurpose.ENTRY, quantity, Terms.NO_LIMIT);
        return id % 3 == 0 ? market.limit(scaled("10")) : market;
    }

    /** Lets all that is under way come; then nothing is left that could lose a pull. */
    private static void settle(BrokerFixture broker) {
        settleOnce(broker);
        broker.pull(Long.MAX_VALUE);
        settleOnce(broker);
    }

    private static void settleOnce(BrokerFixture broker) {
        for (int events = 0; broker.nextDeadlineNs() < Long.MAX_VALUE; events++) {
            assertTrue(events < 1_000, "an idle broker comes to rest");
            broker.at(broker.nextDeadlineNs());
        }
    }

    @Property(tries = 1_000)
    void shouldTellTheTruthOfTheLogInTheEndWhateverWentWrong(
            @ForAll("settings") Setting setting, @ForAll("steps") @Size(max = 80) List<Step> steps) throws IOException {
        Outcome outcome = run(setting, steps, SimulatedBrokerFaultsPropertyTest::settle);

        Truth truth = new Truth(outcome.log);
        Map<Long, Long> figures = new TreeMap<>();
        Map<Long, ExecutionType> ends = new TreeMap<>();
        Map<Integer, Long> positions = new TreeMap<>();
        PullEnded end = null;
        for (BrokerMessage message : outcome.told) {
            if (message instanceof BrokerReport report && report.type() != ExecutionType.UNKNOWN_ORDER) {
                figures.merge(report.clientOrderId(), report.cumQuantity(), Math::max);
                if (report.type() == ExecutionType.CANCELED
                        || report.type() == ExecutionType.REJECTED
                        || report.type() == ExecutionType.EXPIRED) {
                    ends.put(report.clientOrderId(), report.type());
                }
            } else if (message instanceof PositionHeld held && held.pullId() == Long.MAX_VALUE) {
                positions.put(held.instrumentId(), held.quantity());
            } else if (message instanceof PullEnded ended) {
                end = ended;
            }
        }
        assertEquals(truth.filled, figures);
        assertEquals(truth.ends, ends);
        assertEquals(truth.positions, positions);
        assertEquals(new PullEnded(Long.MAX_VALUE, truth.openCount()), end);
    }

    @Property(tries = 300)
    void shouldTellTheSameWhenTheSeedIsTheSame(
            @ForAll("settings") Setting setting, @ForAll("steps") @Size(max = 80) List<Step> steps) throws IOException {
        assertEquals(
                run(setting, steps, SimulatedBrokerFaultsPropertyTest::settle),
                run(setting, steps, SimulatedBrokerFaultsPropertyTest::settle));
    }

    /**
     * Left out is what dies with the host: cancels and pulls on their way, and late reports. The host dies behind a tick,
     * because coming back is an occasion to lose the link as a tick is.
     */
    @Property(tries = 1_000)
    void shouldGoOnTheSameWhenTheHostCameBackAnywhere(
            @ForAll("settings") Setting setting,
            @ForAll("steps") @Size(max = 60) List<Step> allSteps,
            @ForAll Set<Integer> deaths)
            throws IOException {
        Setting prompt = new Setting(
                setting.latencyNs,
                setting.partial,
                setting.reject,
                setting.drop,
                setting.twice,
                0,
                setting.lost,
                setting.link);
        List<Step> steps = new ArrayList<>();
        List<Step> disturbed = new ArrayList<>();
        List<Integer> added = new ArrayList<>();
        for (Step step : allSteps) {
            if (step.verb != Verb.WAIT && step.verb != Verb.TICK && step.verb != Verb.SUBMIT) {
                continue;
            }
            steps.add(step);
            disturbed.add(step);
            if (step.verb == Verb.TICK && (steps.size() % 3 == 0 || deaths.contains(steps.size()))) {
                added.add(disturbed.size());
                disturbed.add(new Step(Verb.RESTART, 0));
            }
        }

        Outcome one = run(prompt, steps, SimulatedBrokerFaultsPropertyTest::settleOnce);
        Outcome other = run(prompt, disturbed, SimulatedBrokerFaultsPropertyTest::settleOnce);

        List<Long> deadlines = new ArrayList<>(other.deadlines);
        for (int i = added.size() - 1; i >= 0; i--) {
            assertEquals(deadlines.get(added.get(i) - 1), deadlines.remove((int) added.get(i)));
        }
        assertEquals(one.deadlines, deadlines);
        assertEquals(one.log, other.log);
        // A host that comes back is told that the link is up, though it may have heard.
        assertEquals(withoutLogins(one.told), withoutLogins(other.told));
    }

    private static List<BrokerMessage> withoutLogins(List<BrokerMessage> told) {
        return told.stream()
                .filter(message -> !(message instanceof AuthSuccess))
                .toList();
    }

    /** The log, read line by line, independently of the broker. */
    private static final class Truth {
        final Map<Long, Long> filled = new TreeMap<>();
        final Map<Long, ExecutionType> ends = new TreeMap<>();
        final Map<Integer, Long> positions = new TreeMap<>();
        private final Map<Long, String[]> sent = new HashMap<>();
        private final Set<Long> lost = new HashSet<>();

        Truth(List<String> lines) {
            for (String line : lines) {
                String[] parts = line.split(",");
                long id = Long.parseLong(parts[1]);
                switch (parts[0]) {
                    case "submit" -> {
                        assertTrue(sent.put(id, parts) == null || lost.remove(id), line);
                    }
                    case "lost" -> assertTrue(lost.add(id), line);
                    case "accept" -> filled.put(id, 0L);
                    case "cancel" -> ends.put(id, ExecutionType.CANCELED);
                    case "expire" -> ends.put(id, ExecutionType.EXPIRED);
                    case "reject" -> {
                        ends.put(id, ExecutionType.REJECTED);
                        filled.put(id, 0L);
                    }
                    case "fill" -> {
                        long quantity = Long.parseLong(parts[2]);
                        filled.merge(id, quantity, Long::sum);
                        String[] order = sent.get(id);
                        positions.merge(
                                Integer.parseInt(order[3]), order[4].equals("BUY") ? quantity : -quantity, Long::sum);
                    }
                    default -> {
                        // Of no order.
                    }
                }
                boolean isOfLife = List.of("accept", "cancel", "expire", "reject", "fill", "duplicate")
                        .contains(parts[0]);
                assertTrue(!isOfLife || !lost.contains(id), line);
            }
        }

        int openCount() {
            return (int) filled.entrySet().stream()
                    .filter(entry -> !ends.containsKey(entry.getKey()))
                    .filter(entry -> entry.getValue() < Long.parseLong(sent.get(entry.getKey())[7]))
                    .count();
        }
    }

    @Provide
    Arbitrary<Setting> settings() {
        Arbitrary<Long> rates = Arbitraries.of(0L, 0L, scaled("0.5"), scaled("1"));
        Arbitrary<Long> rarely = Arbitraries.of(0L, 0L, 0L, scaled("0.3"), scaled("1"));
        Arbitrary<Link> links = Combinators.combine(
                        Arbitraries.of(0L, 20L, 60L),
                        Arbitraries.of(1L, 10L, 19L),
                        Arbitraries.of(0L, 0L, 1L, 15L, 50L),
                        Arbitraries.longs())
                .as(Link::new);
        return Combinators.combine(
                        Arbitraries.of(0L, 1L, 10L, 25L),
                        rates,
                        rarely,
                        rates,
                        rates,
                        Arbitraries.of(0L, 1L, 30L),
                        rarely,
                        links)
                .as(Setting::new);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Long> ids = Arbitraries.longs().between(1, 16);
        return Arbitraries.frequencyOf(
                        Tuple.of(6, prices().map(price -> new Step(Verb.TICK, price))),
                        Tuple.of(6, Arbitraries.longs().between(0, 20).map(ns -> new Step(Verb.WAIT, ns))),
                        Tuple.of(6, ids.map(id -> new Step(Verb.SUBMIT, id))),
                        Tuple.of(2, ids.map(id -> new Step(Verb.CANCEL, id))),
                        Tuple.of(1, ids.map(id -> new Step(Verb.QUERY, id))),
                        Tuple.of(1, Arbitraries.longs().between(1, 99).map(id -> new Step(Verb.PULL, id))),
                        Tuple.of(1, Arbitraries.just(new Step(Verb.RESTART, 0))))
                .list();
    }

    /** Odd ones are of one instrument, even ones of the other. */
    private static Arbitrary<Long> prices() {
        return Combinators.combine(
                        Arbitraries.longs().between(8, 12), Arbitraries.longs().between(0, 1))
                .as((units, odd) -> units * scaled("1") + odd);
    }
}
