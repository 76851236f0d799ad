package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.StrategyEvents.Scheduled;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Create.ExitStyle;
import io.ringfence.core.testkit.TestEvent.Node.Bound;
import io.ringfence.core.testkit.TestEvent.Report;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * One host through a random history of everything that people may ask for while strategies trade round after round, and the
 * link comes and goes; after each event what must never happen is looked for.
 */
final class RandomCommands {
    private static final long ONE = Decimal.ONE;
    private static final int STRATEGIES = 6;
    private static final int STEPS = 300;
    private static final long RETRY_NS = 5;
    private static final TestEvent.Node NODE = new TestEvent.Node(2, 20, 4, 2, RETRY_NS).with(Bound.LATE_AFTER_NS, 20);

    final RandomBroker broker;
    final TestCore core = new TestCore();
    final Set<Long> armed = new TreeSet<>();
    /** Types of outputs that came. */
    final Set<String> seen = new TreeSet<>();

    private final Random random;
    private final List<Long> ids = new ArrayList<>();
    /** Questions for the next times of daily strategies that wait for an answer. */
    private final List<long[]> questions = new ArrayList<>();

    private final Set<Long> stopped = new TreeSet<>();
    private KillLevel level = KillLevel.NONE;
    private boolean isStoppedNow;
    private final List<String> history = new ArrayList<>();
    private boolean isUp = true;
    private long timeNs = 1;
    private long feedSequence;

    RandomCommands(Random random) {
        this.random = random;
        this.broker = new RandomBroker(random);
    }

    private void apply(TestEvent event) {
        isStoppedNow = false;
        List<String> lines = core.at(timeNs).apply(event);
        history.add(core.sequence() + " at " + timeNs + " " + event + " " + lines);
        lines.forEach(line -> note(line.split(" "), event));
        checkEntries(event);
        broker.send(core.commands());
        check();
    }

    private void note(String[] words, TestEvent event) {
        seen.add(words[0]);
        switch (words[0]) {
            case "STOPLOSS_ARMED" -> armed.add(Long.parseLong(words[1]));
            case "STOPLOSS_DISARMED", "STOPLOSS_TRIGGERED" -> armed.remove(Long.parseLong(words[1]));
            case "STRATEGY_STARTED" -> stopped.remove(((TestEvent.Start) event).strategyId());
            case "STRATEGY_STOPPED" -> isStoppedNow = true;
            case "SCHEDULER_RESYNC_REQUIRED" ->
                questions.add(new long[] {Long.parseLong(words[1]), Long.parseLong(words[2])});
            case "EXECUTE_BUY", "EXECUTE_SELL", "EXECUTE_STOPLOSS", "CANCEL_ORDER", "QUERY_ORDER" ->
                assertTrue(isUp || event instanceof TestEvent.Disconnected, this::toString);
            default -> {
                // Nothing that is looked for.
            }
        }
    }

    /** What is due is done before what an event asks for. */
    private void checkEntries(TestEvent event) {
        for (OrderCommand command : core.commands()) {
            if (command.isOrder() && command.purpose() == OrderPurpose.ENTRY) {
                assertEquals(KillLevel.NONE, level, this::toString);
                assertTrue(!stopped.contains(command.strategyId()), this::toString);
            }
        }
        if (event instanceof TestEvent.Kill kill) {
            level = kill.level();
        }
        if (event instanceof TestEvent.Stop stop && isStoppedNow) {
            stopped.add(stop.strategyId());
        }
    }

    private void check() {
        for (StrategyRow row : core.logic().trade().strategyRows()) {
            assertTrue(row.openQuantity() >= 0, this::toString);
            assertTrue(broker.open(row.id()) >= 0, this::toString);
            assertTrue(broker.exiting(row.id()) <= broker.open(row.id()), this::toString);
            assertTrue(broker.exitCount(row.id()) <= 1, this::toString);
            boolean isProtected = armed.contains(row.id());
            assertEquals(row.openQuantity() > 0 && !row.isStopFired(), isProtected, this::toString);
            if (row.openQuantity() > 0 && row.state() == StrategyState.EXITING && !row.hasLiveExit()) {
                assertTrue(core.logic().trade().nextDeadlineNs() <= timeNs + RETRY_NS, this::toString);
            }
        }
    }

