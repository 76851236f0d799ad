package io.ringfence.core.ring;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.util.Util;
import io.ringfence.core.ring.Stages.NamedStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The ring with its stages: journal and logic in parallel, outputs behind both.
 *
 * <p>Construction wires, {@link #start()} starts the threads, {@link #close()} drains what was published and joins them.
 * Methods may be called from any thread, except by stages.
 */
public final class EventCore implements AutoCloseable {
    private final RingConfig config;
    private final StageTimes times;
    private final StageThreads threadFactory;
    private final EventPublisher publisher;
    private final InlinePublisher inline;
    private final StageRunner inlineStages;
    private final RingBuffer<EventSlot> ring;
    private final long sequenceBase;
    private final List<BatchEventProcessor<EventSlot>> processors = new ArrayList<>();
    private final List<StageRunner> runners = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private Sequence[] lastSequences = {};
    /** Written once by the first stage thread that fails, read by all. */
    private final AtomicReference<Halt> halt = new AtomicReference<>();

    /** Guarded, as the threads are, by this: whoever closes second returns when the first is done. */
    private boolean started;

    private boolean closed;
    /** Set by whoever closes when no stage runs any more; read by those who wait. */
    private volatile boolean stopped;

    /**
     * Wires a core.
     *
     * @param clock stamps events
     * @param lastSequence sequence of the last event recovered from the journal, 0 for a new one
     */
    public EventCore(RingConfig config, EpochClock clock, long lastSequence, Stages stages, StageThreads threads) {
        this(config, clock, StageTimes.NONE, lastSequence, stages, threads);
    }

    /** The same, with times taken. */
    public EventCore(
            RingConfig config,
            EpochClock clock,
            StageTimes times,
            long lastSequence,
            Stages stages,
            StageThreads threads) {
        this.config = config;
        this.times = times;
        this.threadFactory = threads;
        this.sequenceBase = lastSequence + 1;
        if (config.threading() == ThreadingMode.INLINE) {
            ring = null;
            EventSlot slot = new EventSlot(config);
            StageRunner runner = new CoreRunner("inline", stages.core(), stages.outputs(), at -> slot, times, 1);
            inlineStages = runner;
            inline = new InlinePublisher(
                    slot, clock, times, lastSequence, runner, (sequence, cause) -> fail(runner, sequence, cause));
            publisher = inline;
            return;
        }
        inline = null;
        inlineStages = null;
        ring = RingBuffer.createMultiProducer(
                () -> new EventSlot(config),
                config.slots(),
                config.waitProfile().strategy());
        publisher = new RingPublisher(ring, clock, times, lastSequence);
        if (config.threading() == ThreadingMode.COMPACT) {
            wireCompact(stages);
        } else {
            wirePipelined(stages);
        }
    }

    private void wireCompact(Stages stages) {
        Map<Boolean, List<NamedStage>> byUrgency =
                stages.outputs().stream().collect(Collectors.partitioningBy(NamedStage::isUrgent));
        List<NamedStage> urgent = byUrgency.get(true);
        List<NamedStage> behind = byUrgency.get(false);
        Sequence core =
                consumer(new CoreRunner("core", stages.core(), urgent, ring::get, times, config.maxBatchEvents()));
        if (behind.isEmpty()) {
            gate(core);
        } else {
            gate(consumer(runner("output", behind, urgent.isEmpty()), core));
        }
    }

    private void wirePipelined(Stages stages) {
        List<NamedStage> named = stages.core();
        Sequence journaled = consumer(runner(named.get(0), null));
        Sequence stopChecked = consumer(runner(named.get(1), EventSlot::emptyFindings));
        Sequence traded = consumer(runner(named.get(2), EventSlot::emptyOut), stopChecked);
        List<Sequence> outputs = new ArrayList<>();
        for (NamedStage output : stages.outputs()) {
            outputs.add(consumer(runner(output.name(), List.of(output), outputs.isEmpty()), journaled, traded));
        }
        gate(outputs.isEmpty() ? new Sequence[] {journaled, traded} : outputs.toArray(new Sequence[0]));
    }

    private SerialRunner runner(NamedStage stage, Consumer<EventSlot> emptying) {
        return new SerialRunner(stage.name(), List.of(stage), emptying, times, config.maxBatchEvents(), false);
    }

    private SerialRunner runner(String name, List<NamedStage> behind, boolean isAtGate) {
        return new SerialRunner(name, behind, null, times, config.maxBatchEvents(), isAtGate);
    }

    /** Adds a consumer that follows the given ones, or the producers when there are none. */
    private Sequence consumer(StageRunner runner, Sequence... upstream) {
        SequenceBarrier barrier = ring.newBarrier(upstream);
        BatchEventProcessor<EventSlot> processor = new BatchEventProcessorBuilder()
                .setMaxBatchSize(config.maxBatchEvents())
                .build(ring, barrier, runner);
        processor.setExceptionHandler(new HaltingHandler(runner));
        processors.add(processor);
        runners.add(runner);
        return processor.getSequence();
    }

    private void gate(Sequence... last) {
        lastSequences = last;
        ring.addGatingSequences(last);
    }

    /**
     * Starts the stage threads. A stage that fails as it starts halts the core.
     *
     * @throws RuntimeException from the thread factory; the core is then to be closed
     */
    public synchronized void start() {
        if (started || closed) {
            throw new IllegalStateException("a core starts once");
        }
        if (inline != null) {
            started = true;
            try {
                inlineStages.onStart();
            } catch (Throwable failure) {
                closed = true;
                stopped = true;
                fail(inlineStages, inline.completedSequence(), failure);
            }
            return;
        }
        for (int i = 0; i < processors.size(); i++) {
            BatchEventProcessor<EventSlot> processor = processors.get(i);
            StageRunner runner = runners.get(i);
            Thread thread = threadFactory.newThread(runner.name(), () -> runUntilHalted(processor));
            // What the factory's own part of the thread throws would else end one stage and leave the rest waiting.
            thread.setUncaughtExceptionHandler((dead, failure) -> fail(runner, completedSequence(), failure));
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        started = true;
    }

    private static void runUntilHalted(Runnable processor) {
        try {
            processor.run();
        } catch (HaltSignal signal) {
            // The cause is in halt(); unwinding the thread is all that was left to do.
            return;
        }
    }

    /** The producers' way in. */
    public EventPublisher publisher() {
        return publisher;
    }

    /** Why the core halted, or null. */
    public Halt halt() {
        return halt.get();
    }

    /** Sequence of the newest event claimed by a producer. */
    public long claimedSequence() {
        return inline != null ? inline.completedSequence() : sequenceBase + ring.getCursor();
    }

    /** Sequence up to which all stages are done. */
    public long completedSequence() {
        return inline != null ? inline.completedSequence() : sequenceBase + Util.getMinimumSequence(lastSequences);
    }

    /** Attempts of this class of producers that found no room; each new attempt counts again. */
    public long busyCount(Admission admission) {
        return inline != null ? 0 : ((RingPublisher) publisher).busyCount(admission);
    }

    /**
     * Waits until all stages are done with an event: spins, then yields.
     *
     * @return false when the core halted or closed first, or the caller was interrupted
     */
    public boolean awaitCompleted(long sequence) {
        for (int spins = 0; completedSequence() < sequence; spins++) {
            if (halt.get() != null
                    || stopped
                    || inline != null
                    || Thread.currentThread().isInterrupted()) {
                return completedSequence() >= sequence;
            }
            pause(spins);
        }
        return true;
    }

    private static void pause(int spins) {
        if (spins < 200) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    /** Takes no further events, finishes those published, even when interrupted, stops the threads. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (inline != null) {
            inline.close();
            if (started) {
                try {
                    inlineStages.onShutdown();
                } catch (Throwable failure) {
                    fail(inlineStages, inline.completedSequence(), failure);
                }
            }
        } else {
            ((RingPublisher) publisher).close();
            if (started) {
                drain(claimedSequence());
            }
            haltProcessors();
            join();
        }
        stopped = true;
    }

    private void drain(long sequence) {
        for (int spins = 0; completedSequence() < sequence && halt.get() == null; spins++) {
            pause(spins);
        }
    }

    private void join() {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void haltProcessors() {
        processors.forEach(BatchEventProcessor::halt);
    }

    private void fail(StageRunner runner, long sequence, Throwable cause) {
        halt.compareAndSet(null, new Halt(runner.runningStage(), sequence, cause));
        if (inline != null) {
            inline.close();
        } else {
            ((RingPublisher) publisher).close();
            haltProcessors();
        }
    }

    /** Fail-stop: records the first failure, halts all stages, and unwinds the thread before its sequence advances. */
    private final class HaltingHandler implements ExceptionHandler<EventSlot> {
        private final StageRunner runner;

        HaltingHandler(StageRunner runner) {
            this.runner = runner;
        }

        @Override
        public void handleEventException(Throwable cause, long ringSequence, EventSlot slot) {
            fail(runner, sequenceBase + runner.failedAt(ringSequence), cause);
            throw new HaltSignal();
        }

        @Override
        public void handleOnStartException(Throwable cause) {
            fail(runner, claimedSequence(), cause);
            throw new HaltSignal();
        }

        @Override
        public void handleOnShutdownException(Throwable cause) {
            fail(runner, claimedSequence(), cause);
        }
    }

    private static final class HaltSignal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HaltSignal() {
            super("halted", null, false, false);
        }
    }
}
