package io.ringfence.transport.redis;

import java.util.Objects;

/**
 * A symbol whose prices are taken from Redis: a feed of its own.
 *
 * @param name of the symbol in the messages, 1 to 64 printable ASCII characters
 * @param symbol the instrument's symbol here, 1 to 16 printable ASCII characters
 * @param feedId the feed's number in events, 0 to 65535; no other feed of the host has it
 */
public record RedisSource(String name, String symbol, int feedId) {
    /** Validates. */
    public RedisSource {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(symbol, "symbol");
        Bounds.check(name.matches("[!-~]{1,64}"), "in.name", name, "1 to 64 printable ASCII characters, no space");
        Bounds.check(
                symbol.matches("[!-~]{1,16}"), "in.symbol", symbol, "1 to 16 printable ASCII characters, no space");
        Bounds.check("in.feed-id", feedId, 0, 65_535);
    }
}
