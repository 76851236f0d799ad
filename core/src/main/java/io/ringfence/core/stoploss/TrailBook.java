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
 * disarm and fire are O(log n).
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
    private long[] markKeys = new long[4];
    private int[] roots = new int[4];
    private int[] freeCohorts = new int[4];
    private int freeCount;
    private int cohortCount;
    /** Cohort of a stop that is the nearest of its cohort. */
    private int[] cohortOfRoot = new int[0];

    /** Books among which a stop is in at most one share a forest. */
    TrailBook(Direction direction, boolean isRatio, PairingForest forest) {
        this.sign = direction.sign;
        this.isRatio = isRatio;
        this.forest = forest;
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

    /** Removes an armed stop. */
    void disarm(int stop) {
        int root = forest.rootOf(stop);
        int cohort = cohortOfRoot[root];
        if (root == stop) {
            removeNearest(cohort);
        } else {
            forest.remove(root, stop);
        }
    }

    @Override
    public long nearestKey() {
        return byLevel.firstKey();
    }

    @Override
    public long nearestOrder() {
        return byLevel.firstOrder();
    }

    @Override
    public int pollTouched(long priceScaled) {
        if (byLevel.firstKey() > sign * priceScaled || byLevel.size() == 0) {
            return NONE;
        }
        int cohort = byLevel.firstHandle();
        int stop = roots[cohort];
        removeNearest(cohort);
        return stop;
    }

    /** The best price an armed stop has seen, scaled. */
    long markOf(int stop) {
        return sign * markKeys[cohortOfRoot[forest.rootOf(stop)]];
    }

    /** Where an armed stop stands, scaled. */
    long levelOf(int stop) {
        return sign * levelKey(markKeys[cohortOfRoot[forest.rootOf(stop)]], forest.key(stop));
    }

    /** How far from the mark: rounded down, so towards the mark. */
    static long distance(boolean isRatio, long markScaled, long distanceScaled) {
        return isRatio ? Decimal.multiply(markScaled, distanceScaled, RoundingMode.FLOOR) : distanceScaled;
    }

    private long levelKey(long markKey, long distanceScaled) {
        long distance = distance(isRatio, Math.abs(markKey), distanceScaled);
        long key = markKey + distance;
        // A short position's level beyond the largest price stands at the largest; a long one's below zero at zero.
        return sign > 0 ? (key < 0 ? Long.MAX_VALUE - 1 : key) : Math.min(0, key);
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
        if (root >= cohortOfRoot.length) {
            cohortOfRoot = Arrays.copyOf(cohortOfRoot, Math.max(16, Math.max(root + 1, cohortOfRoot.length * 2)));
        }
        roots[cohort] = root;
        cohortOfRoot[root] = cohort;
        byLevel.add(cohort, levelKey(markKeys[cohort], forest.key(root)), forest.order(root));
    }

    private void removeNearest(int cohort) {
        int rest = forest.remove(roots[cohort], roots[cohort]);
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
        freeCohorts[freeCount++] = cohort;
    }
}
