package io.ringfence.core.stoploss;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.heap.Positions;
import io.ringfence.core.state.StateSink;

/** Prices of one instrument and the stops that wait on them: a book for each trigger source and side. */
final class InstrumentStops {
    /** An absent price. Below every price, so a maximum with it yields the other; as a short's price it touches nothing. */
    private static final long NONE = PriceTickDecoder.lastNullValue();

    private static final TriggerSource[] SOURCES = {TriggerSource.LAST, TriggerSource.BID_ASK, TriggerSource.DOUBLE};

    private final String symbol;
    private final StopBook[] longBooks = new StopBook[SOURCES.length];
    private final StopBook[] shortBooks = new StopBook[SOURCES.length];
    private long last = NONE;
    private long previousLast = NONE;
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
        long tickLast = tick.last();
        if (tickLast != NONE) {
            long low = tick.low() == NONE ? tickLast : tick.low();
            long high = tick.high() == NONE ? tickLast : tick.high();
            fireLong(TriggerSource.LAST, low, firing);
            fireShort(TriggerSource.LAST, high, firing);
            if (last != NONE || low != high) {
                fireDouble(tickLast, low, high, firing);
            }
            previousLast = last;
            last = tickLast;
        }
        if (tick.bid() != NONE) {
            bid = tick.bid();
            fireLong(TriggerSource.BID_ASK, tick.bidLow() == NONE ? bid : tick.bidLow(), firing);
        }
        if (tick.ask() != NONE) {
            ask = tick.ask();
            fireShort(TriggerSource.BID_ASK, tick.askHigh() == NONE ? ask : tick.askHigh(), firing);
        }
    }

    /**
     * The pairs of consecutive trades in a tick are (trade before, extreme) and (extreme, last trade), or only (trade
     * before, last trade) where the extreme is the last trade. A pair touches with its worse price: the higher for a long
     * position, the lower for a short one.
     */
    private void fireDouble(long tickLast, long low, long high, FiringStops firing) {
        long before = last;
        long longPrice = Math.max(before == NONE ? Long.MAX_VALUE : before, low);
        if (low != tickLast) {
            longPrice = Math.min(longPrice, tickLast);
        }
        fireLong(TriggerSource.DOUBLE, longPrice, firing);
        long shortPrice = Math.min(before, high);
        if (high != tickLast) {
            shortPrice = Math.max(shortPrice, tickLast);
        }
        fireShort(TriggerSource.DOUBLE, shortPrice, firing);
    }

    private void fireLong(TriggerSource source, long price, FiringStops firing) {
        firing.fireAll(book(source, PositionSide.LONG), price);
    }

    private void fireShort(TriggerSource source, long price, FiringStops firing) {
        if (price != NONE) {
            firing.fireAll(book(source, PositionSide.SHORT), price);
        }
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
            case DOUBLE ->
                previousLast == NONE
                        ? NONE
                        : side == PositionSide.LONG ? Math.max(previousLast, last) : Math.min(previousLast, last);
            default -> NONE;
        };
    }

    void writeTo(StateSink sink) {
        sink.putText(symbol);
        sink.putLong(last);
        sink.putLong(previousLast);
        sink.putLong(bid);
        sink.putLong(ask);
    }
}
