package io.ringfence.bench.subject;

import io.ringfence.bench.Events;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventSlot;

/**
 * Opens positions with stops over them, and opens them again when their stops have fired: strategies that are always in, and
 * the fills of a broker that answers before it is asked. The ids of orders follow from the sequences of the events that made
 * them, so a fill can be published right behind the event that sends its order, and all inputs are the same in every run.
 *
 * <p>All are long, of one unit, bought at {@link #PRICE}. Those that are to stay stand {@link #FAR} or more below, half of
 * them trailing; those that are to fire, {@link #NEAR} below.
 */
final class Positions {
    static final long PRICE = 800 * Decimal.ONE;
    static final long NEAR = 100 * Decimal.ONE;
    /** A price that touches what stands near and nothing that stands far. */
    static final long TOUCH = PRICE - NEAR;

    private static final long FAR = 200 * Decimal.ONE;
    /** Stops that stay share this many levels. */
    private static final int LEVELS = 10_000;

    private static final long LEVEL_STEP = Decimal.ONE / 100;
    private static final int ORDER_BITS = 16;

    private final BenchHost host;
    private final Events events = new Events();
    private int opened;

    Positions(BenchHost host) {
        this.host = host;
    }

    /** The inputs that every host begins with. */
    void begin(int maxStrategies) {
        events.nodeStarted(host.claim(Admission.VITAL), Math.max(1, maxStrategies));
        host.publish();
        events.instrumentDefined(host.claim(Admission.VITAL));
        host.publish();
    }

    /** Opens one whose stop stays where it is; each further one at another level, every other one trailing. */
    void openFar() {
        StopType type = opened % 2 == 0 ? StopType.FIXED : StopType.TRAILING;
        open(type, FAR + opened % LEVELS * LEVEL_STEP);
    }

    /** Opens one whose stop fires when {@link #TOUCH} trades; returns its strategy. */
    long openNear() {
        return open(StopType.FIXED, NEAR);
    }

    private long open(StopType type, long distance) {
        return open(type, distance, PRICE);
    }

    /** Opens one at a price, with a stop so far below; returns its strategy. */
    long open(StopType type, long distance, long price) {
        opened++;
        events.strategyCreated(
                host.claim(Admission.VITAL), AlwaysIn.NAME, type, StopUnit.AMOUNT, distance, 1, Long.MAX_VALUE);
        long strategyId = host.publish();
        events.strategyStarted(host.claim(Admission.VITAL), strategyId);
        fillEntry(host.publish(), strategyId, price);
        return strategyId;
    }

    /** The order of a fired stop is filled, upon which the strategy sends its next entry; returns the fill's sequence. */
    long fillStop(long clientOrderId, long strategyId) {
        return fillStop(clientOrderId, strategyId, TOUCH);
    }

    /** The same, at another price. */
    long fillStop(long clientOrderId, long strategyId, long price) {
        events.stopFilled(host.claim(Admission.VITAL), clientOrderId, strategyId, price);
        return host.publish();
    }

    /** The entry that an event has sent is filled, which arms its stop. */
    void fillEntry(long sentBySequence, long strategyId) {
        fillEntry(sentBySequence, strategyId, PRICE);
    }

    /** The same, at another price. */
    void fillEntry(long sentBySequence, long strategyId, long price) {
        EventSlot slot = host.claim(Admission.VITAL);
        events.orderFilled(slot, firstOrderOf(sentBySequence), strategyId, price);
        host.publish();
    }

    /** Id of the first order that an event sends. */
    static long firstOrderOf(long sequence) {
        return sequence << ORDER_BITS;
    }
}
