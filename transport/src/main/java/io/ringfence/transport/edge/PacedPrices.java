package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Prices of a client that wants at most one of a symbol in an interval: the newest, with the lowest and the highest since the
 * one before. Belongs to the client's event loop.
 */
final class PacedPrices {
    private static final class Paced {
        final Instrument instrument;
        long sentNs;
        boolean isWaiting;
        long price;
        long low;
        long high;
        long timeNs;
        long sequence;

        Paced(Instrument instrument) {
            this.instrument = instrument;
        }
    }

    private static final int FRAME_BYTES = 192;

    private final PriceSubscription prices;
    private final long intervalNs;
    private final Fanout fanout;
    private final IntObjectHashMap<Paced> byInstrument = new IntObjectHashMap<>();
    private Future<?> timer;

    PacedPrices(PriceSubscription prices, long intervalNs, Fanout fanout) {
        this.prices = prices;
        this.intervalNs = intervalNs;
        this.fanout = fanout;
    }

    /** A price; goes out at once when its symbol's interval is over. */
    void put(PriceBlock block, int place) {
        Instrument instrument = block.instrument(place);
        Paced paced = byInstrument.get(instrument.id());
        long nowNs = System.nanoTime();
        if (paced == null) {
            paced = new Paced(instrument);
            paced.sentNs = nowNs - intervalNs;
            byInstrument.put(instrument.id(), paced);
        }
        long price = block.price(place);
        paced.low = paced.isWaiting ? Math.min(paced.low, price) : price;
        paced.high = paced.isWaiting ? Math.max(paced.high, price) : price;
        if (paced.isWaiting) {
            prices.countConflated();
        }
        paced.price = price;
        paced.timeNs = block.timeNs(place);
        paced.sequence = block.sequence(place);
        paced.isWaiting = true;
        long waitNs = intervalNs - (nowNs - paced.sentNs);
        if (waitNs <= 0 && (timer == null || prices.client.isWritableNow())) {
            // Not when another symbol's is due.
            if (timer != null) {
                timer.cancel(false);
            }
            sendDue();
        } else if (timer == null) {
            timer = prices.client.schedule(this::sendDue, waitNs, TimeUnit.NANOSECONDS);
        }
    }

    private void sendDue() {
        timer = null;
        if (prices.client.isClosing()) {
            return;
        }
        long nowNs = System.nanoTime();
        long nextNs = Long.MAX_VALUE;
        boolean isTaken = prices.client.isWritableNow();
        ByteBuf frames = null;
        int count = 0;
        for (Paced paced : byInstrument.values()) {
            if (!paced.isWaiting) {
                continue;
            }
            long waitNs = intervalNs - (nowNs - paced.sentNs);
            if (waitNs > 0 || !isTaken) {
                nextNs = Math.min(nextNs, waitNs > 0 ? waitNs : intervalNs);
                continue;
            }
            JsonFrame json = fanout.priceJson(
                    paced.instrument, paced.price, paced.low, paced.high, paced.timeNs, paced.sequence);
            frames = frames == null ? prices.client.allocate(FRAME_BYTES) : frames;
            frames.writeBytes(json.bytes(), json.offset(), json.length());
            count++;
            paced.isWaiting = false;
            paced.sentNs = nowNs;
            if (prices.batch() != null) {
                prices.batch().add(frames, 0, false);
                if (prices.client.isClosing()) {
                    frames.release();
                    return;
                }
                frames.clear();
                count = 0;
            }
        }
        if (count > 0) {
            prices.writeOwn(frames, count);
        } else if (frames != null) {
            frames.release();
        }
        if (nextNs != Long.MAX_VALUE) {
            timer = prices.client.schedule(this::sendDue, nextNs, TimeUnit.NANOSECONDS);
        }
    }

    void close() {
        if (timer != null) {
            timer.cancel(false);
        }
        byInstrument.clear();
    }
}
