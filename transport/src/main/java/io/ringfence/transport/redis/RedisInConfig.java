package io.ringfence.transport.redis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Prices from Redis.
 *
 * @param sources symbols that are taken, 1 to 4,096; what comes of others is passed over
 * @param maxMessageBytes a longer message is a bad one, 64 to 1,048,576. What arrives is held whole before it is measured: how
 *     much that can be is Redis' to bound
 */
public record RedisInConfig(List<RedisSource> sources, int maxMessageBytes) {
    /** Longest message unless configured otherwise, in bytes. */
    public static final int DEFAULT_MAX_MESSAGE_BYTES = 4_096;

    private static final int MAX_SOURCES = 4_096;

    /** Validates. */
    public RedisInConfig {
        sources = List.copyOf(sources);
        Bounds.check("in.symbols", sources.size(), 1, MAX_SOURCES);
        checkOnce("in.name", sources, RedisSource::name);
        checkOnce("in.symbol", sources, RedisSource::symbol);
        checkOnce("in.feed-id", sources, RedisSource::feedId);
        Bounds.check("in.max-message-bytes", maxMessageBytes, 64, 1 << 20);
    }

    private static void checkOnce(String field, List<RedisSource> sources, Function<RedisSource, Object> value) {
        Set<Object> seen = new HashSet<>();
        for (RedisSource source : sources) {
            Bounds.check(seen.add(value.apply(source)), field, value.apply(source), "each of them once");
        }
    }

    /** Whether a symbol's prices come in, by its name there or here. */
    boolean brings(String symbol) {
        return sources.stream()
                .anyMatch(source ->
                        source.name().equals(symbol) || source.symbol().equals(symbol));
    }
}
