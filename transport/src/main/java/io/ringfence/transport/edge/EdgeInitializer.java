package io.ringfence.transport.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.cors.CorsConfig;
import io.netty.handler.codec.http.cors.CorsConfigBuilder;
import io.netty.handler.codec.http.cors.CorsHandler;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.ssl.SslHandler;
import io.ringfence.transport.rate.Rate;
import io.ringfence.transport.rate.TokenBucket;
import java.util.function.Function;

/**
 * The protocol, top down: who may connect, TLS, HTTP, and after the upgrade the handlers of a WebSocket. Handlers without
 * state are shared by all connections; those of HTTP leave with the upgrade. Open, so that a test of the protocol below the
 * messages can answer whatever they say.
 */
class EdgeInitializer extends ChannelInitializer<Channel> {
    private static final long PREFLIGHT_VALID_S = 600;

    private final EdgeConfig config;
    private final Publications publications;
    private final EdgeCounters counters;
    private final ChannelGroup channels;
    private final Entrance entrance;
    private final Function<Channel, Fanout> fanouts;
    private final EdgeApi api;
    private final RequestReader requestReader;
    private final Rate messageRate;
    private final TlsGuard tlsGuard;
    private final SecurityHeaders securityHeaders;
    private final OriginCheck originCheck;
    private final CorsConfig cors;
    private final InflateOnly inflate;

    /** Fanouts are given by channel: the one of its event loop. */
    EdgeInitializer(
            EdgeConfig config,
            Publications publications,
            EdgeCounters counters,
            ChannelGroup channels,
            Entrance entrance,
            Function<Channel, Fanout> fanouts,
            EdgeApi api) {
        this.config = config;
        this.publications = publications;
        this.counters = counters;
        this.channels = channels;
        this.entrance = entrance;
        this.fanouts = fanouts;
        this.api = api;
        this.requestReader = new RequestReader(
                config.messages().maxFrameBytes(), config.messages().maxSubscriptionsPerConnection());
        this.messageRate = config.messages().messageRate();
        this.tlsGuard = new TlsGuard(counters);
        this.securityHeaders =
                new SecurityHeaders(config.tls().map(TlsConfig::hstsMaxAgeS).orElse(0));
        this.originCheck = new OriginCheck(config.origins(), isTls(), config.access() == Access.OPEN, counters);
        this.inflate = new InflateOnly(config.messages().maxFrameBytes());
        this.cors = CorsConfigBuilder.forOrigins(config.origins().allowed().toArray(String[]::new))
                .allowedRequestMethods(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE)
                .allowedRequestHeaders("authorization", "content-type", "idempotency-key")
                .exposeHeaders("retry-after")
                .maxAge(PREFLIGHT_VALID_S)
                .build();
    }

    boolean isTls() {
        return entrance.certificates().isPresent();
    }

    @Override
    protected final void initChannel(Channel channel) {
        channels.add(channel);
        channel.pipeline().addLast(new ConnectLimit(this, entrance, counters));
    }

    /** What follows for a connection that may stay. */
    final void addHttpHandlers(ChannelPipeline pipeline) {
        if (entrance.certificates().isPresent()) {
            SslHandler tls =
                    entrance.certificates().get().newHandler(pipeline.channel().alloc());
            tls.setHandshakeTimeoutMillis(config.connections().handshakeTimeoutMs());
            pipeline.addLast(tls).addLast(tlsGuard);
        }
        pipeline.addLast(new WayOut())
                .addLast(new HttpServerCodec())
                .addLast(securityHeaders)
                .addLast(new BoundedBodies(config.messages().maxAnonymousFrameBytes()));
        if (config.messages().inflate()) {
            pipeline.addLast(new WebSocketServerExtensionHandler(inflate));
        }
        pipeline.addLast(new RequestLimit(counters, messageRate, entrance.nanoClock()))
                .addLast(originCheck);
        if (!config.origins().allowed().isEmpty()) {
            pipeline.addLast(new CorsHandler(cors));
        }
        pipeline.addLast(new HttpFront(config, this, api));
    }

    /** What follows the frame decoder once a client is a WebSocket. */
    final void addWebSocketHandlers(ChannelPipeline pipeline) {
        Client client =
                new Client(pipeline.channel(), fanouts.apply(pipeline.channel()), config, publications, counters);
        TokenBucket messages = pipeline.remove(RequestLimit.class).messages();
        pipeline.remove(securityHeaders);
        pipeline.remove(originCheck);
        if (!config.origins().allowed().isEmpty()) {
            pipeline.remove(CorsHandler.class);
        }
        pipeline.addLast(new MessageLimit(client, config.messages(), counters, messages, entrance.nanoClock()))
                .addLast(new Utf8FrameValidator(false))
                .addLast(new Deadlines(client, config))
                .addLast(new ControlFrames(client, config.connections()))
                .addLast(new WebSocketFrameAggregator(config.messages().maxFrameBytes()));
        addMessageHandlers(pipeline, client);
        pipeline.addLast(new Violations(client));
    }

    /** What takes whole messages. */
    void addMessageHandlers(ChannelPipeline pipeline, Client client) {
        pipeline.addLast(new RequestDecoder(client, requestReader))
                .addLast(new RequestHandler(client, config, entrance.authentication(), counters, api));
    }
}
