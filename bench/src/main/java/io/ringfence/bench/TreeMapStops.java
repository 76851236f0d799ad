package io.ringfence.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The book as a trading bot has it: a {@code TreeMap} by level and arming order, and a map of what is armed. It gets plain
 * arguments, checks none of them and keeps no ledger. A new high takes every stop that trails out and puts it back.
 */
final class TreeMapStops implements StopSet {
    /** Where a stop stands; the highest level is touched first. */
    private record Level(long priceScaled, long armingOrder) implements Comparable<Level> {
        @Override
        public int compareTo(Level other) {
            int byPrice = Long.compare(other.priceScaled, priceScaled);
            return byPrice != 0 ? byPrice : Long.compare(armingOrder, other.armingOrder);
        }
    }

    private static final class Stop {
        final int number;
        long bestScaled;
        Level level;

        Stop(int number) {
            this.number = number;
        }
    }

    private final boolean isTrailing;
    private final long[] distancesScaled;
    private final TreeMap<Level, Stop> byLevel = new TreeMap<>();
    private final Map<Integer, Stop> armed = new HashMap<>();
    private final List<Stop> fired = new ArrayList<>();
    private long lastScaled;
    /** No armed stop has seen a lower best price than this. */
    private long lowestBestScaled = Long.MAX_VALUE;

    private long armingOrder;

    /** A stop for each distance, none armed. */
    TreeMapStops(boolean isTrailing, long[] distancesScaled) {
        this.isTrailing = isTrailing;
        this.distancesScaled = distancesScaled;
    }

    @Override
    public void arm(int stop, long averageEntryScaled) {
        Stop entry = new Stop(stop);
        entry.bestScaled = isTrailing ? Math.max(averageEntryScaled, lastScaled) : averageEntryScaled;
        lowestBestScaled = Math.min(lowestBestScaled, entry.bestScaled);
        armed.put(stop, entry);
        put(entry, ++armingOrder);
    }

    private void put(Stop stop, long order) {
        stop.level = new Level(stop.bestScaled - distancesScaled[stop.number], order);
        byLevel.put(stop.level, stop);
    }

    @Override
    public void move(int stop, long averageEntryScaled) {
        if (!isTrailing) {
            putBack(armed.get(stop), averageEntryScaled);
        }
    }

    private void putBack(Stop stop, long bestScaled) {
        byLevel.remove(stop.level);
        stop.bestScaled = bestScaled;
        put(stop, stop.level.armingOrder());
    }

    @Override
    public void disarm(int stop) {
        byLevel.remove(armed.remove(stop).level);
    }

    @Override
    public int tick(long priceScaled) {
        lastScaled = priceScaled;
        if (isTrailing && priceScaled > lowestBestScaled) {
            raise(priceScaled);
        }
        fired.clear();
        while (!byLevel.isEmpty() && byLevel.firstKey().priceScaled() >= priceScaled) {
            Stop stop = byLevel.pollFirstEntry().getValue();
            armed.remove(stop.number);
            fired.add(stop);
        }
        return fired.size();
    }

    private void raise(long priceScaled) {
        for (Stop stop : armed.values()) {
            if (priceScaled > stop.bestScaled) {
                putBack(stop, priceScaled);
            }
        }
        lowestBestScaled = priceScaled;
    }

    @Override
    public int fired(int at) {
        return fired.get(at).number;
    }

    @Override
    public boolean isLazy() {
        return false;
    }
}
