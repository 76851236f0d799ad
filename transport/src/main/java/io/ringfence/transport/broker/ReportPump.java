package io.ringfence.transport.broker;

import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings what a gateway tells into the ring as new inputs, in the order it was told. A broker's thread {@link #offer}s, which
 * writes the input into a queue of bytes, and goes on; the pump's thread publishes, and what a full ring does not take stays
 * in the queue. Neither allocates.
 *
 * <p>Without {@link #start()} there is no thread, and whoever drives an INLINE core calls {@link #drain()}.
 */
public final class ReportPump implements AutoCloseable {
    /** Most messages that a pump can be made to hold. */
    public static final int MAX_HELD_REPORTS = 1 << 24;

    private static final long RETRY_NS = 20_000;

    private final int maxHeldReports;
    private final HeldMessages held;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ThreadLocal<BrokerEncoders> encoders = ThreadLocal.withInitial(BrokerEncoders::new);
    /** Offered and not yet published: raised by offering threads, lowered by the publishing one. */
    private final AtomicInteger pending = new AtomicInteger();

    private EventPublisher publisher;
    /** Set by whoever starts the pump, read by offering threads, which may be running before. */
    private volatile Thread thread;
    /** Set once by whoever closes the pump, read by its thread and by offering ones. */
    private volatile boolean isClosed;

    /**
     * A pump that holds what it is offered until it is connected.
     *
     * @param maxHeldReports bound on messages that wait for room in the ring
     */
    public ReportPump(int maxHeldReports) {
        this.maxHeldReports = maxHeldReports;
        this.held = new HeldMessages(maxHeldReports);
    }

    /** Gives the pump its ring; before anything else. */
    public void connect(EventPublisher ring) {
        publisher = ring;
    }

    /** Starts the pump's thread. */
    public void start() {
        thread = new Thread(this::run, "ringfence-broker-reports");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Takes a message, from any thread. Once closed it drops it: the host is going down, and asks when it is back.
     *
     * @throws IllegalStateException when the bound is reached: the broker's link has to go down, and what was lost is
     *     asked for when it is back
     */
    public void offer(BrokerMessage message) {
        if (isClosed) {
            return;
        }
        if (pending.incrementAndGet() > maxHeldReports) {
            pending.decrementAndGet();
            throw new IllegalStateException(
                    "broker.max-held-reports = " + maxHeldReports + ": more reports wait for room in the ring");
        }
        held.add(message, encoders.get());
        LockSupport.unpark(thread);
    }

    /** Messages taken and not yet in the ring. From any thread. */
    public int pendingCount() {
        return pending.get();
    }

    /** Publishes what the ring takes, and returns how many that were; negative when the core has halted. */
    public int drain() {
        int count = 0;
        for (int at = held.first(); at >= 0; at = held.first()) {
            long claim = publisher.tryClaim(Admission.VITAL);
            if (claim == EventPublisher.HALTED) {
                return -1;
            }
            if (claim == EventPublisher.BUSY) {
                return count;
            }
            int length = MessageHeaderDecoder.ENCODED_LENGTH
                    + header.wrap(held.bytes(), at).blockLength();
            publisher.slot(claim).in().set(held.bytes(), at, length);
            publisher.publish(claim);
            held.removeFirst();
            // Last, since from then on another may be written there.
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
            if (count == 0 && pending.get() == 0) {
                LockSupport.park(this);
            } else if (count == 0) {
                LockSupport.parkNanos(this, RETRY_NS);
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        Thread running = thread;
        if (running == null) {
            return;
        }
        LockSupport.unpark(running);
        // Its thread never waits for long, so an interrupt may wait until it has ended.
        boolean interrupted = false;
        while (running.isAlive()) {
            try {
                running.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
