package io.ringfence.transport.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.ThreadLocalRandom;

/** Pings, pongs and close frames; passes on data frames until the connection is closing. */
final class ControlFrames extends ChannelInboundHandlerAdapter {
    private final Client client;
    private final ConnectionConfig config;

    ControlFrames(Client client, ConnectionConfig config) {
        this.client = client;
        this.config = config;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof CloseWebSocketFrame close) {
            int statusCode = close.statusCode();
            close.release();
            client.closeFrameReceived(statusCode);
        } else if (message instanceof PongWebSocketFrame || client.isClosing()) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof PingWebSocketFrame ping) {
            // The hold on the content passes to the pong.
            ctx.write(new PongWebSocketFrame(((WebSocketFrame) ping).content()), ctx.voidPromise());
        } else {
            ctx.fireChannelRead(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == GoAway.INSTANCE && !client.isClosing()) {
            client.reply(SessionReplies.goAway(reconnectAfterMs()));
            client.close(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    private int reconnectAfterMs() {
        return config.reconnectAfterMs() + ThreadLocalRandom.current().nextInt(config.reconnectSpreadMs() + 1);
    }
}
