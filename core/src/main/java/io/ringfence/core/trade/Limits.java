package io.ringfence.core.trade;

import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.state.StateSink;

/** The bounds of the trade stage, as the last NODE_STARTED set them. */
record Limits(int maxOpenOrders, int maxExitAttempts, long exitRetryDelayNs) {
    /** Before the first NODE_STARTED: nothing may be sent. */
    static final Limits NONE = new Limits(0, 0, 0);

    static Limits of(NodeStartedDecoder started) {
        return new Limits(started.maxOpenOrders(), started.maxExitAttempts(), started.exitRetryDelayNs());
    }

    void writeTo(StateSink sink) {
        sink.putLong(maxOpenOrders);
        sink.putLong(maxExitAttempts);
        sink.putLong(exitRetryDelayNs);
    }
}
