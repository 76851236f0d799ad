package io.ringfence.core.stoploss;

import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.Verdict;

/** Whether a tick's figures hold by themselves: the rules of what no stop may fire from. */
final class TickCheck {
    private static final long NONE = PriceTickDecoder.lastNullValue();

    private TickCheck() {}

    static Verdict check(PriceTickDecoder tick) {
        long last = tick.last();
        long bid = tick.bid();
        long ask = tick.ask();
        if (last == NONE && bid == NONE && ask == NONE) {
            return Verdict.INCONSISTENT;
        }
        if (isNonPositive(last)
                || isNonPositive(bid)
                || isNonPositive(ask)
                || isNonPositive(tick.low())
                || isNonPositive(tick.bidLow())
                || isNonPositive(tick.askLow())
                || isNonPositive(tick.midLow())) {
            return Verdict.NON_POSITIVE;
        }
        if (bid != NONE && ask != NONE && bid > ask) {
            return Verdict.CROSSED;
        }
        if (tick.lastQuantity() < 0) {
            return Verdict.INVALID_QUANTITY;
        }
        boolean extremesHold = holdsBelow(tick.low(), last)
                && holdsAbove(tick.high(), last)
                && holdsBelow(tick.bidLow(), bid)
                && holdsAbove(tick.bidHigh(), bid)
                && holdsBelow(tick.askLow(), ask)
                && holdsAbove(tick.askHigh(), ask)
                && midHolds(tick, bid, ask);
        return extremesHold ? Verdict.ACCEPTED : Verdict.INCONSISTENT;
    }

    /** Extremes of the middle only where there is one, and on their sides of it. */
    private static boolean midHolds(PriceTickDecoder tick, long bid, long ask) {
        long mid = bid == NONE || ask == NONE ? NONE : (bid & ask) + ((bid ^ ask) >> 1);
        return holdsBelow(tick.midLow(), mid) && holdsAbove(tick.midHigh(), mid);
    }

    private static boolean isNonPositive(long price) {
        return price <= 0 && price != NONE;
    }

    private static boolean holdsBelow(long low, long price) {
        return low == NONE || price != NONE && low <= price;
    }

    private static boolean holdsAbove(long high, long price) {
        return high == NONE || price != NONE && high >= price;
    }
}
