package io.ringfence.transport.delivery;

import io.ringfence.core.ring.EventPublisher;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings answers into the ring, in the order they came; what a full ring does not take stays here. Nobody who answers waits.
 *
 * <p>Whoever is about to send something reserves a place first, so that an answer of a service is never lost for want of one. An
 * answer without a reserved place is dropped when there is none: the core counts such a channel as silent, and asks again.
 *
 * <p>Without {@link #start} there is no thread, and whoever needs the answers at a known place calls {@link #drain}.
 */
final class AnswerPump implements AutoCloseable {
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final int maxHeld;
    private final ConcurrentLinkedQueue<DeliveryAnswer> held = new ConcurrentLinkedQueue<>();
    /** Places that are reserved or have an answer in them: raised by those who answer, lowered by the pump. */
    private final AtomicInteger taken = new AtomicInteger();

    private AnswerPort port;
    /** Set by whoever starts the pump, read by those who answer. */
    private volatile Thread thread;

    private volatile boolean isClosed;

    AnswerPump(int maxHeld) {
        this.maxHeld = maxHeld;
    }

    /** Gives the pump its ring; before anything else. */
    void connect(AnswerPort to) {
        port = to;
    }

    void start() {
        thread = new Thread(this::run, "ringfence-delivery-answers");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a place for an answer to come, from any thread; false when there is none. */
    boolean reserve() {
        if (taken.incrementAndGet() > maxHeld) {
            taken.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Gives a reserved place up. */
    void release() {
        taken.decrementAndGet();
    }

    /** Takes the answer that a place was reserved for, from any thread. */
    void answer(DeliveryAnswer answer) {
        held.add(answer);
        LockSupport.unpark(thread);
    }

    /** Takes an answer if there is a place, from any thread; false when it was dropped. */
    boolean offer(DeliveryAnswer answer) {
        if (!reserve()) {
            return false;
        }
        answer(answer);
        return true;
    }

    /** Places that are taken. From any thread. */
    int takenCount() {
        return taken.get();
    }

    /** Publishes what the ring has room for, and returns how many that were; negative when the core has halted. */
    int drain() {
        int count = 0;
        for (DeliveryAnswer answer = held.peek(); answer != null; answer = held.peek()) {
            long sequence = port.tryAppend(answer);
            if (sequence == EventPublisher.HALTED) {
                return -1;
            }
            if (sequence == EventPublisher.BUSY) {
                return count;
            }
            held.poll();
            taken.decrementAndGet();
            count++;
        }
        return count;
    }

    private void run() {
        while (!isClosed) {
            int count = drain();
            if (count < 0) {
                return;
            }
            if (count == 0 && held.isEmpty()) {
                LockSupport.park(this);
            } else if (count == 0) {
                LockSupport.parkNanos(this, RETRY_NS);
            }
        }
    }

    /** What is still held is dropped: the core asks again when it is back. */
    @Override
    public void close() {
        isClosed = true;
        DeskThreads.join(thread);
    }
}
