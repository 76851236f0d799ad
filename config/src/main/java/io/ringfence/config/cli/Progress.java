package io.ringfence.config.cli;

import java.io.PrintWriter;

/**
 * A line about long work: redrawn in place on a terminal, now and then a new line elsewhere. Not thread-safe.
 */
public final class Progress {
    private static final long TERMINAL_INTERVAL_NS = 100_000_000L;
    private static final long LINES_INTERVAL_NS = 5_000_000_000L;
    private static final int BAR_WIDTH = 16;
    /** A longer line would wrap on a narrow terminal, and then scroll instead of being redrawn. */
    private static final int MAX_LINE = 79;

    private final PrintWriter err;
    private final String what;
    private final boolean isTerminal;
    private final long startedNs = System.nanoTime();
    private long shownNs;
    private int shownLength;

    /** A line that begins with {@code what}; whether it is redrawn depends on whether this process has a terminal. */
    public Progress(PrintWriter err, String what) {
        this(err, what, System.console() != null);
    }

    Progress(PrintWriter err, String what, boolean isTerminal) {
        this.err = err;
        this.what = what;
        this.isTerminal = isTerminal;
        this.shownNs = startedNs;
    }

    /** Shows how far it is, not more often than people can read. */
    public void show(long done, long total, String detail) {
        long now = System.nanoTime();
        if (now - shownNs < (isTerminal ? TERMINAL_INTERVAL_NS : LINES_INTERVAL_NS)) {
            return;
        }
        shownNs = now;
        String whole = line(done, total, detail);
        String line = isTerminal && whole.length() > MAX_LINE ? whole.substring(0, MAX_LINE) : whole;
        if (isTerminal) {
            err.print('\r' + line + " ".repeat(Math.max(0, shownLength - line.length())));
            shownLength = line.length();
        } else {
            err.println(line);
        }
        err.flush();
    }

    private String line(long done, long total, String detail) {
        if (total <= 0) {
            return what + "  " + detail;
        }
        double part = Math.min(1.0, (double) done / total);
        String percent = String.format("%3.0f %%", part * 100);
        if (!isTerminal) {
            return what + " " + percent + "  " + detail;
        }
        int filled = (int) Math.round(part * BAR_WIDTH);
        return what + " [" + "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled) + "] " + percent + "  " + detail;
    }

    /** Takes the line away again. */
    public void end() {
        if (isTerminal && shownLength > 0) {
            err.print('\r' + " ".repeat(shownLength) + '\r');
            err.flush();
        }
    }

    double elapsedSeconds() {
        return (System.nanoTime() - startedNs) / 1e9;
    }
}
