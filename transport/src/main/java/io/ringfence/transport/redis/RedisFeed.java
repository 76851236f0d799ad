package io.ringfence.transport.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.transport.feed.LiveFeed;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import java.util.function.ToIntFunction;

/**
 * Prices that others publish in Redis, into the ring: a live feed for each configured symbol. All of them are up while the
 * subscription stands and down while it does not; on the way no message is kept, so what was published meanwhile is gone.
 *
 * <p>A message is read and published on its connection's thread. The link's thread, {@code ringfence-redis-in}, connects,
 * and publishes what the ring had no room for. A message that is no price is counted, told of and passed over.
 */
public final class RedisFeed implements AutoCloseable {
    private static final long RETRY_NS = 200_000;

    private final RedisConfig config;
    private final RedisCounters counters;
    private final Map<String, LiveFeed> feeds = new HashMap<>();
    private final String channel;
    private final BadMessages badMessages;
    private final Link link;
    /** Whose messages count; written by the link's thread, read by those of connections. */
    private volatile Subscriber current;

    /**
     * A feed that does nothing before it is started.
     *
     * @param config with a part {@code in}
     * @param instrumentIds number in the core of a symbol; asked here
     * @param lastFeedSequences feed sequence of the last tick of a feed that the journal holds, 0 for none; asked here
     * @param counters shared with the other direction
     * @param notices one line each, for people; from any of the feed's threads
     */
    public RedisFeed(
            RedisConfig config,
            ToIntFunction<String> instrumentIds,
            IntToLongFunction lastFeedSequences,
            EventPublisher publisher,
            RedisCounters counters,
            Consumer<String> notices) {
        RedisInConfig in = config.in().orElseThrow(() -> new IllegalArgumentException("redis.in is not configured"));
        this.config = config;
        this.counters = counters;
        for (RedisSource source : in.sources()) {
            feeds.put(
                    source.name(),
                    new LiveFeed(
                            source.feedId(),
                            instrumentIds.applyAsInt(source.symbol()),
                            lastFeedSequences.applyAsLong(source.feedId()),
                            publisher));
        }
        channel = RedisChannel.PRICE_UPDATE.name(config.prefix());
        badMessages = new BadMessages(channel, counters, notices);
        link = new Link("in", config.link(), in.maxMessageBytes(), new Work(), counters, notices);
    }

    /**
     * Starts; once. Whether Redis is there shows later.
     *
     * @throws IOException when the password cannot be read
     */
    public void start() throws IOException {
        link.start();
    }

    /** On the link's thread. */
    private final class Work implements Link.Work {
        @Override
        public void onUp(StatefulRedisPubSubConnection<String, byte[]> connection)
                throws IOException, InterruptedException {
            Subscriber subscriber = new Subscriber();
            current = subscriber;
            connection.addListener(subscriber);
            try {
                connection.async().subscribe(channel).get(config.link().timeoutMs(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException refused) {
                throw new IOException(Connector.reason(refused), refused);
            } catch (TimeoutException silent) {
                throw new IOException("no answer within " + config.link().timeoutMs() + " ms", silent);
            }
            feeds.values().forEach(LiveFeed::up);
        }

        @Override
        public long work() {
            boolean isDone = true;
            for (LiveFeed feed : feeds.values()) {
                isDone &= feed.drain();
            }
            return isDone ? Long.MAX_VALUE : RETRY_NS;
        }

        @Override
        public void onDown() {
            current = null;
            feeds.values().forEach(LiveFeed::down);
        }
    }

    /** Takes one connection's messages, on its thread. */
    private final class Subscriber extends RedisPubSubAdapter<String, byte[]> {
        private final PriceReader reader = new PriceReader();
        private final PriceMessage price = new PriceMessage();

        @Override
        public void message(String from, byte[] body) {
            if (current != this) {
                return;
            }
            counters.increment(RedisCounter.MESSAGES_RECEIVED);
            String flaw = body == MessageCodec.TOO_LONG
                    ? "longer than " + config.in().orElseThrow().maxMessageBytes() + " bytes"
                    : reader.read(body, price);
            if (flaw != null) {
                badMessages.note(flaw);
                return;
            }
            LiveFeed feed = feeds.get(price.symbol);
            if (feed == null) {
                counters.increment(RedisCounter.MESSAGES_OF_OTHERS);
            } else if (!feed.offer(price.price, price.low, price.high, price.timeNs)) {
                link.wake();
            }
        }
    }

    /** Whether the subscription stands. Any thread. */
    public boolean isUp() {
        return link.isUp();
    }

    /** Ticks published. Any thread, as the two below. */
    public long tickCount() {
        return feeds.values().stream().mapToLong(LiveFeed::tickCount).sum();
    }

    /** Prices that waited for room in the ring and went into the tick of a newer one. */
    public long conflatedTickCount() {
        return feeds.values().stream().mapToLong(LiveFeed::conflatedCount).sum();
    }

    /** Time of the newest tick published, nanoseconds since the epoch; 0 before the first. */
    public long sourceTimeNs() {
        return feeds.values().stream().mapToLong(LiveFeed::sourceTimeNs).max().orElse(0);
    }

    /** Ends the subscription; like a recording that is closed it says nothing to the core. */
    @Override
    public void close() {
        link.close();
    }
}
