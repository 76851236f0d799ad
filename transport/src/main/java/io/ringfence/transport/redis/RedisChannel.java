package io.ringfence.transport.redis;

/** What the bridge tells, each on a channel of its own: the configured prefix and the name. */
public enum RedisChannel {
    /** Prices, conflated per symbol; the one channel that is listened to as well. */
    PRICE_UPDATE("price:update"),
    /** Fills of an account's orders. */
    ORDER_FILLED("order:filled"),
    /** Orders that the broker has refused. */
    ORDER_REJECTED("order:rejected"),
    /** What an account has, whole, after its orders have changed. */
    PORTFOLIO_UPDATE("portfolio:update");

    private final String suffix;

    RedisChannel(String suffix) {
        this.suffix = suffix;
    }

    /** The channel's name in Redis. */
    String name(String prefix) {
        return prefix + suffix;
    }
}
