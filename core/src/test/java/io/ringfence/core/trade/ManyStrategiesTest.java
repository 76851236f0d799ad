package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringfence.core.command.Rules;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.PriceTickEncoder;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.testkit.AccountEvents.Kill;
import io.ringfence.core.testkit.DeliveryEvents.Policy;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.StrategyEvents.Condition;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bounds that only a crowd reaches, and what a tick costs in front of one. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ManyStrategiesTest extends TradeScenario {

    private int tickCount;

    private List<OrderCommand> startAndEnter(int count) {
        return startAndEnter(Collections.nCopies(count, terms(PositionSide.LONG)));
    }

    private List<OrderCommand> startAndEnter(List<Create> all) {
        return startAndEnter(all, Rules.VERSION);
    }

    private List<OrderCommand> startAndEnter(List<Create> all, int ruleVersion) {
        int count = all.size();
        open(new TestEvent.Node(1, count, count, 3, 10).with(Bound.RULE_VERSION, ruleVersion));
        all.forEach(this::start);
        List<OrderCommand> entries = new ArrayList<>(core.at(100).commands(TIME));
        while (entries.size() < count) {
            entries.addAll(core.commands(TIME));
        }
        return entries;
    }

    @Test
    void shouldLeaveOrdersBeyondAnEventsBoundToTheNextWhenAllStopsFireAtOnce() {
        int count = Orders.ORDERS_PER_EVENT + 3;
        List<OrderCommand> entries = startAndEnter(count);
        entries.forEach(entry -> core.apply(fill(entry, 2, 100)));
        List<OrderCommand> stops = new ArrayList<>(core.commands(trade(90)));
        assertEquals(Orders.ORDERS_PER_EVENT, stops.size());
        assertTrue(core.logic().trade().nextDeadlineNs() <= core.logic().trade().timeNs());
        stops.addAll(core.commands(TIME));
        assertEquals(count, stops.size());
        Set<Long> ids = new HashSet<>();
        stops.forEach(stop -> ids.add(stop.clientOrderId()));
        entries.forEach(entry -> ids.add(entry.clientOrderId()));
        assertEquals(2 * count, ids.size());
    }

    @Test
    void shouldRememberFinalOrdersUpToItsBound() {
        int count = Orders.FINAL_ORDERS_KEPT + 1;
        List<OrderCommand> entries = startAndEnter(count);
        entries.forEach(entry -> core.apply(fill(entry, 2, 100)));
        assertEquals(List.of(), core.apply(fill(entries.get(1), 2, 100)));
        OrderCommand forgotten = entries.get(0);
        assertEquals(
                List.of("ALERT_TRIGGERED UNKNOWN_ORDER_REPORTED #" + (forgotten.clientOrderId() >>> 16)
                        + ".0 200000000"),
                core.apply(fill(forgotten, 2, 100)));
    }

    @Test
    void shouldAllocateNothingWhenATickFiresNothing() {
        startAndEnter(100).forEach(entry -> core.apply(fill(entry, 2, 100)));
        // 10,000 ticks; what the measurement itself takes is far below a byte for each.
        assertTrue(allocatedByTicks(0) < 1000);
    }

    @Test
    void shouldAllocateNothingWhenATickRaisesOrLeavesTrailingStops() {
        List<Create> all = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            Create terms = terms(i % 2 == 0 ? PositionSide.LONG : PositionSide.SHORT);
            StopUnit unit = i % 3 == 0 ? StopUnit.RATIO : StopUnit.AMOUNT;
            long value = unit == StopUnit.RATIO ? ONE / 2 : i * ONE + 50 * ONE;
            Create trailing = new Create(0, terms.side(), ONE, 100, 200, terms.source(), unit, value).trailing();
            all.add(trailing.target(StopUnit.AMOUNT, 60 * ONE));
        }
        startAndEnter(all).forEach(entry -> core.apply(fill(entry, 2, 100)));
        assertTrue(allocatedByTicks(0) < 1000);
        assertTrue(allocatedByTicks(1) < 1000);
        assertTrue(allocatedByTicks(-1) < 1000);
        assertEquals(0, core.logic().trade().counters().stopsFired());
    }

    @Test
    void shouldAllocateAndPutOutNothingWhenLogicsSeeATickThatNobodyWatches() {
        open(new TestEvent.Node(1, 100, 100, 3, 10));
        for (int i = 0; i < 100; i++) {
            start(terms(PositionSide.LONG).logic("ema-cross", "fast=3 slow=9"));
        }
        assertTrue(allocatedByTicks(0) < 1000);
        assertEquals(0, core.slot().out().length());
    }

    /** Least that 10,000 trades allocated, from 95 on in steps of 1e-8. */
    private long allocatedByTicks(long step) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        EventSlot slot = core.slot();
        // Lets go of the room that the events before have taken, or the tick would go with it.
        for (int i = 0; i < 100; i++) {
            slot.claim(core.sequence(), 101);
        }
        trade(95).encode(slot.in());
        PriceTickEncoder tick =
                new PriceTickEncoder().wrap(slot.in().reserve(128), MessageHeaderEncoder.ENCODED_LENGTH);
        long ticksBefore = core.logic().trade().counters().ticks();
        long allocated = Long.MAX_VALUE;
        // The first rounds load classes and compile.
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                slot.claim(core.sequence() + ++tickCount, 101);
                tick.feedSequence(tickCount).last(95 * ONE + step * tickCount);
                core.logic().apply(slot);
            }
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        TradeCounters counters = core.logic().trade().counters();
        assertEquals(List.of(50_000L, 0L), List.of(counters.ticks() - ticksBefore, counters.rejectedTicks()));
        return allocated;
    }

    private static List<Create> watched(int count) {
        return Collections.nCopies(count, terms(PositionSide.LONG).watched());
    }

    /** The tick that fires the stops of so many, each of which somebody watches, was the one at which a host halted for good. */
    @Test
    void shouldStayWithinTheBoundOnOutputsWhenTheStopsOfManyWatchedPositionsFireAtOnce() {
        int count = 70_000;
        startAndEnter(watched(count)).forEach(entry -> core.apply(fill(entry, 2, 100)));
        int sent = core.commands(trade(90)).size();
        assertWithin(OutputBound.bytes(count, 0));
        for (int i = 0; i < 20; i++) {
            sent += core.commands(TIME).size();
        }
        assertEquals(count, sent);
    }

    /** Within, and not far below: it would be no bound that says anything. */
    private void assertWithin(long bound) {
        int length = core.slot().out().length();
        assertTrue(length <= bound && length > bound / 2, length + " of " + bound);
    }

    @Test
    void shouldStayWithinTheBoundOnOutputsWhenAllThatFiresAtOnceIsToldAndConditionsAreMetToo() {
        int count = 50_000;
        int conditions = 10_000;
        open(new TestEvent.Node(1, count, count, 3, 10)
                .with(Bound.MAX_CONDITIONS, conditions)
                .with(Bound.MAX_EVENTS, 200_000)
                .with(Bound.MAX_EVENT_BYTES, 1 << 28)
                .with(Bound.MAX_DELIVERIES, 200_000)
                .with(Bound.MAX_EVENT_KEYS, 200_000));
        for (UserEventType type : EnumSet.range(UserEventType.ORDER_PLACED, UserEventType.ALERT_TRIGGERED)) {
            assertEquals(
                    List.of(), core.apply(new Policy(0, type, DeliveryPriority.CRITICAL, DeliveryChannel.TELEGRAM)));
        }
        for (int i = 0; i < conditions; i++) {
            core.apply(new Condition(
                    0, ConditionAction.ALERT, Condition.Node.price(0, ConditionField.LAST, Comparison.LESS, 91 * ONE)));
        }
        watched(count).forEach(this::start);
        List<OrderCommand> entries = new ArrayList<>(core.at(100).commands(TIME));
        while (entries.size() < count) {
            entries.addAll(core.commands(TIME));
        }
        entries.forEach(entry -> core.apply(fill(entry, 2, 100)));
        int sent = core.commands(trade(90)).size();
        assertWithin(OutputBound.bytes(count, conditions));
        for (int i = 0; i < 20; i++) {
            sent += core.commands(TIME).size();
        }
        assertEquals(count, sent);
        core.apply(new Kill(KillLevel.FLATTEN));
        assertTrue(core.slot().out().length() <= OutputBound.bytes(count, conditions));
        core.apply(new TestEvent.Node(1, count, count, 3, 10));
        assertTrue(core.slot().out().length() <= OutputBound.bytes(count, conditions));
    }

    private long ticksShown(int ruleVersion) {
        startAndEnter(watched(12_000), ruleVersion).forEach(entry -> core.apply(fill(entry, 2, 100)));
        return core.applyAll(trade(95)).stream()
                .filter(line -> line.startsWith("TickReceived"))
                .count();
    }

    @Test
    void shouldShowATickUntilTheEventHasPutOutMuch() {
        // A tick and what the position is worth: 48 and 64 bytes.
        assertEquals((1 << 20) / 112 + 1, ticksShown(3));
    }

    @Test
    void shouldShowATickToAllWhoWatchUnderTheSecondRules() {
        assertEquals(12_000, ticksShown(2));
    }

    @Test
    void shouldStayWithinTheBoundOnOutputsWhenAHundredThousandStopsFireAtOnce() {
        int count = 100_000;
        List<OrderCommand> entries = startAndEnter(count);
        entries.forEach(entry -> core.apply(fill(entry, 2, 100)));
        int sent = core.commands(trade(90)).size();
        for (int i = 0; i < 20; i++) {
            sent += core.commands(TIME).size();
        }
        assertEquals(count, sent);
    }
}
