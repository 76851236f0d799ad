package io.ringfence.bench;

import io.ringfence.config.stat.HostFacts;
import io.ringfence.config.stat.LatencyRecorder;
import io.ringfence.config.stat.LiveStat;
import io.ringfence.config.stat.StatConfig;
import io.ringfence.core.CoreLogic;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.StageTimes;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.Stages.NamedStage;
import io.ringfence.core.ring.ThreadingMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the live figures cost: one latency recorded, one event looked at whether it is timed, and a tick that fires nothing, from
 * the claim of its slot through stop-loss, trade and two stages behind the gate, all on one thread. Without figures, with
 * latencies, and with events counted as well, which a host does on its output thread. The journal and the hand-over between
 * threads are not inside, so a tick of a whole host takes longer and the figures' part of it is less.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class StatBenchmark {
    private static final int MAX_POINTS = 16;
    private static final long PRICE = 1_000 * Decimal.ONE;
    private static final Stage IDLE = (slot, endOfBatch) -> {};

    @Param({"none", "latencies", "all"})
    private String figures;

    @Param({"128"})
    private int sampleEvery;

    private final Events events = new Events();
    private final CoreLogic logic = new CoreLogic();
    private Path directory;
    private Path file;
    private LiveStat stat;
    private LatencyRecorder recorder;
    private EventCore core;
    private long nowNs;
    private long feedSequence;
    private long latencyNs;

    /** Makes figures in memory, as a host does, and a core that is ready for ticks. */
    @Setup
    public void open() throws IOException {
        directory = Files.createTempDirectory("ringfence-stat");
        Path memory = Path.of("/dev/shm");
        file = (Files.isWritable(memory) ? memory : directory).resolve(directory.getFileName() + ".bench");
        StatConfig config = new StatConfig(Optional.of(file), sampleEvery, 200);
        HostFacts facts =
                HostFacts.ofThisProcess("bench", directory.toRealPath(), "inline", "quiet", "none", "wall", config);
        stat = LiveStat.open(config, facts, MAX_POINTS);
        recorder = stat.point("alone");
        Stage last = figures.equals("all") ? stat.counting(IDLE) : IDLE;
        core = new EventCore(
                RingConfig.defaults().with(ThreadingMode.INLINE),
                () -> ++nowNs,
                figures.equals("none") ? StageTimes.NONE : stat,
                0,
                new Stages(
                        IDLE,
                        logic.stopLoss(),
                        logic.trade(),
                        List.of(new NamedStage("broker", IDLE, true), new NamedStage("scheduler", last))),
                StageThreads.unpinned());
        core.start();
        publish(slot -> events.nodeStarted(slot, 1));
        publish(events::instrumentDefined);
    }

    /** Takes everything away again. */
    @TearDown
    public void close() throws IOException {
        core.close();
        stat.close();
        Files.deleteIfExists(file);
        Files.delete(directory.resolve("stat-file"));
        Files.delete(directory);
    }

    private void publish(Consumer<EventSlot> encode) {
        long claim = core.publisher().tryClaim(Admission.TICK);
        encode.accept(core.publisher().slot(claim));
        core.publisher().publish(claim);
    }

    /** One latency into the mapped file: from 0.5 to 4.5 us, as they come in a host that keeps up. */
    @Benchmark
    public void record() {
        latencyNs = latencyNs * 31 + 17 & 4095;
        recorder.record(500 + latencyNs);
    }

    /** Whether an event is timed, and since when. */
    @Benchmark
    public long start() {
        return stat.startNs(++feedSequence);
    }

    /** A tick through all stages. */
    @Benchmark
    public long tick() {
        long claim = core.publisher().tryClaim(Admission.TICK);
        events.trade(core.publisher().slot(claim), ++feedSequence, PRICE + (feedSequence & 0xFFFF));
        core.publisher().publish(claim);
        return claim;
    }
}
