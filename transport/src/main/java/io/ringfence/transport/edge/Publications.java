package io.ringfence.transport.edge;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the edge publishes, and keeps for clients that come: streams, the newest prices, and what accounts have. One for an
 * edge; each part says who may touch it.
 */
final class Publications {
    private final Streams streams;
    private final PriceBoard prices;
    private final Instruments instruments;
    /** Guarded by the lock of {@link Streams}. */
    private AccountState state = AccountState.NONE;

    /** Set before the first client. */
    private SessionListener sessions = SessionListener.NONE;

    private final AtomicLong newestSession = new AtomicLong();

    /** Of the newest event, nanoseconds since the epoch; written by the output thread, read by event loops. */
    private volatile long timeNs;

    Publications(String epoch, StreamConfig config, int loops) {
        streams = new Streams(epoch, config, loops);
        prices = new PriceBoard(config.maxInstruments());
        instruments = new Instruments(List.of(), config.maxInstruments());
    }

    /** The streams, and the lock. */
    Streams streams() {
        return streams;
    }

    PriceBoard prices() {
        return prices;
    }

    Instruments instruments() {
        return instruments;
    }

    /** Time of the newest event, as far as a batch of them has ended. */
    long timeNs() {
        return timeNs;
    }

    void timeNs(long newestNs) {
        timeNs = newestNs;
    }

    /** Who is told of clients that take events. */
    SessionListener sessions() {
        return sessions;
    }

    void sessions(SessionListener listener) {
        sessions = listener;
    }

    /** An id that no client had since the start of the host. Any thread. */
    long newSessionId() {
        return newestSession.incrementAndGet();
    }

    /** What accounts have; under the lock. */
    AccountState state() {
        return state;
    }

    void state(AccountState accountState) {
        synchronized (streams) {
            state = accountState;
        }
    }
}
