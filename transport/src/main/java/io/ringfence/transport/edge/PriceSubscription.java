package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The prices that a client listens to. They go out while the connection takes them; while it does not, the newest of each
 * instrument waits.
 */
final class PriceSubscription extends Subscription {
    private final EdgeCounters counters;
    private final FrameBatch batch;
    private final PacedPrices paced;
    private final PendingPrices pending = new PendingPrices();
    /** Sequences of the prices of the snapshot, by instrument, until newer ones come; null for none. */
    private Map<Integer, Long> snapshotSequences;

    private long newestOfSnapshot;
    private boolean isDraining;

    PriceSubscription(Client client, Filter filter, Pacing pacing, Fanout fanout, EdgeCounters counters) {
        super(client, Channel.PRICES, Streams.EVERYBODY, filter);
        this.counters = counters;
        this.batch = pacing.batchMs() == 0 ? null : new FrameBatch(client, pacing.batchMs());
        long intervalNs = pacing.intervalNs(0);
        this.paced = intervalNs == 0 ? null : new PacedPrices(this, intervalNs, fanout);
    }

    /** What the client gets by its snapshot, and so not once more. */
    void hasSeen(List<PriceBoard.Price> snapshot) {
        snapshotSequences = new HashMap<>();
        for (PriceBoard.Price price : snapshot) {
            snapshotSequences.put(price.instrument().id(), price.sequence());
            newestOfSnapshot = Math.max(newestOfSnapshot, price.sequence());
        }
    }

    /** Prices that came together; whether any was written. */
    boolean offer(PriceBlock block) {
        boolean isPlain = filter == Filter.NONE && batch == null && paced == null && snapshotSequences == null;
        if (isPlain && pending.isEmpty() && client.isWritableNow()) {
            client.write(block.bytes().retainedDuplicate());
            counters.add(EdgeCounter.PRICES_SENT, block.count());
            return true;
        }
        return offerEach(block);
    }

    private boolean offerEach(PriceBlock block) {
        ByteBuf wanted = null;
        boolean isTaken = pending.isEmpty() && client.isWritableNow();
        if (batch != null && !isTaken) {
            // What waits from now on is conflated, and comes behind the batch.
            batch.flush();
            if (client.isClosing()) {
                return false;
            }
        }
        int count = 0;
        for (int i = 0; i < block.count(); i++) {
            if (!filter.admits(block.instrument(i)) || isSeen(block, i)) {
                continue;
            }
            if (paced != null) {
                paced.put(block, i);
            } else if (batch != null && isTaken) {
                batch.add(block.bytes().slice(block.offset(i), block.length(i)), 0, false);
            } else if (isTaken) {
                wanted = wanted == null ? client.allocate(block.bytes().readableBytes()) : wanted;
                wanted.writeBytes(block.bytes(), block.offset(i), block.length(i));
                count++;
            } else {
                keep(block, i);
            }
        }
        if (count > 0) {
            client.write(wanted);
            counters.add(EdgeCounter.PRICES_SENT, count);
        }
        return count > 0;
    }

    private boolean isSeen(PriceBlock block, int place) {
        if (snapshotSequences == null) {
            return false;
        }
        if (block.sequence(place) > newestOfSnapshot) {
            snapshotSequences = null;
            return false;
        }
        Long seen = snapshotSequences.get(block.instrument(place).id());
        return seen != null && block.sequence(place) <= seen;
    }

    /** In a copy, so that one price that waits does not keep its whole block. */
    private void keep(PriceBlock block, int place) {
        int length = block.length(place);
        ByteBuf copy = client.allocate(length).writeBytes(block.bytes(), block.offset(place), length);
        if (pending.put(new PendingPrice(block.instrument(place), block.sequence(place), copy))) {
            counters.increment(EdgeCounter.PRICES_CONFLATED);
        }
    }

    /** Writes frames that were built for this client alone, whose hold passes to here. */
    void writeOwn(ByteBuf frames, int count) {
        client.write(frames);
        counters.add(EdgeCounter.PRICES_SENT, count);
    }

    FrameBatch batch() {
        return batch;
    }

    void countConflated() {
        counters.increment(EdgeCounter.PRICES_CONFLATED);
    }

    /** The connection takes bytes again. */
    void writabilityChanged() {
        if (isDraining || pending.isEmpty()) {
            return;
        }
        isDraining = true;
        while (!pending.isEmpty() && client.isWritableNow()) {
            client.write(pending.poll().bytes());
            counters.increment(EdgeCounter.PRICES_SENT);
        }
        isDraining = false;
        client.flush();
    }

    @Override
    long sentUpTo() {
        return -1;
    }

    @Override
    void close() {
        pending.clear();
        if (batch != null) {
            batch.close();
        }
        if (paced != null) {
            paced.close();
        }
    }
}
