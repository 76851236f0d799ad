package io.ringfence.config.node;

import io.ringfence.core.ring.EventPublisher;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.agrona.MutableDirectBuffer;

/**
 * Brings answers to what a stage asked into the ring as new inputs. The stage {@link #offer}s the question and goes on; the
 * pump's thread works the answer out, publishes it, and holds what a full ring does not take.
 *
 * <p>Without {@link #start()} there is no thread, and whoever needs the answers at a known place calls {@link #drain()}.
 */
final class InputPump implements AutoCloseable {
    /** A question: gives an input as {@link InputAppender} takes it, or null for no answer. Must not throw. */
    interface Question extends Supplier<ToIntFunction<MutableDirectBuffer>> {}

    private static final long RETRY_NS = 20_000;

    private final LinkedBlockingQueue<Question> held;
    /** Offered and not yet answered: raised by the stage, lowered by whoever publishes. */
    private final AtomicInteger pending = new AtomicInteger();

    private InputAppender appender;
    /** Answer to the oldest question, while the ring has no room for it. */
    private ToIntFunction<MutableDirectBuffer> ready;
    /** Set by whoever starts the pump, read by the stage, which may be running before. */
    private volatile Thread thread;

    private volatile boolean isClosed;

    InputPump(int maxHeld) {
        this.held = new LinkedBlockingQueue<>(maxHeld);
    }

    /** Gives the pump its ring; before anything else. */
    void connect(InputAppender to) {
        appender = to;
    }

    void start(String threadName) {
        thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a question, from any thread; false when the bound is reached. */
    boolean offer(Question question) {
        pending.incrementAndGet();
        if (!held.offer(question)) {
            pending.decrementAndGet();
            return false;
        }
        LockSupport.unpark(thread);
        return true;
    }

    /** Questions not yet answered. From any thread. */
    int pendingCount() {
        return pending.get();
    }

    /** Answers what the ring has room for, and returns how many that were; negative when the core has halted. */
    int drain() {
        int count = 0;
        for (Question question = held.peek(); question != null; question = held.peek()) {
            ready = ready == null ? question.get() : ready;
            long sequence = ready == null ? 0 : appender.tryAppend(ready);
            if (sequence == EventPublisher.HALTED) {
                return -1;
            }
            if (sequence == EventPublisher.BUSY) {
                return count;
            }
            ready = null;
            held.poll();
            pending.decrementAndGet();
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
        Thread running = thread;
        if (running != null) {
            LockSupport.unpark(running);
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
