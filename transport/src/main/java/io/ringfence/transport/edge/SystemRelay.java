package io.ringfence.transport.edge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes on what is worth nothing later: from whoever sends it to the clients that take the events of some accounts, each on its
 * own event loop. Nothing is kept, and nobody waits: what a loop or a client does not keep up with is dropped, and counted. Any
 * thread.
 */
public final class SystemRelay {
    private final Streams streams;
    private final Fanout[] fanouts;
    private final EdgeCounters counters;
    /** Of each loop: handed over and not yet written. Raised by senders, lowered by the loop. */
    private final AtomicInteger[] pendingBytes;

    private final int maxPendingBytes;

    /** So many bytes may wait for a loop. */
    SystemRelay(Streams streams, Fanout[] fanouts, EdgeCounters counters, int maxPendingBytes) {
        this.streams = streams;
        this.fanouts = fanouts;
        this.counters = counters;
        this.maxPendingBytes = maxPendingBytes;
        this.pendingBytes = new AtomicInteger[fanouts.length];
        for (int i = 0; i < fanouts.length; i++) {
            pendingBytes[i] = new AtomicInteger();
        }
    }

    /**
     * Hands an object to all clients that take the events of these accounts.
     *
     * @param json one object, in UTF-8, of at most {@value JsonFrame#MAX_BYTES} bytes
     * @return to how many it was handed; one that turns out not to keep up does not get it
     * @throws IllegalArgumentException when it is longer
     */
    public int relay(Collection<Integer> accountIds, byte[] json) {
        if (json.length > JsonFrame.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "message of " + json.length + " bytes: expected at most " + JsonFrame.MAX_BYTES);
        }
        int count = 0;
        for (int loop = 0; loop < fanouts.length; loop++) {
            List<Stream> wanted = new ArrayList<>();
            int sessions = 0;
            synchronized (streams) {
                for (int accountId : accountIds) {
                    Stream stream = streams.of(Channel.EVENTS, accountId);
                    if (stream.isWanted(loop)) {
                        wanted.add(stream);
                        sessions += stream.wanted(loop);
                    }
                }
            }
            if (sessions > 0 && hand(loop, wanted, json)) {
                count += sessions;
            } else {
                counters.add(EdgeCounter.RELAYS_DROPPED, sessions);
            }
        }
        return count;
    }

    private boolean hand(int loop, List<Stream> wanted, byte[] json) {
        AtomicInteger pending = pendingBytes[loop];
        if (pending.addAndGet(json.length) > maxPendingBytes) {
            pending.addAndGet(-json.length);
            return false;
        }
        return fanouts[loop].execute(() -> {
            pending.addAndGet(-json.length);
            fanouts[loop].relay(wanted, json);
        });
    }
}
