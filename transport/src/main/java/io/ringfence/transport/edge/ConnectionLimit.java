package io.ringfence.transport.edge;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.util.ReferenceCountUtil;

/** Counts connections, and turns one away when too many are open. */
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private static final String TOO_MANY =
            "HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

    private final int maxConnections;
    private final EdgeCounters counters;
    private final ChannelGroup channels;
    private boolean refused;

    ConnectionLimit(int maxConnections, EdgeCounters counters, ChannelGroup channels) {
        this.maxConnections = maxConnections;
        this.counters = counters;
        this.channels = channels;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // Counted first, so that two loops that take a connection at once cannot both take the last place.
        refused = counters.incrementAndGet(EdgeCounter.CONNECTIONS_OPEN) > maxConnections;
        channels.add(ctx.channel());
        if (refused) {
            counters.increment(EdgeCounter.CONNECTIONS_REFUSED);
            ctx.writeAndFlush(ByteBufUtil.writeAscii(ctx.alloc(), TOO_MANY)).addListener(ChannelFutureListener.CLOSE);
        } else {
            counters.increment(EdgeCounter.CONNECTIONS_ACCEPTED);
            ctx.fireChannelActive();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        counters.decrement(EdgeCounter.CONNECTIONS_OPEN);
        ctx.fireChannelInactive();
    }
}
