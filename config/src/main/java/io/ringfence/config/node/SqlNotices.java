package io.ringfence.config.node;

import io.ringfence.journal.sql.SqlListener;
import java.util.function.Consumer;

/** What becomes of the SQL projection, as notices. */
final class SqlNotices implements SqlListener {
    private final Consumer<String> notices;

    SqlNotices(Consumer<String> notices) {
        this.notices = notices;
    }

    @Override
    public void onConnected(String place, long position) {
        notices.accept("sql: connected to " + place + ", which has the event log up to position " + position);
    }

    @Override
    public void onLost(String reason, long retryMs) {
        String why = reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
        notices.accept("sql: " + why + "; tried again in " + retryMs + " ms and on, the host goes on without");
    }

    @Override
    public void onCaughtUp(long position) {
        notices.accept("sql: caught up at position " + position);
    }

    @Override
    public void onRefused(String reason) {
        notices.accept("sql: off until the next start: " + reason);
    }
}
