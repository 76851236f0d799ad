package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** How a handler before the routes refuses a request: with an object of the protocol, and as the last answer. */
final class JsonAnswer {
    private JsonAnswer() {}

    /** Writes the answer; the caller closes. */
    static ChannelFuture refuse(ChannelHandlerContext ctx, HttpResponseStatus status, String json, long retryAfterMs) {
        ByteBuf body = ByteBufUtil.writeUtf8(ctx.alloc(), json);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (retryAfterMs > 0) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, SessionReplies.retryAfterS(retryAfterMs));
        }
        return ctx.writeAndFlush(response);
    }
}
