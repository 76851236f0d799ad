package io.ringfence.transport.edge;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import java.util.zip.DataFormatException;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of the pipeline: turns what the handlers before it threw into close codes. */
final class Violations extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Violations.class);

    private final Client client;

    Violations(Client client) {
        this.client = client;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            client.closeViolation(
                    corrupted.closeStatus(), corrupted.closeStatus().reasonText());
            endOutput(ctx);
        } else if (cause instanceof TooLongFrameException) {
            WebSocketCloseStatus tooBig = WebSocketCloseStatus.MESSAGE_TOO_BIG;
            client.closeViolation(tooBig, tooBig.reasonText());
        } else if (cause instanceof DecompressionException) {
            WebSocketCloseStatus status = cause.getCause() instanceof DataFormatException
                    ? WebSocketCloseStatus.INVALID_PAYLOAD_DATA
                    : WebSocketCloseStatus.MESSAGE_TOO_BIG;
            client.closeViolation(status, status.reasonText());
        } else if (cause instanceof IOException
                || cause.getCause() instanceof SSLException
                || cause instanceof PrematureChannelClosureException) {
            // The connection is gone, or came to its end in the middle of a message; also what a write behind a close
            // gets.
            ctx.close();
        } else {
            LOG.warn("edge client {} closed: unexpected failure", ctx.channel().remoteAddress(), cause);
            client.close(WebSocketCloseStatus.INTERNAL_SERVER_ERROR);
        }
    }

    /**
     * Behind the close frame, the end of what the edge sends. Frames that are broken cannot be told from an answer to the close
     * frame, and a broken close frame gets none, so there is nothing to wait for. The other direction stays open until the
     * client ends it, or the close timeout: the kernel answers bytes that come after a full close with a reset, and a reset
     * takes the close frame from a client that has not read it yet.
     */
    private static void endOutput(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(written -> ((DuplexChannel) ctx.channel()).shutdownOutput());
    }
}
