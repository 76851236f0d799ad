package io.ringfence.bench.peer;

import io.ringfence.bench.Events;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The JDK's bounded queue in the ring's place: {@code put} and {@code take} of the same slot with the same tick, from a pool,
 * so that neither side allocates one.
 */
final class BlockingQueueHandOff implements Subject {
    private static final long PRICE = 800 * Decimal.ONE;
    /** One that is being encoded and one that is being consumed, besides those in the queue. */
    private static final int OUTSIDE = 2;

    private final Tally tally = new Tally("ticks");
    private final Events events = new Events();
    private final Sampling order;
    private final EventSlot[] pool;
    private final BlockingQueue<EventSlot> queue;
    private final Thread consumer = new Thread(this::consume, "consumer");

    BlockingQueueHandOff(PeerOptions options, Recordings recordings) {
        order = new Sampling(recordings.point(Peers.END), options.every());
        queue = new ArrayBlockingQueue<>(options.slots());
        pool = new EventSlot[options.slots() + OUTSIDE];
        RingConfig usual = RingConfig.defaults();
        for (int i = 0; i < pool.length; i++) {
            pool[i] = new EventSlot(usual);
        }
    }

    @Override
    public void start() {
        consumer.start();
    }

    private void consume() {
        while (true) {
            EventSlot slot;
            try {
                slot = queue.take();
            } catch (InterruptedException closed) {
                return;
            }
            long index = TickRing.index(slot);
            order.onArrival(index, slot.timestampNs());
            tally.onArrival(index);
        }
    }

    @Override
    public void send(long index, long dueNs) {
        EventSlot slot = pool[(int) (index % pool.length)];
        slot.claim(index + 1, dueNs);
        events.trade(slot, index, PRICE);
        try {
            queue.put(slot);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the queue was full", e);
        }
    }

    @Override
    public boolean awaitDone(long sentCount, long timeoutMs) throws InterruptedException {
        return tally.await(sentCount, Tally.deadlineNs(timeoutMs));
    }

    @Override
    public List<String> check(long sentCount) {
        return tally.check(sentCount);
    }

    @Override
    public void close() {
        consumer.interrupt();
        Threads.join(consumer);
    }
}
