package io.ringfence.transport.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.cors.CorsConfig;
import io.netty.handler.codec.http.cors.CorsConfigBuilder;
import io.netty.handler.codec.http.cors.CorsHandler;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The protocol, top down: who may connect, TLS, HTTP, and after the upgrade the handlers of a WebSocket. Handlers without
 * state are shared by all connections; those of HTTP leave with the upgrade.
 */
final class EdgeInitializer extends ChannelInitializer<Channel> {
    private static final int MAX_HTTP_BODY_BYTES = 8_192;
    private static final long PREFLIGHT_VALID_S = 600;

    private final EdgeConfig config;
    private final EdgeCounters counters;
    private final ChannelGroup channels;
    private final Optional<TlsCertificates> certificates;
    private final Function<Channel, Fanout> fanouts;
    private final LongSupplier nanoClock;
    private final RequestReader requestReader;
    private final Admission admission;
    private final Rate messageRate;
    private final TlsGuard tlsGuard;
    private final SecurityHeaders securityHeaders;
    private final OriginCheck originCheck;
    private final CorsConfig cors;
    private final InflateOnly inflate;

    /** Fanouts are given by channel: the one of its event loop. */
    EdgeInitializer(
            EdgeConfig config,
            EdgeCounters counters,
            ChannelGroup channels,
            Optional<TlsCertificates> certificates,
            Function<Channel, Fanout> fanouts,
            LongSupplier nanoClock) {
        this.config = config;
        this.counters = counters;
        this.channels = channels;
        this.certificates = certificates;
        this.fanouts = fanouts;
        this.nanoClock = nanoClock;
        this.requestReader = new RequestReader(
                config.messages().maxFrameBytes(), config.messages().maxSubscriptionsPerConnection());
        this.admission = new Admission(config);
        this.messageRate = config.messages().messageRate();
        this.tlsGuard = new TlsGuard(counters);
        this.securityHeaders =
                new SecurityHeaders(config.tls().map(TlsConfig::hstsMaxAgeS).orElse(0));
        this.originCheck = new OriginCheck(config.origins(), isTls(), counters);
        this.inflate = new InflateOnly(config.messages().maxFrameBytes());
        this.cors = CorsConfigBuilder.forOrigins(config.origins().allowed().toArray(String[]::new))
                .allowedRequestMethods(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE)
                .allowedRequestHeaders("authorization", "content-type", "idempotency-key")
                .exposeHeaders("retry-after")
                .maxAge(PREFLIGHT_VALID_S)
                .build();
    }

    boolean isTls() {
        return certificates.isPresent();
    }

    @Override
    protected void initChannel(Channel channel) {
        channels.add(channel);
        channel.pipeline().addLast(new ConnectLimit(this, admission, counters, nanoClock));
    }

    /** What follows for a connection that may stay. */
    void addHttpHandlers(ChannelPipeline pipeline) {
        if (certificates.isPresent()) {
            SslHandler tls = certificates.get().newHandler(pipeline.channel().alloc());
            tls.setHandshakeTimeoutMillis(config.connections().handshakeTimeoutMs());
            pipeline.addLast(tls).addLast(tlsGuard);
        }
        pipeline.addLast(new HttpServerCodec())
                .addLast(securityHeaders)
                .addLast(new HttpObjectAggregator(MAX_HTTP_BODY_BYTES));
        if (config.messages().inflate()) {
            pipeline.addLast(new WebSocketServerExtensionHandler(inflate));
        }
        pipeline.addLast(new MessageLimit(config.messages(), counters, messageRate, nanoClock))
                .addLast(originCheck);
        if (!config.origins().allowed().isEmpty()) {
            pipeline.addLast(new CorsHandler(cors));
        }
        pipeline.addLast(new HttpFront(config, this));
    }

    /** What a frame may be like before its client has said who it is. */
    WebSocketDecoderConfig frameBounds(FullHttpRequest upgrade) {
        String extensions = upgrade.headers().get(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, "");
        return frameBounds(
                config.messages().maxAnonymousFrameBytes(),
                config.messages().inflate() && extensions.contains("permessage-deflate"));
    }

    private static WebSocketDecoderConfig frameBounds(int maxBytes, boolean allowExtensions) {
        return WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(maxBytes)
                .allowExtensions(allowExtensions)
                .closeOnProtocolViolation(false)
                .build();
    }

    /**
     * Lets frames be as large as those of somebody known. The last thing to do with a message: what was read behind it is
     * handled on the way.
     */
    void raiseFrameBounds(ChannelPipeline pipeline) {
        pipeline.get(MessageLimit.class).authenticated();
        pipeline.replace(
                WebSocket13FrameDecoder.class,
                "frames",
                new WebSocket13FrameDecoder(frameBounds(
                        config.messages().maxFrameBytes(), config.messages().inflate())));
    }

    /** What follows the frame decoder once a client is a WebSocket. */
    void addWebSocketHandlers(ChannelPipeline pipeline) {
        Client client = new Client(pipeline.channel(), fanouts.apply(pipeline.channel()), config, counters);
        pipeline.get(MessageLimit.class).upgraded(client);
        pipeline.remove(securityHeaders);
        pipeline.remove(originCheck);
        if (!config.origins().allowed().isEmpty()) {
            pipeline.remove(CorsHandler.class);
        }
        pipeline.addLast(new Utf8FrameValidator(false))
                .addLast(new Heartbeat(client, config.connections().idleTimeoutMs()))
                .addLast(new ControlFrames(client, config.connections()))
                .addLast(new WebSocketFrameAggregator(config.messages().maxFrameBytes()))
                .addLast(new RequestDecoder(client, requestReader))
                .addLast(new RequestHandler(client, config, counters))
                .addLast(new Violations(client));
    }
}
