package io.ringfence.transport.redis;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The bridge to Redis. A host has none unless it is configured.
 *
 * <p>Prices of a symbol go one way. Both ways use the same channel, so what the bridge publishes comes back to it: a symbol that
 * goes out and comes in, by its name there or here, would be fed by its own price, and is refused.
 *
 * @param link where Redis is
 * @param prefix of the channels' names, 0 to 64 printable ASCII characters
 * @param in prices that are taken, if any
 * @param out what is told, if anything
 */
public record RedisConfig(
        RedisLinkConfig link, String prefix, Optional<RedisInConfig> in, Optional<RedisOutConfig> out) {

    /** Before the channels' names unless configured otherwise. */
    public static final String DEFAULT_PREFIX = "trading:events:";

    /** Validates. */
    public RedisConfig {
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(prefix, "prefix");
        Bounds.check(prefix.matches("[!-~]{0,64}"), "prefix", prefix, "0 to 64 printable ASCII characters, no space");
        if (in.isEmpty() && out.isEmpty()) {
            throw Bounds.refusal("in", "none, redis.out = none", "at least one of them");
        }
        if (in.isPresent() && out.isPresent() && out.get().channels().contains(RedisChannel.PRICE_UPDATE)) {
            for (String symbol : new TreeSet<>(out.get().symbols().orElse(Set.of()))) {
                Bounds.check(
                        !in.get().brings(symbol),
                        "out.symbols",
                        symbol,
                        "one whose prices do not come in by redis.in: they would go round and round");
            }
        }
    }

    /** Whether an instrument's prices are told. */
    boolean tellsPriceOf(String symbol) {
        if (out.isEmpty() || !out.get().channels().contains(RedisChannel.PRICE_UPDATE)) {
            return false;
        }
        boolean isChosen =
                out.get().symbols().map(chosen -> chosen.contains(symbol)).orElse(true);
        return isChosen && (in.isEmpty() || !in.get().brings(symbol));
    }
}
