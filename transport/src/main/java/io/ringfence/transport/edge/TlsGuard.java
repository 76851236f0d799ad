package io.ringfence.transport.edge;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/**
 * Ends a connection whose TLS handshake fails, as that of a client in the clear does, and leaves the pipeline of one where it
 * does not. The failure's text is not logged: it has in it what the client sent.
 */
@ChannelHandler.Sharable
final class TlsGuard extends ChannelInboundHandlerAdapter {
    private final EdgeCounters counters;

    TlsGuard(EdgeCounters counters) {
        this.counters = counters;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                ctx.pipeline().remove(this);
            } else {
                counters.increment(EdgeCounter.TLS_REFUSED);
                ctx.close();
            }
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
