package io.ringfence.transport.redis;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Messages for Redis: for information only. What Redis does not take in time is dropped and counted.
 *
 * @param channels what is told, at least one
 * @param symbols whose prices are told, at most 4,096; absent: all but those that come in
 * @param accounts whose orders and portfolios are told, at most 65,536; absent: all, whoever may read Redis then reads them
 * @param maxPerSecond most prices a second of one symbol, and portfolios of one account, 1 to 1,000
 * @param maxQueuedEvents fills and rejections that may wait, 16 to 65,536, a power of two
 * @param maxPending messages that Redis may have without having answered, 1 to 65,536
 * @param maxInstruments prices of instruments with higher numbers are not told, 1 to 65,536
 */
public record RedisOutConfig(
        Set<RedisChannel> channels,
        Optional<Set<String>> symbols,
        Optional<Set<Integer>> accounts,
        int maxPerSecond,
        int maxQueuedEvents,
        int maxPending,
        int maxInstruments) {

    /** Prices a second of one symbol unless configured otherwise. */
    public static final int DEFAULT_MAX_PER_SECOND = 10;

    /** Events that may wait unless configured otherwise. */
    public static final int DEFAULT_MAX_QUEUED_EVENTS = 4_096;

    /** Messages without an answer unless configured otherwise. */
    public static final int DEFAULT_MAX_PENDING = 256;

    /** Instruments unless configured otherwise. */
    public static final int DEFAULT_MAX_INSTRUMENTS = 4_096;

    private static final int MAX_SYMBOLS = 4_096;
    private static final int MAX_COUNT = 1 << 16;

    /** Validates. */
    public RedisOutConfig {
        channels = Set.copyOf(channels);
        symbols = symbols.map(Set::copyOf);
        accounts = accounts.map(Set::copyOf);
        Bounds.check(!channels.isEmpty(), "out.channels", channels, "at least one");
        symbols.ifPresent(names -> {
            Bounds.check(names.size() <= MAX_SYMBOLS, "out.symbols", names.size(), "at most " + MAX_SYMBOLS);
            names.forEach(name -> Bounds.check(
                    name.matches("[!-~]{1,16}"), "out.symbols", name, "1 to 16 printable ASCII characters, no space"));
        });
        accounts.ifPresent(ids -> {
            Bounds.check(ids.size() <= MAX_COUNT, "out.accounts", ids.size(), "at most " + MAX_COUNT);
            new TreeSet<>(ids).forEach(id -> Bounds.check("out.accounts", id, 0, Integer.MAX_VALUE));
        });
        Bounds.check("out.max-per-second", maxPerSecond, 1, 1_000);
        Bounds.check(
                maxQueuedEvents >= 16 && maxQueuedEvents <= MAX_COUNT && Integer.bitCount(maxQueuedEvents) == 1,
                "out.max-queued-events",
                maxQueuedEvents,
                "a power of two from 16 to " + MAX_COUNT);
        Bounds.check("out.max-pending", maxPending, 1, MAX_COUNT);
        Bounds.check("out.max-instruments", maxInstruments, 1, MAX_COUNT);
    }

    /** Everything of everybody, within the default bounds. */
    public static RedisOutConfig ofAll() {
        return new RedisOutConfig(
                Set.of(RedisChannel.values()),
                Optional.empty(),
                Optional.empty(),
                DEFAULT_MAX_PER_SECOND,
                DEFAULT_MAX_QUEUED_EVENTS,
                DEFAULT_MAX_PENDING,
                DEFAULT_MAX_INSTRUMENTS);
    }

    boolean tellsOf(int accountId) {
        return accounts.isEmpty() || accounts.get().contains(accountId);
    }
}