    /** Plays the history. */
    void run() {
        apply(NODE);
        apply(new TestEvent.Define(0, "A"));
        apply(new TestEvent.Define(1, "B"));
        for (int i = 0; i < STRATEGIES; i++) {
            apply(terms(i));
            ids.add(core.sequence());
            apply(new TestEvent.Start(core.sequence()));
        }
        for (int i = 0; i < STEPS; i++) {
            timeNs += random.nextInt(6);
            step();
        }
    }

    /** Two of each kind: at instants, day by day, by an indicator. */
    private Create terms(int place) {
        boolean isTimed = place % 3 == 0;
        long entry = timeNs + random.nextInt(100);
        Create create = new Create(
                random.nextInt(2),
                random.nextBoolean() ? PositionSide.LONG : PositionSide.SHORT,
                (1 + random.nextInt(6)) * ONE / 2,
                isTimed ? entry : TestEvent.NONE,
                isTimed ? entry + 1 + random.nextInt(300) : TestEvent.NONE,
                TriggerSource.get((short) (1 + random.nextInt(4))),
                StopUnit.AMOUNT,
                (1 + random.nextInt(8)) * ONE);
        if (place % 3 == 1) {
            create = create.daily(1, 0, 1);
        } else if (place % 3 == 2) {
            create = create.logic("ema-cross", "fast=1 slow=2");
        }
        if (random.nextBoolean()) {
            create = create.trailing();
        }
        if (random.nextBoolean()) {
            create = create.target(StopUnit.AMOUNT, (1 + random.nextInt(10)) * ONE);
        }
        if (random.nextInt(3) == 0) {
            create = create.holding(1 + random.nextInt(100));
        }
        long offset = random.nextBoolean() ? (1 + random.nextInt(5)) * ONE : TestEvent.NONE;
        OrderType target = random.nextBoolean() ? OrderType.LIMIT : OrderType.MARKET;
        return create.exits(new ExitStyle(offset, 1 + random.nextInt(30), target));
    }

    private void step() {
        broker.step();
        Report report = isUp ? broker.deliver() : null;
        if (random.nextInt(60) == 0) {
            broker.disconnect();
            isUp = true;
            apply(NODE);
        } else if (random.nextInt(isUp ? 60 : 10) == 0) {
            isUp = !isUp;
            apply(isUp ? new TestEvent.AuthSuccess() : new TestEvent.Disconnected());
            if (!isUp) {
                broker.disconnect();
            }
        } else if (random.nextInt(6) == 0) {
            apply(command());
        } else if (report != null) {
            apply(report);
        } else if (random.nextBoolean()) {
            long price = (90 + random.nextInt(20)) * ONE;
            apply(Tick.of(random.nextInt(2), ++feedSequence).trade(price).quote(price - ONE, price + ONE));
        } else {
            apply(new TestEvent.Time());
        }
    }

    private TestEvent command() {
        int place = random.nextInt(STRATEGIES);
        long id = ids.get(place);
        if (!questions.isEmpty() && random.nextBoolean()) {
            long[] question = questions.remove(0);
            long entry = timeNs + random.nextInt(30);
            return new Scheduled(question[0], question[1], entry, entry + 1 + random.nextInt(100));
        }
        return switch (random.nextInt(8)) {
            case 0, 1 -> new TestEvent.Start(id);
            case 2 -> new TestEvent.Stop(id, random.nextBoolean() ? StopMode.KEEP : StopMode.FLATTEN);
            case 3 -> new TestEvent.Exit(id);
            case 4 -> new TestEvent.Update(id, terms(place));
            case 5 -> new TestEvent.Kill(KillLevel.get((short) random.nextInt(4)));
            default -> new TestEvent.Kill(KillLevel.NONE);
        };
    }

    /** The line recovers, nothing more is entered, everything is answered. */
    void settle() {
        broker.disconnect();
        isUp = true;
        apply(NODE);
        apply(new TestEvent.Kill(KillLevel.NO_ENTRIES));
        for (int round = 0; round < 12; round++) {
            broker.tellAll();
            broker.behave().forEach(this::apply);
            timeNs += 100;
            apply(new TestEvent.Time());
        }
    }

    @Override
    public String toString() {
        return String.join("\n", history);
    }
}
