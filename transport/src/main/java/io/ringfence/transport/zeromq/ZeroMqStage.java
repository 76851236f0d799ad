package io.ringfence.transport.zeromq;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.Stage;

/**
 * Tells the gateway what came of its events and which users have a session, behind the gate: what it tells of is journaled.
 * Never waits. One thread.
 */
public final class ZeroMqStage implements Stage {
    private final RingPort port;
    private final WatchedUsers users;
    private final Wake wake;
    private boolean hasNews;

    ZeroMqStage(RingPort port, WatchedUsers users, Wake wake) {
        this.port = port;
        this.users = users;
        this.wake = wake;
    }

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        hasNews |= port.onEvent(slot) | users.onEvent(slot);
        if (endOfBatch) {
            flush();
        }
    }

    @Override
    public boolean isBatched() {
        return true;
    }

    @Override
    public void flush() {
        if (hasNews) {
            hasNews = false;
            wake.signal();
        }
    }

    @Override
    public void onStop() {
        flush();
    }
}
