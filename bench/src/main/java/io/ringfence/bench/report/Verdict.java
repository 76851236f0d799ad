package io.ringfence.bench.report;

/** What two figures of the same thing say about each other. */
enum Verdict {
    /** By more than both noise bounds. */
    FASTER("faster"),
    /** By more than both noise bounds. */
    SLOWER("slower"),
    /** Inside the wider bound, and that is narrow enough to say so. */
    WITHIN_NOISE("within noise"),
    /** Inside a bound that would hide a change to double or half. */
    TOO_NOISY("too noisy to tell"),
    /** A round of one of them has findings, or nothing was recorded. */
    PROVES_NOTHING("proves nothing");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** On times: less is faster. For rates the two change places. */
    static Verdict on(double before, double after, NoiseBound beforeBound, NoiseBound afterBound) {
        NoiseBound bound = beforeBound.or(afterBound);
        // As for the bound, 0 ns by a coarse clock is as good as one.
        double ratio = Math.max(1, after) / Math.max(1, before);
        if (ratio > bound.factor()) {
            return SLOWER;
        }
        if (1 / ratio > bound.factor()) {
            return FASTER;
        }
        return bound.tells() ? WITHIN_NOISE : TOO_NOISY;
    }

    /** What stands behind a ratio of two subjects of one run. */
    String mark() {
        return switch (this) {
            case FASTER, SLOWER -> "";
            case WITHIN_NOISE -> " ~";
            case TOO_NOISY, PROVES_NOTHING -> " ?";
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
