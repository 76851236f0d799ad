package io.ringfence.transport.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/**
 * Puts requests together, up to a bound on the body. Of one that is over it the {@link HttpFront} is told, which knows what
 * else is to be answered; its body is thrown away as it comes.
 */
final class BoundedBodies extends HttpObjectAggregator {
    /** A request that was over the bound. */
    static final Object TOO_LARGE = new Object();

    private final int maxBytes;

    BoundedBodies(int maxBytes) {
        super(maxBytes);
        this.maxBytes = maxBytes;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        ctx.fireUserEventTriggered(TOO_LARGE);
    }

    /** Nobody is told to go on with a body that is over the bound, or that expects something else. */
    @Override
    protected Object newContinueResponse(HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
        boolean isTooLarge = super.isContentLengthInvalid(start, maxBytes);
        return isTooLarge ? null : super.newContinueResponse(start, maxContentLength, pipeline);
    }
}
