package io.ringfence.transport.redis;

import io.ringfence.transport.account.SecretSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Configurations to vary. */
final class Configs {
    static final String PREFIX = "trading:events:";
    static final String PRICES = PREFIX + "price:update";
    static final String FILLS = PREFIX + "order:filled";
    static final String REJECTIONS = PREFIX + "order:rejected";
    static final String PORTFOLIOS = PREFIX + "portfolio:update";

    /** So long that no slow machine is taken for a server that is gone. */
    private static final int PATIENT_MS = 30_000;

    private Configs() {}

    /** Connects again soon, and waits long for answers. */
    static RedisLinkConfig link(String uri) {
        return link(uri, PATIENT_MS);
    }

    static RedisLinkConfig link(String uri, int timeoutMs) {
        return new RedisLinkConfig(uri, Optional.empty(), Optional.empty(), Optional.empty(), timeoutMs, 50, 10, 50);
    }

    static RedisLinkConfig login(String uri, Optional<String> user, Path password, Optional<Path> caFile) {
        return new RedisLinkConfig(uri, user, Optional.of(SecretSource.file(password)), caFile, PATIENT_MS, 50, 10, 50);
    }

    /** SOL as feed 7 and BTC, which is called XBT there, as feed 8. */
    static RedisInConfig in() {
        return new RedisInConfig(List.of(new RedisSource("SOL", "SOL", 7), new RedisSource("XBT", "BTC", 8)), 1_024);
    }

    static RedisOutConfig out(int maxPerSecond, int maxQueuedEvents, int maxPending, RedisChannel... channels) {
        return new RedisOutConfig(
                Set.of(channels), Optional.empty(), Optional.empty(), maxPerSecond, maxQueuedEvents, maxPending, 64);
    }

    static RedisConfig of(RedisLinkConfig link, RedisInConfig in) {
        return new RedisConfig(link, PREFIX, Optional.of(in), Optional.empty());
    }

    static RedisConfig of(RedisLinkConfig link, RedisOutConfig out) {
        return new RedisConfig(link, PREFIX, Optional.empty(), Optional.of(out));
    }
}
