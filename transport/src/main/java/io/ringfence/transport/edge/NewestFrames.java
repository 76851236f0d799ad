package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Events of which only the newest counts, at most one of a kind in an interval: one that comes sooner waits, and a newer one
 * takes its place. A kind is a runner and a type; there are as many as the account has runners. Belongs to the client's
 * event loop.
 */
final class NewestFrames {
    private static final class Kind {
        long sentNs;
        ByteBuf waiting;
    }

    private final Client client;
    private final long intervalNs;
    private final LongObjectHashMap<Kind> kinds = new LongObjectHashMap<>();
    private Future<?> timer;

    NewestFrames(Client client, long intervalNs) {
        this.client = client;
        this.intervalNs = intervalNs;
    }

    /** Writes the frame, or keeps it; the caller keeps its own hold on it. */
    boolean offer(FrameInfo info, ByteBuf frame) {
        long key = info.strategyId << 8 | info.templateId & 0xFF;
        Kind kind = kinds.get(key);
        long nowNs = System.nanoTime();
        if (kind == null) {
            kind = new Kind();
            kind.sentNs = nowNs - intervalNs;
            kinds.put(key, kind);
        }
        if (kind.waiting != null) {
            kind.waiting.release();
            kind.waiting = frame.retainedDuplicate();
            return false;
        }
        if (nowNs - kind.sentNs >= intervalNs && client.isWritableNow()) {
            kind.sentNs = nowNs;
            return client.offerEvent(frame);
        }
        kind.waiting = frame.retainedDuplicate();
        if (timer == null) {
            timer = client.schedule(
                    this::sendDue, Math.max(1, intervalNs - (nowNs - kind.sentNs)), TimeUnit.NANOSECONDS);
        }
        return false;
    }

    private void sendDue() {
        timer = null;
        long nowNs = System.nanoTime();
        long nextNs = Long.MAX_VALUE;
        for (Kind kind : kinds.values()) {
            if (kind.waiting == null) {
                continue;
            }
            long waitNs = intervalNs - (nowNs - kind.sentNs);
            if (waitNs > 0 || !client.isWritableNow()) {
                nextNs = Math.min(nextNs, waitNs > 0 ? waitNs : intervalNs);
                continue;
            }
            ByteBuf frame = kind.waiting;
            kind.waiting = null;
            kind.sentNs = nowNs;
            client.offerEvent(frame);
            frame.release();
            if (client.isClosing()) {
                return;
            }
        }
        if (nextNs != Long.MAX_VALUE && !client.isClosing()) {
            timer = client.schedule(this::sendDue, nextNs, TimeUnit.NANOSECONDS);
        }
    }

    void close() {
        if (timer != null) {
            timer.cancel(false);
        }
        for (Kind kind : kinds.values()) {
            if (kind.waiting != null) {
                kind.waiting.release();
            }
        }
        kinds.clear();
    }
}
