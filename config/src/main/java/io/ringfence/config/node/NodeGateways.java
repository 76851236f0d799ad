package io.ringfence.config.node;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.account.AccountRow;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.ring.EpochClock;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.Stages.NamedStage;
import io.ringfence.transport.delivery.LatencyHistogram;
import io.ringfence.transport.http.ChannelLatency;
import io.ringfence.transport.http.ContactPort;
import io.ringfence.transport.redis.RedisConfig;
import io.ringfence.transport.redis.RedisCounters;
import io.ringfence.transport.redis.RedisFeed;
import io.ringfence.transport.redis.RedisPublisher;
import io.ringfence.transport.zeromq.ZeroMqGateway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What else crosses a socket, where it is configured: the channels to people, producers of events over ZeroMQ, the bridge to
 * Redis. Closed behind the core, whose last outputs they still take; what brings inputs is closed before it ({@link #feed}).
 */
final class NodeGateways implements AutoCloseable {
    private final NodeEvents config;
    private final Consumer<String> onNotice;
    private final RedisCounters redisCounters = new RedisCounters();
    /** Of the feeds from Redis, as the journal has them. */
    private final Map<Integer, Long> lastFeedSequences = new HashMap<>();

    private NodeDelivery delivery;
    private NodeContacts contacts;
    private ZeroMqGateway zeroMq;
    private RedisPublisher redis;

    NodeGateways(NodeEvents config, Consumer<String> onNotice) {
        this.config = config;
        this.onNotice = onNotice;
    }

    /**
     * Opens what is configured and returns what of it stands behind the gate.
     *
     * @param logic recovered, and run by no thread yet
     * @throws IOException when a credential cannot be read, or a port cannot be had
     */
    List<NamedStage> open(NodeConfig node, CoreLogic logic, IntFunction<String> symbols, EpochClock clock)
            throws IOException {
        List<NamedStage> stages = new ArrayList<>();
        config.redis()
                .flatMap(RedisConfig::in)
                .ifPresent(in -> in.sources()
                        .forEach(source -> lastFeedSequences.put(
                                source.feedId(), logic.stopLoss().lastFeedSequence(source.feedId()))));
        if (config.channels().isPresent()) {
            delivery = new NodeDelivery(config.channels().get(), symbols, onNotice);
            contacts = new NodeContacts(delivery.contacts());
            stages.add(new NamedStage("delivery", delivery.stage()));
        }
        if (config.zeroMq().isPresent()) {
            zeroMq = new ZeroMqGateway(
                    config.zeroMq().get(),
                    logic.trade().accountRows().stream()
                            .collect(Collectors.toMap(AccountRow::accountId, AccountRow::name)),
                    node.ring().slots(),
                    node.ring().inputMaxBytes(),
                    clock,
                    onNotice);
            int port = zeroMq.listen();
            onNotice.accept(
                    "producers of events: tcp://" + config.zeroMq().get().host() + ":" + port);
            stages.add(new NamedStage("zeromq", zeroMq.stage()));
        }
        if (config.redis().flatMap(RedisConfig::out).isPresent()) {
            redis = new RedisPublisher(
                    config.redis().get(), logic, node.limits().maxOpenOrders(), redisCounters, onNotice);
            stages.add(new NamedStage("redis", redis.stage()));
        }
        return stages;
    }

    /** Gives the channels' answers their way back; before the core starts. */
    void connect(InputAppender inputs) {
        if (delivery != null) {
            delivery.start(inputs);
        }
    }

    /**
     * Takes producers' events in, and tells Redis; behind the inputs of the start.
     *
     * @param names answers the name of an account for one that its user logs in with, and any other name as it is
     */
    void start(EventPublisher publisher, UnaryOperator<String> names) throws IOException {
        if (zeroMq != null) {
            zeroMq.start(publisher, names);
        }
        if (redis != null) {
            redis.start();
        }
    }

    /** The feed of prices from Redis, started; absent where there is none. To be closed before the core. */
    Optional<RedisFeed> feed(ToIntFunction<String> instrumentIds, EventPublisher publisher) throws IOException {
        if (config.redis().flatMap(RedisConfig::in).isEmpty()) {
            return Optional.empty();
        }
        RedisFeed feed = new RedisFeed(
                config.redis().get(), instrumentIds, lastFeedSequences::get, publisher, redisCounters, onNotice);
        feed.start();
        return Optional.of(feed);
    }

    /** Where people are reached; absent where no channel is served. */
    Optional<ContactPort> contacts() {
        return Optional.ofNullable(contacts);
    }

    /** How long each channel took that is served. From any thread. */
    List<ChannelLatency> latencies() {
        return config.channels().map(NodeChannels::served).orElse(List.of()).stream()
                .map(this::latency)
                .toList();
    }

    private ChannelLatency latency(DeliveryChannel channel) {
        LatencyHistogram times = delivery.counters().latency(channel);
        return new ChannelLatency(
                channel.name().toLowerCase(Locale.ROOT),
                times.buckets().stream()
                        .map(bucket -> new ChannelLatency.Bucket(bucket.maxSeconds(), bucket.count()))
                        .toList(),
                times.sumSeconds());
    }

    @Override
    public void close() {
        if (zeroMq != null) {
            zeroMq.close();
        }
        if (redis != null) {
            redis.close();
        }
        if (delivery != null) {
            contacts.close();
            delivery.close();
        }
    }
}
