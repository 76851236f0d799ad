package io.ringfence.transport.rate;

/**
 * A bucket that fills at a {@link Rate}. Its whole state is the time at which it is full (the generic cell rate algorithm of
 * ITU-T I.371, as virtual scheduling): what it lacks until then is what was taken. For one thread; the caller's clock may be
 * any that does not run backwards, {@link System#nanoTime} for one.
 */
public final class TokenBucket {
    private final Rate rate;
    private long fullAtNs;

    /** A full one. */
    public TokenBucket(Rate rate, long nowNs) {
        this.rate = rate;
        this.fullAtNs = nowNs;
    }

    /**
     * Takes a token.
     *
     * @return 0 when there was one; otherwise nothing was taken, and so long it takes until there is one
     */
    public long take(long nowNs) {
        long waitNs = waitNs(nowNs);
        if (waitNs == 0) {
            charge(nowNs);
        }
        return waitNs;
    }

    /** How long it takes until there is a token: 0 when there is one. Nothing is taken. */
    public long waitNs(long nowNs) {
        return Math.max(0, lackNs(nowNs) + rate.intervalNs() - rate.capacityNs());
    }

    /** Takes a token that need not be there yet: later ones wait for it. The caller bounds how often. */
    public void charge(long nowNs) {
        fullAtNs = nowNs + lackNs(nowNs) + rate.intervalNs();
    }

    /** Whether everything that was taken has come back. */
    public boolean isFull(long nowNs) {
        return lackNs(nowNs) == 0;
    }

    /** By difference, as the clock's zero may be anywhere. */
    private long lackNs(long nowNs) {
        return Math.max(0, fullAtNs - nowNs);
    }
}
