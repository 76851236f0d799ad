package io.ringfence.transport.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.ringfence.transport.rate.TokenBucket;
import java.util.function.LongSupplier;

/**
 * How much a WebSocket may send: frames at a rate, pings and pongs too, and frames and bytes of one message.
 *
 * <p>What comes too soon is answered with an error and dropped, a message in its whole. Who keeps on is closed with 3503: an
 * error costs more to send than what it answers. A frame that continues a message is let through, as one that lacks its end
 * could never be read; it is counted, and what follows waits for it.
 */
final class MessageLimit extends ChannelInboundHandlerAdapter {
    /** Application-defined: come back with fewer messages. */
    static final WebSocketCloseStatus TOO_MANY_MESSAGES = new WebSocketCloseStatus(3503, "too many messages");

    private final Client client;
    private final MessageConfig config;
    private final EdgeCounters counters;
    private final LongSupplier nanoClock;
    private final TokenBucket messages;
    private int maxMessageBytes;

    private int rateErrors;
    /** Of the message that is coming, in its fragments. */
    private int fragmentCount;

    private int messageBytes;
    private boolean isDropping;

    MessageLimit(
            Client client, MessageConfig config, EdgeCounters counters, TokenBucket messages, LongSupplier nanoClock) {
        this.client = client;
        this.config = config;
        this.counters = counters;
        this.messages = messages;
        this.nanoClock = nanoClock;
        this.maxMessageBytes = client.session().isKnown() ? config.maxFrameBytes() : config.maxAnonymousFrameBytes();
    }

    /** From now on messages may be as large as those of somebody known. */
    void raise() {
        maxMessageBytes = config.maxFrameBytes();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof WebSocketFrame frame) || frame instanceof CloseWebSocketFrame || client.isClosing()) {
            ctx.fireChannelRead(message);
            return;
        }
        boolean isControl = frame instanceof PingWebSocketFrame || frame instanceof PongWebSocketFrame;
        long waitNs = count(frame);
        if (!isControl && !fits(frame, waitNs)) {
            ReferenceCountUtil.release(frame);
            client.closeViolation(
                    WebSocketCloseStatus.MESSAGE_TOO_BIG,
                    fragmentCount > config.maxFragments()
                            ? "a message of more than " + config.maxFragments() + " frames"
                            : "a message of more than " + maxMessageBytes + " bytes");
        } else if (waitNs > 0) {
            ReferenceCountUtil.release(frame);
            refuse(waitNs);
        } else if (isDropping && !isControl) {
            isDropping = !frame.isFinalFragment();
            ReferenceCountUtil.release(frame);
        } else {
            ctx.fireChannelRead(frame);
        }
    }

    /** How long the frame came too soon. */
    private long count(WebSocketFrame frame) {
        long nowNs = nanoClock.getAsLong();
        if (messages.isFull(nowNs)) {
            rateErrors = 0;
        }
        if (frame instanceof ContinuationWebSocketFrame) {
            messages.charge(nowNs);
            return 0;
        }
        return messages.take(nowNs);
    }

    /** Counts a frame of a message; the first one that does not fit ends the connection. */
    private boolean fits(WebSocketFrame frame, long waitNs) {
        if (!(frame instanceof ContinuationWebSocketFrame)) {
            fragmentCount = 0;
            messageBytes = 0;
            isDropping = waitNs > 0 && !frame.isFinalFragment();
        }
        fragmentCount++;
        messageBytes += frame.content().readableBytes();
        return fragmentCount <= config.maxFragments() && messageBytes <= maxMessageBytes;
    }

    private void refuse(long waitNs) {
        counters.increment(EdgeCounter.MESSAGES_TOO_SOON);
        if (++rateErrors > config.maxRateErrors()) {
            client.closeViolation(TOO_MANY_MESSAGES, TOO_MANY_MESSAGES.reasonText());
        } else {
            client.reply(
                    SessionReplies.rateLimited("messages of this connection", SessionReplies.retryAfterMs(waitNs)));
        }
    }
}
