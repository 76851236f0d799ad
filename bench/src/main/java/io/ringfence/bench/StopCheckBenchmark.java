package io.ringfence.bench;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * A tick that fires nothing, against a number of armed stops: encoding it into the slot, then the stop-loss stage, then both
 * logic stages. The journal and the ring's hand-over are not inside.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StopCheckBenchmark {
    private static final long PRICE = 1_000 * Decimal.ONE;

    @Param({"0", "1000", "100000", "1000000"})
    private int stops;

    @Param({"fixed", "trailing"})
    private String kind;

    private final Events events = new Events();
    private final CoreLogic logic = new CoreLogic();
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private long sequence;
    private long feedSequence;

    /** Arms the stops, each at a level of its own below the price. */
    @Setup
    public void arm() {
        claim();
        events.nodeStarted(slot, Math.max(1, stops));
        logic.apply(slot);
        claim();
        events.instrumentDefined(slot);
        logic.apply(slot);
        for (int i = 0; i < stops; i++) {
            claim();
            long strategyId = sequence;
            boolean isTrailing = kind.equals("trailing");
            events.strategyCreated(
                    slot,
                    isTrailing ? StopType.TRAILING : StopType.FIXED,
                    isTrailing ? StopUnit.AMOUNT : StopUnit.LEVEL,
                    500 * Decimal.ONE + i);
            logic.apply(slot);
            claim();
            events.entryFilled(slot, strategyId, 1, PRICE);
            logic.stopLoss().onEvent(slot, true);
        }
    }

    private void claim() {
        slot.claim(++sequence, sequence);
    }

    private void nextTick() {
        claim();
        events.trade(slot, ++feedSequence, PRICE + (feedSequence & 0xFFFF));
    }

    /** Encoding alone, to be taken off the others. */
    @Benchmark
    public int encode() {
        nextTick();
        return slot.in().length();
    }

    /** Encoding and the stop-loss stage. */
    @Benchmark
    public int stopLoss() {
        nextTick();
        logic.stopLoss().onEvent(slot, true);
        return slot.findings().count();
    }

    /** Encoding, the stop-loss stage and the trade stage. */
    @Benchmark
    public int stopLossAndTrade() {
        nextTick();
        logic.apply(slot);
        return slot.out().length();
    }
}
