package io.ringfence.core.stoploss;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.heap.IndexedHeap;
import io.ringfence.core.heap.PairingForest;
import io.ringfence.core.heap.Positions;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Trailing stops of one price series and one direction, all with distances as amounts or all as ratios.
 *
 * <p>Stops that have seen the same best price, their high-water mark, form a cohort: a heap by distance, whose first stop is
 * the cohort's nearest. A price better than the marks of some cohorts melds those into one. A price that neither betters a
 * mark nor touches a level costs two comparisons; a better one amortised O(log n), since each meld takes a cohort away; arm,
 * disarm and fire are amortised O(log n).
 *
 * <p>Stops that a price touches leave nearest level first, then in arming order. Rounding may bring stops of different
 * distances to one level; they too leave in arming order, whatever their cohorts: before the first of a level leaves, all of
 * that level line up.
 *
 * <p>Prices are kept as keys ({@link Direction#sign} times price), so that one code serves both directions: a better price is
 * a smaller key, a level's key is its mark's plus the distance, and it is touched by a key that is no smaller.
 */
final class TrailBook implements TouchBook {
    private final long sign;
    private final boolean isRatio;
    private final PairingForest forest;
    /** Cohorts by mark, the one that is bettered first at the front; and by the level of their nearest stop. */
    private final IndexedHeap byMark = new IndexedHeap(new Positions());

    private final IndexedHeap byLevel = new IndexedHeap(new Positions());
    /** Touched stops of one level, by arming order; empty but while they fire. */
    private final IndexedHeap inLine;

    private long inLineKey;
    private long[] markKeys = new long[4];
    /** Nearest stop of each cohort, labeled with it; NONE for one that is free. */
    private int[] roots = new int[4];

    private int[] freeCohorts = new int[4];
    private int freeCount;
    private int cohortCount;

    /** Books among which a stop is in at most one share a forest and positions. */
    TrailBook(Direction direction, boolean isRatio, PairingForest forest, Positions positions) {
        this.sign = direction.sign;
        this.isRatio = isRatio;
        this.forest = forest;
        this.inLine = new IndexedHeap(positions);
    }

    /** Adds a stop that is in no book, with the best price it counts from and its distance, a scaled amount or ratio. */
    void arm(int stop, long markScaled, long distanceScaled, long armingOrder) {
        open(sign * markScaled, forest.single(stop, distanceScaled, armingOrder));
    }

    /** Raises every mark that the price betters. */
    void raise(long priceScaled) {
        long key = sign * priceScaled;
        int bettered = PairingForest.NONE;
        while (byMark.size() > 0 && -byMark.firstKey() > key) {
            int cohort = byMark.firstHandle();
            bettered = forest.meld(bettered, roots[cohort]);
            close(cohort);
        }
        if (bettered != PairingForest.NONE) {
            open(key, bettered);
        }
    }

    /**
     * Joins cohorts of one mark, as a price that raised them would have. For stops that were put back one by one, so that
     * no tick has to; costs O(log n) for each cohort.
     */
    void joinCohorts() {
        long[] marks = new long[byMark.size()];
        int[] heaps = new int[byMark.size()];
        int count = 0;
        while (byMark.size() > 0) {
            int cohort = byMark.firstHandle();
            if (count > 0 && marks[count - 1] == markKeys[cohort]) {
                heaps[count - 1] = forest.meld(heaps[count - 1], roots[cohort]);
            } else {
                marks[count] = markKeys[cohort];
                heaps[count++] = roots[cohort];
            }
            close(cohort);
        }
        for (int i = 0; i < count; i++) {
            open(marks[i], heaps[i]);
        }
    }

    /** Key of the mark that is bettered first, by a smaller key; {@code -Long.MAX_VALUE} where nothing trails. */
    long worstMarkKey() {
        return -byMark.firstKey();
    }

    /** Number of cohorts. */
    int cohorts() {
        return byMark.size();
    }

    /** Removes an armed stop. */
    void disarm(int stop) {
        if (forest.isRoot(stop)) {
            removeNearest(forest.label(stop));
        } else {
            forest.removeInner(stop);
        }
    }

    @Override
    public long nearestKey() {
        return inLine.size() > 0 ? inLineKey : byLevel.firstKey();
    }

    /** Arming order of the nearest stop; the lowest of its level once they have lined up. */
    @Override
    public long nearestOrder() {
        return inLine.size() > 0 ? inLine.firstKey() : byLevel.firstOrder();
    }

    /**
     * Lines up the stops of the nearest level, where the price touches it. Nothing else happens to the book until {@link
     * #pollTouched} has taken them out, with the same price.
     */
    void lineUp(long priceScaled) {
        if (inLine.size() > 0 || byLevel.firstKey() > sign * priceScaled) {
            return;
        }
        inLineKey = byLevel.firstKey();
        while (byLevel.size() > 0 && byLevel.firstKey() == inLineKey) {
            int cohort = byLevel.firstHandle();
            int stop = roots[cohort];
            removeNearest(cohort);
            inLine.add(stop, forest.order(stop), 0);
        }
    }

    /** Removes and returns the next stop that the price touches, or {@link #NONE}; to be called until there is none. */
    @Override
    public int pollTouched(long priceScaled) {
        lineUp(priceScaled);
        return inLine.poll();
    }

    /** The best price that an armed stop has seen, scaled. */
    long mark(int stop) {
        return sign * markKeys[forest.label(forest.rootOf(stop))];
    }

    /** Writes the best price that each armed stop has seen, scaled, into an array by stop. */
    void marks(long[] marksScaled) {
        for (int cohort = 0; cohort < cohortCount; cohort++) {
            for (int stop = roots[cohort]; stop != PairingForest.NONE; stop = forest.after(stop)) {
                marksScaled[stop] = sign * markKeys[cohort];
            }
        }
    }

    /** Where a stop stands that trails from a mark, scaled. */
    long level(long markScaled, long distanceScaled) {
        return sign * levelKey(sign * markScaled, distanceScaled);
    }

    /** How far from the mark: rounded down, so towards the mark; the largest price where it would be more. */
    static long distance(boolean isRatio, long markScaled, long distanceScaled) {
        if (!isRatio) {
            return distanceScaled;
        }
        long high = Math.multiplyHigh(markScaled, distanceScaled);
        long low = markScaled * distanceScaled;
        boolean isTooLarge = (high << 1 | low >>> 63) >= Decimal.ONE;
        return isTooLarge ? Long.MAX_VALUE : Decimal.multiply(markScaled, distanceScaled, RoundingMode.FLOOR);
    }

    private long levelKey(long markKey, long distanceScaled) {
        long key = markKey + distance(isRatio, Math.abs(markKey), distanceScaled);
        // A level above the largest price stands at the largest, one below zero at zero.
        return sign > 0 ? (key < 0 ? Long.MAX_VALUE : key) : Math.min(0, key);
    }

    private void open(long markKey, int root) {
        int cohort = freeCount > 0 ? freeCohorts[--freeCount] : newCohort();
        markKeys[cohort] = markKey;
        byMark.add(cohort, -markKey, 0);
        setNearest(cohort, root);
    }

    private int newCohort() {
        if (cohortCount == roots.length) {
            markKeys = Arrays.copyOf(markKeys, cohortCount * 2);
            roots = Arrays.copyOf(roots, cohortCount * 2);
            freeCohorts = Arrays.copyOf(freeCohorts, cohortCount * 2);
        }
        return cohortCount++;
    }

    private void setNearest(int cohort, int root) {
        roots[cohort] = root;
        forest.label(root, cohort);
        byLevel.add(cohort, levelKey(markKeys[cohort], forest.key(root)), forest.order(root));
    }

    private void removeNearest(int cohort) {
        int rest = forest.removeRoot(roots[cohort]);
        if (rest == PairingForest.NONE) {
            close(cohort);
        } else {
            byLevel.remove(cohort);
            setNearest(cohort, rest);
        }
    }

    private void close(int cohort) {
        byMark.remove(cohort);
        byLevel.remove(cohort);
        roots[cohort] = PairingForest.NONE;
        freeCohorts[freeCount++] = cohort;
    }
}
