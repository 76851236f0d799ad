package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** Pings, pongs and close frames; passes on data frames until the connection is closing. */
final class ControlFrames extends ChannelInboundHandlerAdapter {
    private static final int CODE_BYTES = 2;

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
            boolean hasTextForReason = hasTextForReason(close.content());
            close.release();
            if (hasTextForReason) {
                client.closeFrameReceived(statusCode);
            } else {
                WebSocketCloseStatus status = WebSocketCloseStatus.INVALID_PAYLOAD_DATA;
                ctx.fireExceptionCaught(new CorruptedWebSocketFrameException(status, status.reasonText()));
            }
        } else if (message instanceof PongWebSocketFrame || client.isClosing()) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof PingWebSocketFrame ping) {
            // The hold on the content passes to the pong.
            ctx.write(new PongWebSocketFrame(((WebSocketFrame) ping).content()), ctx.voidPromise());
        } else {
            ctx.fireChannelRead(message);
        }
    }

    /** The frame decoder overlooks a reason that ends within a character. */
    private static boolean hasTextForReason(ByteBuf payload) {
        int bytes = payload.readableBytes() - CODE_BYTES;
        return bytes <= 0
                || ByteBufUtil.isText(payload, payload.readerIndex() + CODE_BYTES, bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == GoAway.INSTANCE && !client.isClosing()) {
            client.reply(SessionReplies.goAway(reconnectAfterMs()));
            client.close(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE);
        } else if (event == Revoked.INSTANCE) {
            client.closeSession(Authentication.REVOKED);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    private int reconnectAfterMs() {
        return config.reconnectAfterMs() + ThreadLocalRandom.current().nextInt(config.reconnectSpreadMs() + 1);
    }
}
