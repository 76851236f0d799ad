package io.ringfence.core.strategy;

/** What a strategy's logic sees of its strategy, and what it may ask for. Good for the length of the call. */
public interface StrategyContext {
    /** No time. */
    long NO_TIME = Long.MIN_VALUE;

    /** Event time: nanoseconds since the epoch. The only clock there is. */
    long nowNs();

    /** Held, scaled; 0 when nothing is. */
    long openQuantity();

    /** Average entry price of what is held, scaled; 0 before the first fill. */
    long averageEntry();

    /** Whether it is to hold a long position, rather than a short one. */
    boolean isLong();

    /** Whether nothing is held and no order is out, so that {@link #enter} would do something. */
    boolean isFlat();

    /** When the strategy may enter, {@link #NO_TIME} for at any time. */
    long entryTimeNs();

    /** Whether it trades by a calendar, so that its times are new ones each day. */
    boolean isDaily();

    /** Asks for an entry of the strategy's quantity at the market. Ignored unless {@link #isFlat()}. */
    void enter();

    /** Asks to leave everything that is held, at the market. Ignored when nothing is. */
    void exit();

    /**
     * Asks to be called at a time, in place of any asked for before; for one that has come already, a millisecond from now.
     */
    void wakeAt(long epochNs);

    /**
     * Says something, as a STRATEGY_EVENT_LOGGED.
     *
     * @param text at most 32 ASCII characters; longer ones are cut
     * @param figure scaled or not, as the text says
     */
    void log(String text, long figure);
}
