package io.ringfence.config.doctor;

/** What a finding costs, in latency. */
public enum Level {
    /** Nothing to gain. */
    GOOD("good"),
    /** Some microseconds, now and then or with each event; or some percent. */
    COSTS_LITTLE("costs little"),
    /** Milliseconds, or the whole path several times slower; or the host does not start, or breaks a promise. */
    COSTS_A_LOT("costs a lot"),
    /** It could not be found out. */
    UNKNOWN("unknown");

    private final String title;

    Level(String title) {
        this.title = title;
    }

    /** As people read it. */
    public String title() {
        return title;
    }
}
