package io.ringfence.transport.edge;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionDecoder;

/** How large a frame may be: less before its client has said who it is, so that strangers cannot fill the memory. */
final class FrameBounds {
    private FrameBounds() {}

    /** Of a connection's first frames. */
    static WebSocketDecoderConfig first(EdgeConfig config, HttpHeaders upgrade) {
        MessageConfig messages = config.messages();
        boolean mayInflate = messages.inflate()
                && upgrade.get(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, "").contains("permessage-deflate");
        return bounds(
                config.access() == Access.OPEN ? messages.maxFrameBytes() : messages.maxAnonymousFrameBytes(),
                mayInflate);
    }

    /**
     * Of a client that is known. The last thing to do with a message: those that were read with it are handled on the way.
     */
    static void raise(ChannelPipeline pipeline, MessageConfig messages) {
        pipeline.get(MessageLimit.class).raise();
        boolean mayInflate = pipeline.get(WebSocketExtensionDecoder.class) != null;
        pipeline.replace(
                WebSocket13FrameDecoder.class,
                "frames",
                new WebSocket13FrameDecoder(bounds(messages.maxFrameBytes(), mayInflate)));
    }

    private static WebSocketDecoderConfig bounds(int maxBytes, boolean mayInflate) {
        return WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(maxBytes)
                .allowExtensions(mayInflate)
                .closeOnProtocolViolation(false)
                .build();
    }
}
