package io.ringfence.core.stoploss;

import io.ringfence.core.condition.InstrumentPrices;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.heap.PairingForest;
import io.ringfence.core.heap.Positions;
import io.ringfence.core.ring.StopFindings.Kind;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** Prices of one instrument, and the triggers that wait on them: a group for each series and direction. */
final class InstrumentStops implements InstrumentPrices {
    private static final int SERIES = PriceSeries.values().length;
    private static final int LAST = PriceSeries.LAST.ordinal();
    private static final int DOUBLE = PriceSeries.DOUBLE.ordinal();

    private final String symbol;
    private final TriggerGroups stops;
    private final TriggerGroups targets;
    private final TriggerGroups activations;
    private final QuietBand band = new QuietBand();
    private long last = NONE;
    /** The trade before the last, as triggers of either direction see it: a conflated tick's extreme comes before its last. */
    private long beforeLastFalling = NONE;

    private long beforeLastRising = NONE;
    private long bid = NONE;
    private long ask = NONE;
    /** Lowest and highest price of each series in the tick that is being taken, {@link #NONE} where it has none. */
    private final long[] lows = new long[SERIES];

    private final long[] highs = new long[SERIES];
    /** Whether there may be any of quotes in there, which a tick without has to take away. */
    private boolean areQuotesSet = true;

    InstrumentStops(String symbol, SharedBooks books) {
        this.symbol = symbol;
        this.stops = new TriggerGroups(books.stopPositions, books.trails, band);
        this.targets = new TriggerGroups(books.targetPositions, books.trails, band);
        this.activations = new TriggerGroups(books.activationPositions, books.trails, band);
    }

    /** What the books of all instruments share. */
    static final class SharedBooks {
        final Positions stopPositions = new Positions();
        final Positions targetPositions = new Positions();
        final Positions activationPositions = new Positions();
        final PairingForest trails = new PairingForest();
    }

    String symbol() {
        return symbol;
    }

    TriggerGroups stops() {
        return stops;
    }

    TriggerGroups targets() {
        return targets;
    }

    TriggerGroups activations() {
        return activations;
    }

    /** Takes a valid tick's prices; activates, raises and fires what they touch, in this order. */
    void onTick(PriceTickDecoder tick, FiringStops firing) {
        if (!band.isKnown()) {
            band.find(stops, targets, activations);
        }
        boolean isQuoted = takeQuote(tick);
        boolean isTraded = takeTrade(tick);
        if (!isQuiet(isQuoted, isTraded)) {
            activations.fire(lows, highs, Kind.ACTIVATED, firing);
            stops.raise(lows, highs);
            stops.fire(lows, highs, Kind.FIRED, firing);
            targets.fire(lows, highs, Kind.TARGET_FIRED, firing);
            band.forget();
        }
    }

    private boolean takeQuote(PriceTickDecoder tick) {
        long tickBid = tick.bid();
        long tickAsk = tick.ask();
        if (areQuotesSet) {
            for (int series = 0; series < SERIES; series++) {
                clear(series);
            }
        }
        areQuotesSet = tickBid != NONE || tickAsk != NONE;
        if (!areQuotesSet) {
            return false;
        }
        if (tickBid != NONE) {
            bid = tickBid;
            span(PriceSeries.BID, bid, tick.bidLow(), tick.bidHigh());
        }
        if (tickAsk != NONE) {
            ask = tickAsk;
            span(PriceSeries.ASK, ask, tick.askLow(), tick.askHigh());
        }
        if (bid != NONE && ask != NONE) {
            span(PriceSeries.MID, mid(), tick.midLow(), tick.midHigh());
        }
        return true;
    }

    private boolean takeTrade(PriceTickDecoder tick) {
        long tickLast = tick.last();
        if (tickLast == NONE) {
            clear(LAST);
            clear(DOUBLE);
            return false;
        }
        span(PriceSeries.LAST, tickLast, tick.low(), tick.high());
        takePairs(tickLast, lows[LAST], highs[LAST]);
        return true;
    }

    private void clear(int series) {
        lows[series] = NONE;
        highs[series] = NONE;
    }

