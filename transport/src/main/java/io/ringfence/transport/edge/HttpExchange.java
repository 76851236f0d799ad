package io.ringfence.transport.edge;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;

/** Takes a request from Netty for the {@link EdgeApi}, and its reply back. One for each request; keeps the connection where asked. */
final class HttpExchange {
    private static final String BEARER = "Bearer ";

    private final ChannelHandlerContext ctx;
    private final boolean isKeptAlive;
    private final boolean isHead;
    private boolean isReplied;

    HttpExchange(ChannelHandlerContext ctx, FullHttpRequest request) {
        this.ctx = ctx;
        this.isKeptAlive = HttpUtil.isKeepAlive(request);
        this.isHead = request.method().equals(HttpMethod.HEAD);
    }

    /** The request, copied: Netty's is released when its handler returns. */
    HttpAsk ask(FullHttpRequest request, QueryStringDecoder uri) {
        Map<String, String> query = new HashMap<>();
        uri.parameters().forEach((name, values) -> query.put(name, values.get(0)));
        HttpHeaders headers = request.headers();
        SocketAddress remote = ctx.channel().remoteAddress();
        return new HttpAsk(
                isHead ? HttpMethod.GET.name() : request.method().name(),
                uri.path(),
                query,
                bearer(headers.get(HttpHeaderNames.AUTHORIZATION)),
                headers.get("idempotency-key"),
                headers.get(HttpHeaderNames.IF_NONE_MATCH),
                ByteBufUtil.getBytes(request.content()),
                remote instanceof InetSocketAddress inet ? inet.getAddress() : null);
    }

    private static String bearer(String authorization) {
        boolean isBearer = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return isBearer ? authorization.substring(BEARER.length()).trim() : null;
    }

    /** Whether another request may follow. */
    boolean isKeptAlive() {
        return isKeptAlive;
    }

    /** Whether the request has its answer. */
    boolean isReplied() {
        return isReplied;
    }

    /** Answers. On the channel's event loop, once. */
    void reply(HttpReply reply) {
        isReplied = true;
        HttpResponseStatus status = HttpResponseStatus.valueOf(reply.status());
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(reply.body()));
        if (!reply.contentType().isEmpty()) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, reply.contentType());
        }
        reply.headers().forEach((name, value) -> response.headers().set(name, value));
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
        HttpUtil.setKeepAlive(response, isKeptAlive);
        ChannelFuture written = ctx.writeAndFlush(response);
        if (!isKeptAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
