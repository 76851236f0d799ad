package io.ringfence.transport.edge;

import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionFilter;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionFilterProvider;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.util.HashMap;
import java.util.Map;

/**
 * Agrees to inflate what a client sends, each message by itself (RFC 7692, client_no_context_takeover, which a server may ask
 * for unasked), so that an idle connection has no inflater. Frames of the edge are encoded once for all and written past the
 * frame encoder; they stay as they are, which the extension allows.
 */
final class InflateOnly implements WebSocketServerExtensionHandshaker, WebSocketExtensionFilterProvider {
    private static final String EACH_BY_ITSELF = "client_no_context_takeover";
    private static final int WINDOW_BITS = PerMessageDeflateServerExtensionHandshaker.MAX_WINDOW_SIZE;
    /** Of a deflater that is never made. */
    private static final int DEFLATE_MEM_LEVEL = 8;

    private final WebSocketServerExtensionHandshaker deflate;

    /** A frame that inflates to more is refused, and no more of it is inflated. */
    InflateOnly(int maxFrameBytes) {
        deflate = new PerMessageDeflateServerExtensionHandshaker(
                0, false, WINDOW_BITS, true, true, WINDOW_BITS, DEFLATE_MEM_LEVEL, this, maxFrameBytes);
    }

    @Override
    public WebSocketServerExtension handshakeExtension(WebSocketExtensionData offer) {
        Map<String, String> parameters = new HashMap<>(offer.parameters());
        parameters.put(EACH_BY_ITSELF, null);
        return deflate.handshakeExtension(new WebSocketExtensionData(offer.name(), parameters));
    }

    @Override
    public WebSocketExtensionFilter encoderFilter() {
        return WebSocketExtensionFilter.ALWAYS_SKIP;
    }

    @Override
    public WebSocketExtensionFilter decoderFilter() {
        return WebSocketExtensionFilter.NEVER_SKIP;
    }
}
