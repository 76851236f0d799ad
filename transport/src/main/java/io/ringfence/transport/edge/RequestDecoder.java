package io.ringfence.transport.edge;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageDecoder;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;

/** Text messages become requests; binary ones end the connection. */
final class RequestDecoder extends MessageToMessageDecoder<WebSocketFrame> {
    private final Client client;
    private final RequestReader reader;

    RequestDecoder(Client client, RequestReader reader) {
        super(WebSocketFrame.class);
        this.client = client;
        this.reader = reader;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, WebSocketFrame frame, List<Object> out) {
        if (frame instanceof TextWebSocketFrame) {
            out.add(reader.read(ByteBufUtil.getBytes(frame.content())));
        } else {
            client.closeViolation(WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "binary frame: expected text");
        }
    }
}
