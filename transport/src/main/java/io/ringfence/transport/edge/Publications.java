package io.ringfence.transport.edge;

import java.util.List;

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
