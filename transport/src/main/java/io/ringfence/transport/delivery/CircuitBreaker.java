package io.ringfence.transport.delivery;

import java.util.concurrent.TimeUnit;

/**
 * Keeps requests from a service that is down, as in Michael Nygard, "Release It!", chapter "Circuit Breaker".
 *
 * <pre>
 *             failures in a row                    the time is over
 *   CLOSED ─────────────────────► OPEN ──────────────────────────────────► HALF_OPEN
 *     ▲                            ▲                                          │ │
 *     │                            └── the one request fails: twice as long ──┘ │
 *     └────────────────────────────── the one request succeeds ─────────────────┘
 * </pre>
 *
 * <p>What comes of a request counts in the state that it was sent in; of one that was sent before the last change of state
 * nothing follows. No clock and no threads: times are arguments, nanoseconds of any clock that does not run backwards. One thread.
 */
public final class CircuitBreaker {
    /** From {@link #waitNs}: as long as it takes until something comes of the one request that is out. */
    public static final long UNTIL_ANSWERED = Long.MAX_VALUE;

    private final int maxFailures;
    private final long openNs;
    private final long maxOpenNs;

    private State state = State.CLOSED;
    /** Raised with each change of state: the ticket of requests sent since. */
    private long epoch;
    /** CLOSED: failures in a row. */
    private int failures;
    /** OPEN: until when. */
    private long untilNs;
    /** OPEN, HALF_OPEN: for how long it was, or is, open. */
    private long lastOpenNs;

    /** What the service is held for. */
    public enum State {
        /** Up. */
        CLOSED,
        /** Down: nothing is sent. */
        OPEN,
        /** Perhaps up again: one request is out that finds out. */
        HALF_OPEN
    }

    /** One that holds its service for up. */
    public CircuitBreaker(BreakerConfig config) {
        maxFailures = config.failures();
        openNs = TimeUnit.MILLISECONDS.toNanos(config.openMs());
        maxOpenNs = TimeUnit.MILLISECONDS.toNanos(config.maxOpenMs());
    }

    /** What the service was last held for. OPEN stays until a request may be sent and is. */
    public State state() {
        return state;
    }

    /** How long until a request may be sent: 0 for now, or {@link #UNTIL_ANSWERED}. */
    public long waitNs(long nowNs) {
        return switch (state) {
            case CLOSED -> 0;
            case OPEN -> Math.max(0, untilNs - nowNs);
            case HALF_OPEN -> UNTIL_ANSWERED;
        };
    }

    /**
     * A request is sent, which {@link #waitNs} has allowed.
     *
     * @return its ticket, for what comes of it
     */
    public long enter(long nowNs) {
        if (waitNs(nowNs) != 0) {
            throw new IllegalStateException("a request was sent to a service that is " + state);
        }
        if (state != State.CLOSED) {
            change(State.HALF_OPEN);
        }
        return epoch;
    }

    /** Something came of a request: the service is up, whatever it said, or is not. */
    public void exit(long ticket, boolean isUp, long nowNs) {
        if (ticket != epoch) {
            return;
        }
        if (isUp) {
            failures = 0;
            if (state == State.HALF_OPEN) {
                change(State.CLOSED);
            }
            return;
        }
        failures++;
        boolean isDown = state == State.HALF_OPEN || maxFailures > 0 && failures >= maxFailures;
        if (isDown) {
            lastOpenNs = state == State.HALF_OPEN ? Math.min(2 * lastOpenNs, maxOpenNs) : openNs;
            untilNs = nowNs + lastOpenNs;
            change(State.OPEN);
        }
    }

    private void change(State to) {
        state = to;
        epoch++;
        failures = 0;
    }
}
