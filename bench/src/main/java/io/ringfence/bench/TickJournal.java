package io.ringfence.bench;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.delivery.DeliveryLimits;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.journal.DiskSpaceListener;
import io.ringfence.journal.Journal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalStage;
import io.ringfence.journal.ReadProgress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Writes the journal of a host with stops over open positions, half of them fixed and half trailing, and then ticks, none of
 * which fires one: what most of a day's events are. A group has {@value #GROUP_EVENTS} events.
 */
final class TickJournal {
    static final int MAX_STOPS = 8_000;

    private static final int GROUP_EVENTS = 256;
    private static final long PRICE = 800 * Decimal.ONE;
    private static final long SWING = 40 * Decimal.ONE;
    private static final long STOP_DISTANCE = 200 * Decimal.ONE;
    private static final long ENTRY_TIME_NS = 1_000_000_000L;
    private static final int PROGRESS_EVENTS = 10_000_000;

    private final Events events = new Events();
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private final SplittableRandom random = new SplittableRandom(1);
    private final JournalStage stage;
    private long sequence;

    private TickJournal(JournalStage stage) {
        this.stage = stage;
    }

    /** Writes one of so many ticks, a microsecond apart; returns its last sequence. */
    static long write(Path directory, long ticks, int stops, PrintStream err) throws IOException {
        return write(directory, ticks, stops, 0, err);
    }

    /** The same, with so many events before the ticks that nobody takes. */
    static long write(Path directory, long ticks, int stops, int pendingEvents, PrintStream err) throws IOException {
        try (Journal journal = Journal.open(JournalConfig.defaults(directory))) {
            journal.recover(1, (sequence, timestampNs, buffer, offset, length) -> {}, ReadProgress.NONE);
            TickJournal writer = new TickJournal(journal.begin(DiskSpaceListener.NONE));
            writer.open(stops, pendingEvents);
            writer.ticks(ticks, err);
            return writer.sequence;
        }
    }

    private void claim(long timeNs) {
        slot.claim(++sequence, timeNs);
    }

    private void append() {
        stage.onEvent(slot, sequence % GROUP_EVENTS == 0);
    }

    private void open(int stops, int pendingEvents) {
        claim(1);
        if (pendingEvents == 0) {
            events.nodeStarted(slot, MAX_STOPS);
        } else {
            events.nodeStarted(slot, MAX_STOPS, PendingEvents.USERS, DeliveryLimits.defaults());
        }
        append();
        claim(1);
        events.instrumentDefined(slot);
        append();
        if (pendingEvents > 0) {
            pend(pendingEvents);
        }
        long firstId = sequence + 1;
        for (int i = 0; i < stops; i++) {
            claim(1);
            StopType type = i % 2 == 0 ? StopType.FIXED : StopType.TRAILING;
            events.strategyCreated(slot, type, StopUnit.AMOUNT, STOP_DISTANCE, ENTRY_TIME_NS, Long.MAX_VALUE);
            append();
        }
        for (int i = 0; i < stops; i++) {
            claim(1);
            events.strategyStarted(slot, firstId + i);
            append();
        }
        claim(ENTRY_TIME_NS);
        events.timeAdvanced(slot);
        append();
        long firstOrderId = sequence << 16;
        for (int i = 0; i < stops; i++) {
            claim(ENTRY_TIME_NS);
            events.orderFilled(slot, firstOrderId + i, firstId + i, PRICE);
            append();
        }
    }

    private void pend(int count) {
        PendingEvents pending = new PendingEvents();
        for (int user = 1; user <= PendingEvents.USERS; user++) {
            claim(1);
            pending.user(slot, user);
            append();
        }
        for (int number = 0; number < count; number++) {
            claim(1);
            pending.event(slot, number);
            append();
        }
    }

    private void ticks(long count, PrintStream err) {
        long price = PRICE;
        for (long tick = 1; tick <= count; tick++) {
            price += (random.nextInt(3) - 1) * Decimal.ONE / 100;
            price = Math.max(PRICE - SWING, Math.min(PRICE + SWING, price));
            claim(ENTRY_TIME_NS + tick * 1_000);
            events.trade(slot, tick, price);
            stage.onEvent(slot, sequence % GROUP_EVENTS == 0 || tick == count);
            if (tick % PROGRESS_EVENTS == 0) {
                err.printf("%,d of %,d ticks written%n", tick, count);
            }
        }
    }
}
