package io.ringfence.bench.peer;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import io.ringfence.bench.Events;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.WaitProfile;

/**
 * The Disruptor with the host's own slots and ticks, several producers allowed, and one consumer; nothing else of the host.
 * A slot's sequence is the message's index plus 1, its timestamp the time at which the message was due.
 */
final class TickRing implements AutoCloseable {
    private static final long PRICE = 800 * Decimal.ONE;

    private final Events events = new Events();
    private final RingBuffer<EventSlot> ring;
    private final BatchEventProcessor<EventSlot> consumer;
    private final Thread thread;

    /** What {@code handler} throws is told to {@code tally}, and the messages behind go on. */
    TickRing(int slots, WaitProfile wait, EventHandler<EventSlot> handler, Tally tally) {
        RingConfig usual = RingConfig.defaults();
        ring = RingBuffer.createMultiProducer(() -> new EventSlot(usual), slots, strategy(wait));
        consumer = new BatchEventProcessorBuilder()
                .setMaxBatchSize(Math.min(slots, usual.maxBatchEvents()))
                .build(ring, ring.newBarrier(), handler);
        consumer.setExceptionHandler(new Telling(tally));
        ring.addGatingSequences(consumer.getSequence());
        thread = new Thread(consumer, "consumer");
    }

    /** As the host's ring has it. */
    private static WaitStrategy strategy(WaitProfile profile) {
        return switch (profile) {
            case QUIET -> new BlockingWaitStrategy();
            case BALANCED -> new SleepingWaitStrategy();
            case SPIN -> new BusySpinWaitStrategy();
        };
    }

    void start() {
        thread.start();
    }

    void send(long index, long dueNs) {
        long claim = ring.next();
        EventSlot slot = ring.get(claim);
        slot.claim(index + 1, dueNs);
        events.trade(slot, index, PRICE);
        ring.publish(claim);
    }

    /** Index of the message in a slot. */
    static long index(EventSlot slot) {
        return slot.sequence() - 1;
    }

    /** What is still in the ring is not consumed. */
    @Override
    public void close() {
        consumer.halt();
        Threads.join(thread);
    }

    private record Telling(Tally tally) implements ExceptionHandler<EventSlot> {
        @Override
        public void handleEventException(Throwable failure, long sequence, EventSlot slot) {
            tally.fail(failure);
        }

        @Override
        public void handleOnStartException(Throwable failure) {
            tally.fail(failure);
        }

        @Override
        public void handleOnShutdownException(Throwable failure) {
            tally.fail(failure);
        }
    }
}
