package io.ringfence.bench;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.stoploss.StopLossStage;
import java.util.SplittableRandom;

/**
 * Keeps a number of stops armed while each in turn is armed, moved and disarmed. The turns are shuffled, distances are drawn
 * at random, and there are a tenth more stops than are armed: what is touched lies anywhere in the book, and was last touched
 * long ago.
 */
final class StopRota {
    /** Price that everything is entered at; no stop stands less than 100 below it. */
    static final long PRICE = 1_000 * Decimal.ONE;

    private static final long SEED = 20131125;
    private static final long NEAREST = 200 * Decimal.ONE;
    private static final long FARTHEST = 800 * Decimal.ONE;
    private static final int MIN_SPARE = 200;

    private final StopSet stops;
    private final int target;
    private final int[] turns;
    private int oldest;
    private int armedCount;
    private int moved;
    private long noise;
    private long quiet;
    private long high = PRICE;

    private StopRota(StopSet stops, int target, int[] turns) {
        this.stops = stops;
        this.target = target;
        this.turns = turns;
    }

    /** That many armed stops in the book that {@link StopBookBenchmark} calls so. */
    static StopRota of(String book, boolean isTrailing, int armed) {
        int total = armed + Math.max(MIN_SPARE, armed / 10);
        SplittableRandom random = new SplittableRandom(SEED);
        long[] distances = random.longs(total, NEAREST, FARTHEST).toArray();
        StopSet stops = switch (book) {
            case "encoding" -> new StageStops((slot, endOfBatch) -> {}, isTrailing, distances);
            case "ringfence" -> new StageStops(new StopLossStage(), isTrailing, distances);
            case "treemap" -> new TreeMapStops(isTrailing, distances);
            default ->
                throw new IllegalArgumentException("book = " + book + ": expected encoding, ringfence or treemap");
        };
        StopRota rota = new StopRota(stops, armed, shuffled(total, random));
        stops.tick(PRICE);
        rota.restore();
        return rota;
    }

    private static int[] shuffled(int count, SplittableRandom random) {
        int[] turns = new int[count];
        for (int i = 0; i < count; i++) {
            int at = random.nextInt(i + 1);
            turns[i] = turns[at];
            turns[at] = i;
        }
        return turns;
    }

    /** Arms the stop that has not been for the longest time. */
    void armNext() {
        stops.arm(turn(armedCount), PRICE);
        armedCount++;
    }

    /** Disarms the stop that has been armed for the longest time. */
    void disarmOldest() {
        stops.disarm(turn(0));
        oldest = (oldest + 1) % turns.length;
        armedCount--;
    }

    /** Moves the next of the armed stops to an average price at random, up to 2^33 units, so 86, above the entry. */
    void moveNext() {
        noise = noise * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        moved = (moved + 1) % armedCount;
        stops.move(turn(moved), PRICE + (noise >>> 31));
    }

    private int turn(int at) {
        return turns[(oldest + at) % turns.length];
    }

    /** A trade that raises and fires nothing; returns how many fired. */
    int tickThatDoesNothing() {
        return stops.tick(PRICE - (++quiet & 0xFFFF));
    }

    /** A trade higher than any before; returns how many fired. */
    int raise() {
        return stops.tick(++high);
    }

    /** Does what arming has left to the next new high. */
    void settle() {
        if (stops.isLazy()) {
            raise();
        }
    }

    /** Arms or disarms until as many are armed as there should be. */
    void restore() {
        if (armedCount == target) {
            return;
        }
        while (armedCount < target) {
            armNext();
        }
        while (armedCount > target) {
            disarmOldest();
        }
        settle();
    }

    /** A trade below every stop; returns how many fired. */
    int fireAll() {
        return stops.tick(1);
    }
}
