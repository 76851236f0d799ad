package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * The first handler: turns a connection away that is one too many, or comes too soon after others. Only one that may stay
 * gets the other handlers, so that what is refused costs neither them nor TLS; where TLS is on it is cut without a word, as
 * an answer in the clear could not be read.
 */
final class ConnectLimit extends ChannelInboundHandlerAdapter {
    private static final String HEAD = "\r\nconnection: close\r\ncontent-length: ";

    private final EdgeInitializer initializer;
    private final Entrance entrance;
    private final EdgeCounters counters;
    private long address;
    private boolean isAdmitted;

    ConnectLimit(EdgeInitializer initializer, Entrance entrance, EdgeCounters counters) {
        this.initializer = initializer;
        this.entrance = entrance;
        this.counters = counters;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        counters.increment(EdgeCounter.CONNECTIONS_OPEN);
        address = Admission.keyOf(ctx.channel().remoteAddress());
        Admission.Decision decision =
                entrance.admission().connect(address, entrance.nanoClock().getAsLong());
        isAdmitted = decision.verdict() == Admission.Verdict.ADMITTED;
        if (isAdmitted) {
            counters.increment(EdgeCounter.CONNECTIONS_ACCEPTED);
            initializer.addHttpHandlers(ctx.pipeline());
            ctx.fireChannelActive();
            return;
        }
        counters.increment(counterOf(decision.verdict()));
        if (initializer.isTls()) {
            ctx.close();
        } else {
            ByteBuf answer = ByteBufUtil.writeAscii(ctx.alloc(), answer(decision));
            ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static EdgeCounter counterOf(Admission.Verdict verdict) {
        return switch (verdict) {
            case TOO_SOON -> EdgeCounter.CONNECTS_TOO_SOON;
            case TOO_MANY_OF_ADDRESS -> EdgeCounter.CONNECTIONS_REFUSED_ADDRESS;
            case TOO_MANY, ADMITTED -> EdgeCounter.CONNECTIONS_REFUSED;
        };
    }

    private static String answer(Admission.Decision decision) {
        if (decision.verdict() != Admission.Verdict.TOO_SOON) {
            return "HTTP/1.1 503 Service Unavailable" + HEAD + "0\r\n\r\n";
        }
        String body = SessionReplies.rateLimited("connects of this address", decision.retryAfterMs());
        return "HTTP/1.1 429 Too Many Requests\r\ncontent-type: application/json\r\nretry-after: "
                + SessionReplies.retryAfterS(decision.retryAfterMs()) + HEAD + body.length() + "\r\n\r\n" + body;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (isAdmitted) {
            ctx.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        // Everybody else first: when it no longer counts, nothing is left of it.
        ctx.fireChannelInactive();
        if (isAdmitted) {
            entrance.admission().disconnect(address, entrance.nanoClock().getAsLong());
        }
        counters.decrement(EdgeCounter.CONNECTIONS_OPEN);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (isAdmitted) {
            ctx.fireExceptionCaught(cause);
        } else {
            ctx.close();
        }
    }
}
