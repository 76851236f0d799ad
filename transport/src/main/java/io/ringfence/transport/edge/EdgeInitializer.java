package io.ringfence.transport.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.util.function.Function;

/**
 * The protocol, top down: first HTTP, and after the upgrade the handlers of a WebSocket. Open, so that a test of the protocol
 * below the messages can answer whatever they say.
 */
class EdgeInitializer extends ChannelInitializer<Channel> {
    private static final int MAX_HTTP_BODY_BYTES = 8_192;

    private final EdgeConfig config;
    private final Publications publications;
    private final EdgeCounters counters;
    private final ChannelGroup channels;
    private final Function<Channel, Fanout> fanouts;
    private final RequestReader requestReader;

    /** Fanouts are given by channel: the one of its event loop. */
    EdgeInitializer(
            EdgeConfig config,
            Publications publications,
            EdgeCounters counters,
            ChannelGroup channels,
            Function<Channel, Fanout> fanouts) {
        this.config = config;
        this.publications = publications;
        this.counters = counters;
        this.channels = channels;
        this.fanouts = fanouts;
        this.requestReader = new RequestReader(
                config.messages().maxFrameBytes(), config.messages().maxSubscriptionsPerConnection());
    }

    @Override
    protected final void initChannel(Channel channel) {
        channel.pipeline()
                .addLast(new ConnectionLimit(config.connections().maxConnections(), counters, channels))
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(MAX_HTTP_BODY_BYTES))
                .addLast(new HttpFront(config, this));
    }

    /** What follows the frame decoder once a client is a WebSocket. */
    final void addWebSocketHandlers(ChannelPipeline pipeline) {
        Client client =
                new Client(pipeline.channel(), fanouts.apply(pipeline.channel()), config, publications, counters);
        pipeline.addLast(new Utf8FrameValidator(false))
                .addLast(new Heartbeat(client, config.connections().idleTimeoutMs()))
                .addLast(new ControlFrames(client))
                .addLast(new WebSocketFrameAggregator(config.messages().maxFrameBytes()));
        addMessageHandlers(pipeline, client);
        pipeline.addLast(new Violations(client));
    }

    /** What takes whole messages. */
    void addMessageHandlers(ChannelPipeline pipeline, Client client) {
        pipeline.addLast(new RequestDecoder(client, requestReader))
                .addLast(new RequestHandler(client, config, counters));
    }
}
