package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * An account's portfolio, whole after each change, or the newest of an interval. What comes from the core says only that it
 * has changed; it is written down when it is sent.
 */
final class PortfolioSubscription extends EventSubscription {
    private final Publications publications;
    private final long intervalNs;
    private long sentNs;
    private Future<?> timer;
    private long sentUpTo;

    PortfolioSubscription(Client client, int accountId, Pacing pacing, Publications publications) {
        super(client, Channel.PORTFOLIO, accountId, Filter.NONE);
        this.publications = publications;
        this.intervalNs = pacing.intervalNs(0);
        this.sentNs = System.nanoTime() - intervalNs;
    }

    /** The client has been told that it stands there. */
    void beginsAt(long position) {
        sentUpTo = position;
    }

    @Override
    boolean offer(FrameInfo info, ByteBuf empty) {
        if (timer != null || !client.session().maySee(accountId)) {
            return false;
        }
        long waitNs = intervalNs - (System.nanoTime() - sentNs);
        if (waitNs <= 0 && client.isWritableNow()) {
            return send();
        }
        timer = client.schedule(this::sendDue, Math.max(1_000_000, waitNs), TimeUnit.NANOSECONDS);
        return false;
    }

    private void sendDue() {
        timer = null;
        if (client.isClosing()) {
            return;
        }
        if (client.isWritableNow()) {
            send();
        } else {
            timer = client.schedule(this::sendDue, Math.max(1_000_000, intervalNs), TimeUnit.NANOSECONDS);
        }
    }

    /** Writes it as it is now; false where nothing is known of the account. */
    boolean send() {
        sentNs = System.nanoTime();
        String json;
        Streams streams = publications.streams();
        synchronized (streams) {
            long position = streams.of(Channel.ORDERS, accountId).position();
            json = Replies.portfolio(publications.state().snapshot(Channel.PORTFOLIO, accountId), position);
            sentUpTo = position;
        }
        if (json == null) {
            return false;
        }
        client.event(json);
        return true;
    }

    @Override
    long sentUpTo() {
        return sentUpTo;
    }

    @Override
    void close() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
