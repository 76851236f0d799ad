package io.ringfence.transport.edge;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.ringfence.transport.rate.Rate;
import io.ringfence.transport.rate.TokenBucket;
import java.util.function.LongSupplier;

/**
 * How often a connection may ask over HTTP. One request too many is answered 429, behind the answers to those before it, and
 * ends the connection. Leaves the pipeline with the upgrade, which was the first of the WebSocket's messages.
 */
final class RequestLimit extends ChannelDuplexHandler {
    private final EdgeCounters counters;
    private final LongSupplier nanoClock;
    private final TokenBucket messages;

    private int unansweredCount;
    private boolean isEnding;
    private long retryAfterMs;

    RequestLimit(EdgeCounters counters, Rate rate, LongSupplier nanoClock) {
        this.counters = counters;
        this.nanoClock = nanoClock;
        this.messages = new TokenBucket(rate, nanoClock.getAsLong());
    }

    /** What is left of the burst. */
    TokenBucket messages() {
        return messages;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof FullHttpRequest) || isEnding) {
            pass(ctx, message);
            return;
        }
        long waitNs = messages.take(nanoClock.getAsLong());
        if (waitNs == 0) {
            unansweredCount++;
            ctx.fireChannelRead(message);
            return;
        }
        ReferenceCountUtil.release(message);
        counters.increment(EdgeCounter.MESSAGES_TOO_SOON);
        isEnding = true;
        retryAfterMs = SessionReplies.retryAfterMs(waitNs);
        endWhenAllIsAnswered(ctx);
    }

    private void pass(ChannelHandlerContext ctx, Object message) {
        if (isEnding) {
            ReferenceCountUtil.release(message);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ctx.write(message, promise);
        if (message instanceof LastHttpContent) {
            unansweredCount--;
            if (isEnding) {
                endWhenAllIsAnswered(ctx);
            }
        }
    }

    private void endWhenAllIsAnswered(ChannelHandlerContext ctx) {
        if (unansweredCount <= 0) {
            JsonAnswer.refuse(
                            ctx,
                            HttpResponseStatus.TOO_MANY_REQUESTS,
                            SessionReplies.rateLimited("requests of this connection", retryAfterMs),
                            retryAfterMs)
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }
}
