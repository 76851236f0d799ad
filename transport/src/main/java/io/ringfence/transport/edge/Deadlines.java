package io.ringfence.transport.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The one timer of a connection, for everything that has to happen in time.
 *
 * <p>Silence: a client that sent nothing for half the idle timeout is pinged, and closed when nothing comes for the other half.
 * As a client that does not read is not read from, this is also the bound on the age of what waits for it. Session: until
 * {@code auth}, or a subscription to prices, there is a deadline; then it is the token's expiry.
 */
final class Deadlines extends ChannelInboundHandlerAdapter implements Runnable {
    private static final WebSocketCloseStatus NO_AUTH = new WebSocketCloseStatus(3500, "no auth in time");
    private static final WebSocketCloseStatus EXPIRED = new WebSocketCloseStatus(3002, "the token has expired");

    private final Client client;
    private final long idleNs;
    private final long authDeadlineNs;
    private ChannelHandlerContext context;

    private long lastReadNs;
    private boolean isPinged;
    /** What the session ends with at its end; null where it has none. */
    private WebSocketCloseStatus ending;

    private long endNs;

    private Future<?> timer;
    private long timerNs;

    Deadlines(Client client, EdgeConfig config) {
        this.client = client;
        this.idleNs = TimeUnit.MILLISECONDS.toNanos(config.connections().idleTimeoutMs());
        this.authDeadlineNs = TimeUnit.MILLISECONDS.toNanos(config.admission().authDeadlineMs());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        lastReadNs = System.nanoTime();
        if (!client.session().isKnown()) {
            ending = NO_AUTH;
            endNs = lastReadNs + authDeadlineNs;
        }
        schedule();
    }

    /** The client listens to what everybody may hear: it need not say who it is. */
    void hasPrices() {
        if (ending == NO_AUTH) {
            ending = null;
        }
    }

    /** The client has said who it is, and that is good for so long. */
    void expireIn(long delayMs) {
        ending = EXPIRED;
        endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMs);
        if (endNs - timerNs < 0) {
            timer.cancel(false);
            schedule();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        lastReadNs = System.nanoTime();
        isPinged = false;
        ctx.fireChannelRead(message);
    }

    @Override
    public void run() {
        if (client.isClosing()) {
            return;
        }
        long nowNs = System.nanoTime();
        long silenceNs = nowNs - lastReadNs;
        if (ending != null && nowNs - endNs >= 0) {
            client.closeSession(ending);
        } else if (silenceNs >= idleNs) {
            client.closeSlow("no sign of life");
        } else {
            if (silenceNs >= idleNs / 2 && !isPinged) {
                isPinged = true;
                context.writeAndFlush(new PingWebSocketFrame(), context.voidPromise());
            }
            schedule();
        }
    }

    /** For what comes first; later, where it has moved meanwhile, it is looked at again. */
    private void schedule() {
        timerNs = lastReadNs + (isPinged ? idleNs : idleNs / 2);
        if (ending != null && endNs - timerNs < 0) {
            timerNs = endNs;
        }
        long delayNs = Math.max(0, timerNs - System.nanoTime());
        timer = context.executor().schedule(this, delayNs, TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        timer.cancel(false);
        ctx.fireChannelInactive();
    }
}
