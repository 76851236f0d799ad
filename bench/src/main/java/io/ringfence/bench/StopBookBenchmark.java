package io.ringfence.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The life of a stop among a number of armed ones. An op is one event:
 * <ul>
 *   <li>{@code ringfence}: its message is encoded, then goes through the stop-loss stage, which decodes and checks it and
 *       books fills in the strategy's ledger;
 *   <li>{@code encoding}: only encoded, to be taken off {@code ringfence};
 *   <li>{@code treemap}: a plain call of the book that a bot would have, with nothing of all that.
 * </ul>
 *
 * <p>No journal, ring or order is in it. Ops are timed a hundred at a time; between hundreds the number of armed stops is
 * restored, untimed.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StopBookBenchmark {
    private static final int BATCH = 100;

    /** A book with its stops armed. */
    @State(Scope.Benchmark)
    public abstract static class Book {
        @Param({"1000", "100000", "1000000"})
        private int stops;

        @Param({"encoding", "ringfence", "treemap"})
        private String book;

        StopRota rota;

        /** Makes the book. */
        @Setup
        public void arm() {
            rota = StopRota.of(book, isTrailing(), stops);
        }

        abstract boolean isTrailing();
    }

    /** Of fixed stops. */
    public static class Fixed extends Book {
        @Override
        boolean isTrailing() {
            return false;
        }

        /** Undoes a batch. */
        @TearDown(Level.Invocation)
        public void restore() {
            rota.restore();
        }
    }

    /** Of trailing stops. */
    public static class Trailing extends Fixed {
        @Override
        boolean isTrailing() {
            return true;
        }
    }

    /** Of trailing stops, for what leaves their number as it is. */
    public static class Rising extends Book {
        @Override
        boolean isTrailing() {
            return true;
        }
    }

    /** A trade that fires nothing. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int fixedTick(Fixed book) {
        return ticks(book.rota);
    }

    /** A trade that raises and fires nothing. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int trailingTick(Trailing book) {
        return ticks(book.rota);
    }

    private static int ticks(StopRota rota) {
        int fired = 0;
        for (int i = 0; i < BATCH; i++) {
            fired += rota.tickThatDoesNothing();
        }
        return fired;
    }

    /** An entry fills. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void fixedArm(Fixed book) {
        for (int i = 0; i < BATCH; i++) {
            book.rota.armNext();
        }
    }

    /** An entry fills, with its share of the new high after a hundred, which takes them to those armed before. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void trailingArm(Trailing book) {
        for (int i = 0; i < BATCH; i++) {
            book.rota.armNext();
        }
        book.rota.settle();
    }

    /** A further part of an entry fills, and the stop follows the average price. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void fixedMove(Fixed book) {
        for (int i = 0; i < BATCH; i++) {
            book.rota.moveNext();
        }
    }

    /** A new high, which raises all stops at once. */
    @Benchmark
    public int trailingRaise(Rising book) {
        return book.rota.raise();
    }

    /** An exit fills. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void fixedDisarm(Fixed book) {
        disarm(book.rota);
    }

    /** An exit fills. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void trailingDisarm(Trailing book) {
        disarm(book.rota);
    }

    private static void disarm(StopRota rota) {
        for (int i = 0; i < BATCH; i++) {
            rota.disarmOldest();
        }
    }
}
