package io.ringfence.transport.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/**
 * Pings a client that was silent for half the idle timeout, closes it when nothing comes for the other half. As a client
 * that does not read is not read from, this is also the bound on the age of what waits for it.
 */
final class Heartbeat extends IdleStateHandler {
    private final Client client;

    Heartbeat(Client client, int idleTimeoutMs) {
        super(idleTimeoutMs / 2, 0, 0, TimeUnit.MILLISECONDS);
        this.client = client;
    }

    @Override
    protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
        if (!event.isFirst()) {
            client.closeSlow("no sign of life");
        } else if (!client.isClosing()) {
            ctx.writeAndFlush(new PingWebSocketFrame(), ctx.voidPromise());
        }
    }
}
