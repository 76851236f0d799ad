package io.ringfence.transport.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.transport.account.SecretSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RedisConfigTest {
    private static final String URI = "redis://127.0.0.1";

    @Test
    void shouldKnowWhereRedisIsWhenItsAddressHolds() {
        assertEquals("127.0.0.1 6379 false", place("redis://127.0.0.1"));
        assertEquals("redis.example 1 false", place("redis://redis.example:1/"));
        assertEquals("redis.example 65535 true", place("REDISS://redis.example:65535"));
        assertEquals("::1 7 true", place("rediss://[::1]:7"));
    }

    private static String place(String uri) {
        RedisLinkConfig link = RedisLinkConfig.of(uri);
        return link.host() + ' ' + link.port() + ' ' + link.isTls();
    }

    @Test
    void shouldRefuseAnAddressWithMoreInItAndNeverShowAPassword() {
        for (String uri : List.of(
                "",
                "127.0.0.1:6379",
                "http://h",
                "redis://",
                "redis:h",
                "redis://h:0",
                "redis://h:65536",
                "redis://h/1",
                "redis://h?db=1",
                "redis://h#x",
                "redis://a b",
                "redis-sentinel://h")) {
            refused(
                    "redis.uri = " + uri + ": expected redis://HOST:PORT, or rediss://HOST:PORT for TLS",
                    () -> RedisLinkConfig.of(uri));
        }
        refused(
                "redis.uri = (with an @): expected redis://HOST:PORT, or rediss://HOST:PORT for TLS; the user in redis.user,"
                        + " the password in a file or variable",
                () -> RedisLinkConfig.of("redis://user:secret@h"));
    }

    @Test
    void shouldNameFieldAndValueWhenALinkIsOutOfBounds() {
        refused("redis.timeout-ms = 9: expected 10 to 60000", () -> link(9, 50, 10, 50));
        refused("redis.ping-ms = 600001: expected 10 to 600000", () -> link(10, 600_001, 10, 50));
        refused("redis.reconnect-min-ms = 1: expected 10 to 60000", () -> link(10, 50, 1, 50));
        refused("redis.reconnect-max-ms = 10: expected 11 to 600000", () -> link(10, 50, 10, 10));
        refused(
                "redis.user = a: expected a password beside it",
                () -> new RedisLinkConfig(URI, Optional.of("a"), Optional.empty(), Optional.empty(), 10, 50, 10, 50));
        refused(
                "redis.ca-file = ca.pem: expected a uri that begins with rediss:// beside it",
                () -> new RedisLinkConfig(
                        URI,
                        Optional.empty(),
                        Optional.of(SecretSource.env("P")),
                        Optional.of(Path.of("ca.pem")),
                        10,
                        50,
                        10,
                        50));
    }

    private static RedisLinkConfig link(int timeoutMs, int pingMs, int minMs, int maxMs) {
        return new RedisLinkConfig(
                URI, Optional.empty(), Optional.empty(), Optional.empty(), timeoutMs, pingMs, minMs, maxMs);
    }

    @Test
    void shouldNameFieldAndValueWhenADirectionIsOutOfBounds() {
        refused(
                "redis.in.name = a b: expected 1 to 64 printable ASCII characters, no space",
                () -> source("a b", "S", 1));
        refused("redis.in.symbol = : expected 1 to 16 printable ASCII characters, no space", () -> source("a", "", 1));
        refused("redis.in.feed-id = 65536: expected 0 to 65535", () -> source("a", "S", 65_536));
        refused("redis.in.symbols = 0: expected 1 to 4096", () -> new RedisInConfig(List.of(), 64));
        refused("redis.in.name = a: expected each of them once", () -> in(source("a", "S", 1), source("a", "T", 2)));
        refused("redis.in.symbol = S: expected each of them once", () -> in(source("a", "S", 1), source("b", "S", 2)));
        refused("redis.in.feed-id = 1: expected each of them once", () -> in(source("a", "S", 1), source("b", "T", 1)));
        refused(
                "redis.in.max-message-bytes = 63: expected 64 to 1048576",
                () -> new RedisInConfig(List.of(source("a", "S", 1)), 63));
        refused("redis.out.channels = []: expected at least one", () -> Configs.out(1, 16, 1));
        refused("redis.out.max-per-second = 0: expected 1 to 1000", () -> Configs.out(0, 16, 1, RedisChannel.values()));
        refused(
                "redis.out.max-queued-events = 17: expected a power of two from 16 to 65536",
                () -> Configs.out(1, 17, 1, RedisChannel.values()));
        refused("redis.out.max-pending = 0: expected 1 to 65536", () -> Configs.out(1, 16, 0, RedisChannel.values()));
        refused(
                "redis.out.accounts = -1: expected 0 to 2147483647",
                () -> out(Optional.empty(), Optional.of(Set.of(-1))));
        refused(
                "redis.out.symbols = a b: expected 1 to 16 printable ASCII characters, no space",
                () -> out(Optional.of(Set.of("a b")), Optional.empty()));
    }

    @Test
    void shouldRefuseASymbolThatWouldGoRoundAndRound() {
        RedisInConfig in = in(source("XBT", "BTC", 1));
        for (String symbol : List.of("XBT", "BTC")) {
            refused(
                    "redis.out.symbols = " + symbol
                            + ": expected one whose prices do not come in by redis.in: they would go round and round",
                    () -> both(in, out(Optional.of(Set.of("SOL", symbol)), Optional.empty())));
        }
        RedisConfig rest = both(in, RedisOutConfig.ofAll());
        assertTrue(rest.tellsPriceOf("SOL"));
        assertFalse(rest.tellsPriceOf("BTC"));
        assertFalse(rest.tellsPriceOf("XBT"));
        RedisConfig chosen = both(in, out(Optional.of(Set.of("SOL")), Optional.empty()));
        assertTrue(chosen.tellsPriceOf("SOL"));
        assertFalse(chosen.tellsPriceOf("ETH"));
    }

    @Test
    void shouldRefuseABridgeThatGoesNowhere() {
        refused(
                "redis.in = none, redis.out = none: expected at least one of them",
                () -> new RedisConfig(RedisLinkConfig.of(URI), "", Optional.empty(), Optional.empty()));
        refused(
                "redis.prefix = a b: expected 0 to 64 printable ASCII characters, no space",
                () -> new RedisConfig(
                        RedisLinkConfig.of(URI), "a b", Optional.empty(), Optional.of(RedisOutConfig.ofAll())));
    }

    private static RedisConfig both(RedisInConfig in, RedisOutConfig out) {
        return new RedisConfig(RedisLinkConfig.of(URI), RedisConfig.DEFAULT_PREFIX, Optional.of(in), Optional.of(out));
    }

    private static RedisOutConfig out(Optional<Set<String>> symbols, Optional<Set<Integer>> accounts) {
        return new RedisOutConfig(Set.of(RedisChannel.values()), symbols, accounts, 1, 16, 1, 1);
    }

    private static RedisInConfig in(RedisSource... sources) {
        return new RedisInConfig(List.of(sources), RedisInConfig.DEFAULT_MAX_MESSAGE_BYTES);
    }

    private static RedisSource source(String name, String symbol, int feedId) {
        return new RedisSource(name, symbol, feedId);
    }

    private static void refused(String message, Executable made) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, made).getMessage());
    }
}
