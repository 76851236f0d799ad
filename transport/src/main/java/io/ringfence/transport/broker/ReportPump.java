package io.ringfence.transport.broker;

import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Brings what a gateway tells into the ring as new inputs, in the order it was told. A broker's thread {@link #offer}s, which
 * writes the input into a queue of bytes, and goes on; the pump's thread publishes, and what a full ring does not take stays
 * in the queue. Neither allocates.
 *
 * <p>Without {@link #start()} there is no thread, and whoever drives an INLINE core calls {@link #drain()}.
 */
public final class ReportPump implements AutoCloseable {
    /** Most messages that a pump can be made to hold: half a gigabyte of them. */
    public static final int MAX_HELD_REPORTS = 1 << 22;

    private static final long RETRY_NS = 20_000;
    /** Room for a message, with the queue's own header. */
    private static final int HELD_BYTES = BrokerMessage.MAX_BYTES + RecordDescriptor.HEADER_LENGTH;

    /** A queue takes no message longer than an eighth of it. */
    private static final int MIN_BYTES = 1_024;

    private static final int MESSAGE = 1;

    private final int maxHeldReports;
    private final ManyToOneRingBuffer held;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ControlledMessageHandler publish = this::publish;
    private final ThreadLocal<BrokerEncoders> encoders = ThreadLocal.withInitial(BrokerEncoders::new);
    /** Offered and not yet published: raised by offering threads, lowered by the publishing one. */
    private final AtomicInteger pending = new AtomicInteger();

    private EventPublisher publisher;
    /** Of the publishing thread alone. */
    private boolean isHalted;

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
        // One more for what is being published, one for what a message leaves free at the end.
        long bytes = (maxHeldReports + 2L) * HELD_BYTES;
        int capacity = BitUtil.findNextPositivePowerOfTwo((int) Math.max(bytes, MIN_BYTES));
        int length = capacity + RingBufferDescriptor.TRAILER_LENGTH;
        this.held = new ManyToOneRingBuffer(
                new UnsafeBuffer(BufferUtil.allocateDirectAligned(length, BitUtil.CACHE_LINE_LENGTH)));
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
        write(message);
        LockSupport.unpark(thread);
    }

    /** There is room, as all that is pending has some. */
    private void write(BrokerMessage message) {
        int at = held.tryClaim(MESSAGE, BrokerMessage.MAX_BYTES);
        message.encode(held.buffer(), at, encoders.get());
        held.commit(at);
    }

    /** Messages taken and not yet in the ring. From any thread. */
    public int pendingCount() {
        return pending.get();
    }

    /** Publishes what the ring takes, and returns how many that were; negative when the core has halted. */
    public int drain() {
        int count = 0;
        long from;
        do {
            // Reads nothing, yet goes on, where what it comes to is the unused end of the queue.
            from = held.consumerPosition();
            count += held.controlledRead(publish, 1);
        } while (held.consumerPosition() != from);
        return isHalted ? -1 : count;
    }

    /** What the ring has no room for stays where it is. */
    private ControlledMessageHandler.Action publish(int type, MutableDirectBuffer buffer, int index, int length) {
        long claim = publisher.tryClaim(Admission.VITAL);
        if (claim < 0) {
            isHalted = claim == EventPublisher.HALTED;
            return ControlledMessageHandler.Action.ABORT;
        }
        int blockLength = header.wrap(buffer, index).blockLength();
        publisher.slot(claim).in().set(buffer, index, MessageHeaderDecoder.ENCODED_LENGTH + blockLength);
        publisher.publish(claim);
        pending.decrementAndGet();
        return ControlledMessageHandler.Action.CONTINUE;
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
