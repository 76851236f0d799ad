package io.ringfence.core.stoploss;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.heap.Positions;
import io.ringfence.core.state.StateSink;

/** Prices of one instrument and the stops that wait on them: a book for each trigger source and side. */
final class InstrumentStops {
    /** An absent price. */
    private static final long NONE = PriceTickDecoder.lastNullValue();

    private static final TriggerSource[] SOURCES = {TriggerSource.LAST, TriggerSource.BID_ASK, TriggerSource.DOUBLE};

    private final String symbol;
    private final StopBook[] longBooks = new StopBook[SOURCES.length];
    private final StopBook[] shortBooks = new StopBook[SOURCES.length];
    private long last = NONE;
    /** The trade before the last, as stops of either side see it: a conflated tick's extreme comes before its last trade. */
    private long beforeLastForLong = NONE;

    private long beforeLastForShort = NONE;
    private long bid = NONE;
    private long ask = NONE;

    InstrumentStops(String symbol, Positions positions) {
        this.symbol = symbol;
        for (int i = 0; i < SOURCES.length; i++) {
            longBooks[i] = new HeapStopBook(PositionSide.LONG, positions);
            shortBooks[i] = new HeapStopBook(PositionSide.SHORT, positions);
        }
    }

    String symbol() {
        return symbol;
    }

    StopBook book(TriggerSource source, PositionSide side) {
        int index = source.value() - 1;
        return side == PositionSide.LONG ? longBooks[index] : shortBooks[index];
    }

    /** Takes a valid tick's prices and fires what they touch. */
    void onTick(PriceTickDecoder tick, FiringStops firing) {
        boolean isTrade = tick.last() != NONE;
        long low = tick.low() == NONE ? tick.last() : tick.low();
        long high = tick.high() == NONE ? tick.last() : tick.high();
        if (isTrade) {
            fireLong(TriggerSource.LAST, low, firing);
            fireShort(TriggerSource.LAST, high, firing);
        }
        if (tick.bid() != NONE) {
            bid = tick.bid();
            fireLong(TriggerSource.BID_ASK, tick.bidLow() == NONE ? bid : tick.bidLow(), firing);
        }
        if (tick.ask() != NONE) {
            ask = tick.ask();
            fireShort(TriggerSource.BID_ASK, tick.askHigh() == NONE ? ask : tick.askHigh(), firing);
        }
        if (isTrade) {
            fireDouble(tick.last(), low, high, firing);
        }
    }

    /**
     * The pairs of consecutive trades in a tick are (trade before, extreme) and (extreme, last trade), or only (trade
     * before, last trade) where the extreme is the last trade. A pair touches with its worse price: the higher for a long
     * position, the lower for a short one; of two pairs the one that touches more counts.
     */
    private void fireDouble(long tickLast, long low, long high, FiringStops firing) {
        long before = last;
        last = tickLast;
        beforeLastForLong = low == tickLast ? before : low;
        beforeLastForShort = high == tickLast ? before : high;
        if (beforeLastForLong != NONE) {
            long first = before == NONE ? tickLast : Math.max(before, low);
            fireLong(TriggerSource.DOUBLE, low == tickLast ? first : Math.min(first, tickLast), firing);
        }
        if (beforeLastForShort != NONE) {
            long first = before == NONE ? tickLast : Math.min(before, high);
            fireShort(TriggerSource.DOUBLE, high == tickLast ? first : Math.max(first, tickLast), firing);
        }
    }

    private void fireLong(TriggerSource source, long price, FiringStops firing) {
        firing.fireAll(book(source, PositionSide.LONG), price);
    }

    private void fireShort(TriggerSource source, long price, FiringStops firing) {
        firing.fireAll(book(source, PositionSide.SHORT), price);
    }

    /** Fires a stop that was just armed or moved if the prices in force already touch it. */
    void fireIfPassed(TriggerSource source, PositionSide side, FiringStops firing) {
        long price = priceInForce(source, side);
        if (price != NONE) {
            firing.fireAll(book(source, side), price);
        }
    }

    private long priceInForce(TriggerSource source, PositionSide side) {
        return switch (source) {
            case LAST -> last;
            case BID_ASK -> side == PositionSide.LONG ? bid : ask;
            case DOUBLE -> lastPair(side);
            default -> NONE;
        };
    }

    /** The worse of the last two trades. */
    private long lastPair(PositionSide side) {
        if (side == PositionSide.LONG) {
            return beforeLastForLong == NONE ? NONE : Math.max(beforeLastForLong, last);
        }
        return beforeLastForShort == NONE ? NONE : Math.min(beforeLastForShort, last);
    }

    void tellPrices(int instrumentId, PriceView view) {
        view.onPrices(instrumentId, last, bid, ask);
    }

    void writeTo(StateSink sink) {
        sink.putText(symbol);
        sink.putLong(last);
        sink.putLong(beforeLastForLong);
        sink.putLong(beforeLastForShort);
        sink.putLong(bid);
        sink.putLong(ask);
    }
}
