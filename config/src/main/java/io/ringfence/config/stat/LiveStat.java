package io.ringfence.config.stat;

import io.ringfence.core.ring.EpochClock;
import io.ringfence.core.ring.Halt;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageTimes;
import io.ringfence.transport.broker.OrderListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The figures of this host, in a file that other processes map. The package's page has the threads.
 *
 * <p>What parts count for themselves is copied once a period by the thread {@code ringfence-stat}; what counts events and
 * times latencies writes into the file as it goes.
 */
public final class LiveStat implements StageTimes, AutoCloseable {
    /** Point where an order is handed to the broker. */
    static final String ORDER = "order";

    private final StatFile file;
    private final long sampleMask;
    private final long periodNs;
    private final Map<HostCounter, LongSupplier> sources = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "ringfence-stat");
    /** Set by whoever starts the host, read by this one's thread. */
    private volatile Supplier<Halt> halt = () -> null;

    private volatile boolean isClosed;
    /** Of the thread, and of whoever closes after it has ended. */
    private boolean isHaltTold;

    private LiveStat(StatFile file, StatConfig config) {
        this.file = file;
        sampleMask = config.sampleEvery() - 1;
        periodNs = config.periodMs() * 1_000_000L;
        thread.setDaemon(true);
    }

    /**
     * Makes the file, in the place of the last host's, and begins to write it: a host that starts.
     *
     * @param facts whose journal is held by this host
     * @param maxPoints bound on the calls of {@link #point}
     */
    public static LiveStat open(StatConfig config, HostFacts facts, int maxPoints) throws IOException {
        Path place = StatPlace.choose(config, facts.journal(), StatPlace.SHARED_MEMORY);
        if (Files.isDirectory(StatPlace.SHARED_MEMORY)) {
            StatPlace.removeOrphans(StatPlace.SHARED_MEMORY);
        }
        StatPlace.point(facts.journal(), place);
        LiveStat made = new LiveStat(StatFile.create(place, facts, maxPoints), config);
        made.thread.start();
        return made;
    }

    /** Samples by sequence, so that all points are passed by the same events. */
    @Override
    public long startNs(long sequence) {
        if ((sequence & sampleMask) != 0) {
            return 0;
        }
        long nowNs = System.nanoTime();
        // 0 would mean that it is not timed.
        return nowNs == 0 ? 1 : nowNs;
    }

    @Override
    public LatencyRecorder point(String name) {
        return file.recorder(name);
    }

    /**
     * Times each order, from when its event was claimed to when the broker has it.
     *
     * @param wall the clock that stamps events, where it is the host's own: by it every order can be timed
     */
    public OrderListener everyOrder(EpochClock wall) {
        LatencyRecorder recorder = point(ORDER);
        return (timestampNs, startNs) -> recorder.record(wall.epochNs() - timestampNs);
    }

    /** The same of sampled events only, where events are stamped with the time of recorded data. */
    public OrderListener sampledOrders() {
        LatencyRecorder recorder = point(ORDER);
        return (timestampNs, startNs) -> {
            if (startNs != 0) {
                recorder.onPassed(startNs);
            }
        };
    }

    /** Counts events and what came of them, behind the gate, on the thread of another stage, which it calls afterwards. */
    public Stage counting(Stage next) {
        return new CountingStage(file, next);
    }

    /** Copies this counter from a part, once a period; {@code source} may be called from any thread. */
    public void copy(HostCounter counter, LongSupplier source) {
        sources.put(counter, source);
    }

    /** Says where the host's halt can be had; null while there is none. */
    public void haltsBy(Supplier<Halt> newHalt) {
        halt = newHalt;
    }

    /** The figures as they are now, as {@link StatReader} has them. From any thread. */
    public StatReading read() {
        return file.read();
    }

    /** The host is up. */
    public void running() {
        if (halt.get() == null) {
            file.state(HostState.RUNNING);
        }
    }

    private void run() {
        while (!isClosed) {
            write();
            LockSupport.parkNanos(this, periodNs);
        }
    }

    private void write() {
        sources.forEach((counter, source) -> file.put(counter, source.getAsLong()));
        Halt halted = halt.get();
        if (halted != null && !isHaltTold) {
            isHaltTold = true;
            file.halted(halted.sequence(), halted.describe());
        }
        file.beat(System.currentTimeMillis());
    }

    /** Writes everything a last time, and how the host ended. Idempotent. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        write();
        if (!isHaltTold) {
            file.state(HostState.ENDED);
        }
    }
}