    private boolean isQuiet(boolean isQuoted, boolean isTraded) {
        if (isTraded && !(isQuiet(LAST) && isQuiet(DOUBLE))) {
            return false;
        }
        return !isQuoted
                || isQuiet(PriceSeries.BID.ordinal())
                        && isQuiet(PriceSeries.ASK.ordinal())
                        && isQuiet(PriceSeries.MID.ordinal());
    }

    private boolean isQuiet(int series) {
        return band.holds(series, lows[series], highs[series]);
    }

    private void span(PriceSeries series, long price, long low, long high) {
        lows[series.ordinal()] = low == NONE ? price : low;
        highs[series.ordinal()] = high == NONE ? price : high;
    }

    /** Half way, rounded down; bid and ask of different ticks may be crossed. */
    private long mid() {
        return (bid & ask) + ((bid ^ ask) >> 1);
    }

    /**
     * The pairs of consecutive trades in a tick are (trade before, extreme) and (extreme, last trade), or only (trade
     * before, last trade) where the extreme is the last trade. A pair touches with its worse price: the higher for what
     * fires on a fall, the lower for what fires on a rise; of two pairs the one that touches more counts.
     */
    private void takePairs(long tickLast, long low, long high) {
        long before = last;
        last = tickLast;
        beforeLastFalling = low == tickLast ? before : low;
        beforeLastRising = high == tickLast ? before : high;
        clear(DOUBLE);
        if (beforeLastFalling != NONE) {
            long first = before == NONE ? tickLast : Math.max(before, low);
            lows[DOUBLE] = low == tickLast ? first : Math.min(first, tickLast);
        }
        if (beforeLastRising != NONE) {
            long first = before == NONE ? tickLast : Math.min(before, high);
            highs[DOUBLE] = high == tickLast ? first : Math.max(first, tickLast);
        }
    }

    /** The price of a series that something falling, or rising, would touch now; {@link #NONE} where there is none. */
    private long inForce(PriceSeries series, Direction direction) {
        return switch (series) {
            case LAST -> last;
            case BID -> bid;
            case ASK -> ask;
            case MID -> bid == NONE || ask == NONE ? NONE : mid();
            case DOUBLE ->
                direction == Direction.FALL
                        ? beforeLastFalling == NONE ? NONE : Math.max(beforeLastFalling, last)
                        : beforeLastRising == NONE ? NONE : Math.min(beforeLastRising, last);
        };
    }

    @Override
    public long low(ConditionField field) {
        return lows[PriceSeries.of(field).ordinal()];
    }

    @Override
    public long high(ConditionField field) {
        return highs[PriceSeries.of(field).ordinal()];
    }

    @Override
    public long inForce(ConditionField field) {
        // Of what conditions know, each series has one price for either direction.
        return inForce(PriceSeries.of(field), Direction.FALL);
    }

    /** Does for what was just armed or moved what a tick with the prices in force would do. */
    void testInForce(PriceSeries series, FiringStops firing) {
        for (int i = 0; i < SERIES; i++) {
            clear(i);
        }
        areQuotesSet = true;
        lows[series.ordinal()] = inForce(series, Direction.FALL);
        highs[series.ordinal()] = inForce(series, Direction.RISE);
        activations.fire(lows, highs, Kind.ACTIVATED, firing);
        stops.raise(lows, highs);
        stops.fire(lows, highs, Kind.FIRED, firing);
        targets.fire(lows, highs, Kind.TARGET_FIRED, firing);
    }

    void tellPrices(int instrumentId, PriceView view) {
        view.onPrices(instrumentId, last, bid, ask);
    }

    void writeTo(StateSink sink) {
        sink.putText(symbol);
        sink.putLong(last);
        sink.putLong(beforeLastFalling);
        sink.putLong(beforeLastRising);
        sink.putLong(bid);
        sink.putLong(ask);
    }

    /** Reads back what was written; nothing waits on the prices until the plans are put back. */
    static InstrumentStops readFrom(StateSource source, SharedBooks books) {
        InstrumentStops instrument = new InstrumentStops(source.getText(), books);
        instrument.last = source.getLong();
        instrument.beforeLastFalling = source.getLong();
        instrument.beforeLastRising = source.getLong();
        instrument.bid = source.getLong();
        instrument.ask = source.getLong();
        return instrument;
    }
}
