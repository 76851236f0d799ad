package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Create.ExitStyle;
import io.ringfence.core.testkit.TestEvent.Report;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** One host and its broker through one random history; after each event what must never happen is looked for. */
public final class RandomSession {
    private static final long ONE = Decimal.ONE;
    private static final int STEPS = 250;

    /** An event and when it came. */
    public record Timed(long timeNs, TestEvent event) {}

    final Random random;
    final RandomBroker broker;
    final TestCore core = new TestCore();
    private final List<Timed> history = new ArrayList<>();
    final Set<Long> armed = new TreeSet<>();
    /** Types of outputs that came, and of conflicts and ends the kind. */
    final Set<String> seen = new TreeSet<>();

    private long timeNs = 1;
    private long feedSequence;

    /** A host that has not started. */
    public RandomSession(Random random) {
        this.random = random;
        this.broker = new RandomBroker(random);
    }

    private void apply(TestEvent event) {
        history.add(new Timed(timeNs, event));
        for (String line : core.at(timeNs).apply(event)) {
            String[] words = line.split(" ");
            seen.add(words[0]);
            if (words[0].equals("LOCK_CONFLICT") || words[0].equals("STRATEGY_EXITED")) {
                seen.add(words[0] + " " + words[1]);
            }
            switch (words[0]) {
                case "STOPLOSS_ARMED" -> armed.add(Long.parseLong(words[1]));
                case "STOPLOSS_DISARMED", "STOPLOSS_TRIGGERED" -> armed.remove(Long.parseLong(words[1]));
                default -> {
                    // Nothing about stops.
                }
            }
        }
        broker.send(core.commands());
        check();
    }

    private void check() {
        for (StrategyRow row : core.logic().trade().strategyRows()) {
            assertTrue(row.openQuantity() >= 0, row::toString);
            assertTrue(broker.open(row.id()) >= 0, row::toString);
            assertTrue(broker.exiting(row.id()) <= broker.open(row.id()), row::toString);
            assertTrue(broker.exitCount(row.id()) <= 1, row::toString);
            assertEquals(row.openQuantity() > 0 && !row.isStopFired(), armed.contains(row.id()), row::toString);
        }
    }

    /** Plays the history. */
    public void run() {
        apply(new TestEvent.Node(2, 20, 4, 2, 5));
        apply(new TestEvent.Define(0, "A"));
        apply(new TestEvent.Define(1, "B"));
        for (int i = 0; i < 6; i++) {
            long entry = random.nextInt(200);
            apply(terms());
            apply(new TestEvent.Start(core.sequence()));
        }
        for (int i = 0; i < STEPS; i++) {
            timeNs += random.nextInt(6);
            step();
        }
    }

    private Create terms() {
        long entry = random.nextInt(200);
        boolean isRatio = random.nextInt(3) == 0;
        long percent = 1 + random.nextInt(20);
        Create create = new Create(
                random.nextInt(2),
                random.nextBoolean() ? PositionSide.LONG : PositionSide.SHORT,
                (1 + random.nextInt(6)) * ONE / 2,
                entry,
                entry + 1 + random.nextInt(random.nextBoolean() ? 20 : 300),
                TriggerSource.get((short) (1 + random.nextInt(4))),
                isRatio ? StopUnit.RATIO : StopUnit.AMOUNT,
                isRatio ? percent * ONE / 100 : percent * ONE);
        create = switch (random.nextInt(4)) {
            case 0 -> create.trailing();
            case 1 -> create.trailingFrom(price());
            default -> create;
        };
        if (random.nextInt(3) == 0) {
            long offset = random.nextBoolean() ? (1 + random.nextInt(5)) * ONE : TestEvent.NONE;
            OrderType target = random.nextBoolean() ? OrderType.LIMIT : OrderType.MARKET;
            create = create.exits(new ExitStyle(offset, 1 + random.nextInt(30), target));
        }
        return switch (random.nextInt(4)) {
            case 0 -> create.target(StopUnit.AMOUNT, (1 + random.nextInt(10)) * ONE);
            case 1 -> create.target(StopUnit.RATIO, (1 + random.nextInt(10)) * ONE / 100);
            case 2 -> create.target(StopUnit.LEVEL, price());
            default -> create;
        };
    }

    private long price() {
        return (90 + random.nextInt(20)) * ONE;
    }

    private Tick tick() {
        long price = price();
        Tick tick = Tick.of(random.nextInt(2), ++feedSequence).trade(price).quote(price - ONE, price + ONE);
        if (random.nextInt(3) > 0) {
            return tick;
        }
        long wide = random.nextInt(4) * ONE;
        return tick.conflated(price, price - wide, price + wide)
                .bids(price - ONE - wide, price - ONE + wide)
                .asks(price + ONE - wide, price + ONE + wide)
                .mids(price - wide, price + wide);
    }

    private void step() {
        broker.step();
        Report report = broker.deliver();
        if (random.nextInt(80) == 0) {
            broker.disconnect();
            apply(new TestEvent.Node(2, 20, 4, 2, 5));
        } else if (report != null) {
            apply(report);
        } else if (random.nextBoolean()) {
            apply(tick());
        } else {
            apply(new TestEvent.Time());
        }
    }

    /** The line recovers, all times pass, everything is answered. */
    void settle() {
        broker.disconnect();
        apply(new TestEvent.Node(2, 20, 4, 2, 5));
        for (int round = 0; round < 12; round++) {
            broker.tellAll();
            broker.behave().forEach(this::apply);
            timeNs += 100;
            apply(new TestEvent.Time());
        }
    }

    /** What was applied. */
    public List<Timed> history() {
        return history;
    }

    String hash() {
        return core.logic().stateHash();
    }

    long digest() {
        return core.logic().trade().outputDigest();
    }
}
