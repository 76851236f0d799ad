package io.ringfence.transport.client;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** Plain HTTP of a {@link ScriptedEdge}, with the headers that the host sends. */
final class ScriptedPages extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final ScriptedEdge edge;

    ScriptedPages(ScriptedEdge edge) {
        this.edge = edge;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        String path = request.uri().replaceFirst("[?#].*", "");
        if (path.equals("/ws")) {
            ctx.fireChannelRead(request.retain());
            return;
        }
        ScriptedEdge.Page page =
                edge.pages.page(request.method().name(), path, ByteBufUtil.getBytes(request.content()));
        if (page == null) {
            page = new ScriptedEdge.Page(404, "text/plain", "not found\n".getBytes());
        }
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(page.status()), Unpooled.wrappedBuffer(page.body()));
        response.headers()
                .set("Content-Type", page.contentType())
                .set("Content-Length", page.body().length)
                .set(
                        "Content-Security-Policy",
                        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'")
                .set("X-Content-Type-Options", "nosniff")
                .set("Connection", "close");
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
