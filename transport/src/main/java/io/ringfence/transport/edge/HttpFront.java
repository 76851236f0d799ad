package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.util.concurrent.TimeUnit;

/**
 * Answers one HTTP request: upgrades {@code /ws}, and tells everyone else where that is. Ends connections that take too long
 * to ask. Leaves the pipeline with the upgrade.
 */
final class HttpFront extends SimpleChannelInboundHandler<FullHttpRequest> {
    static final String WEBSOCKET_PATH = "/ws";

    private static final String VERSION = "13";

    private final EdgeConfig config;
    private final EdgeInitializer initializer;

    HttpFront(EdgeConfig config, EdgeInitializer initializer) {
        this.config = config;
        this.initializer = initializer;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.executor()
                .schedule(
                        () -> {
                            if (!ctx.isRemoved()) {
                                ctx.close();
                            }
                        },
                        config.connections().handshakeTimeoutMs(),
                        TimeUnit.MILLISECONDS);
        ctx.fireChannelActive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            answer(ctx, HttpResponseStatus.BAD_REQUEST, "expected an HTTP/1.1 request\n");
            return;
        }
        switch (new QueryStringDecoder(request.uri()).path()) {
            case WEBSOCKET_PATH -> upgrade(ctx, request);
            case "/" -> answer(ctx, HttpResponseStatus.OK, "Ringfence edge: JSON over WebSocket at /ws\n");
            default -> answer(ctx, HttpResponseStatus.NOT_FOUND, "not found: the WebSocket is at /ws\n");
        }
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request) {
        boolean asks = request.method().equals(HttpMethod.GET)
                && request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION, true);
        if (!asks) {
            answer(ctx, HttpResponseStatus.UPGRADE_REQUIRED, "expected a WebSocket upgrade, version 13\n");
            return;
        }
        if (!request.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                || !request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)) {
            answer(ctx, HttpResponseStatus.BAD_REQUEST, "expected headers Connection: Upgrade and Sec-WebSocket-Key\n");
            return;
        }
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshaker13(WEBSOCKET_PATH, null, FrameBounds.first(config, request.headers()));
        initializer.addWebSocketHandlers(ctx.pipeline());
        ctx.pipeline().remove(this);
        handshaker.handshake(ctx.channel(), request).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private static void answer(ChannelHandlerContext ctx, HttpResponseStatus status, String text) {
        ByteBuf body = ByteBufUtil.writeUtf8(ctx.alloc(), text);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            response.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
        }
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == GoAway.INSTANCE) {
            ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
