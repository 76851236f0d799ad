package io.ringfence.core.trade;

import io.ringfence.core.command.Rules;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** The bounds of the trade stage, as the last NODE_STARTED set them. */
record Limits(
        int maxOpenOrders,
        int maxOpenOrdersPerAccount,
        int maxExitAttempts,
        long exitRetryDelayNs,
        long exitRetryMaxDelayNs,
        long lateAfterNs,
        long reconcilePeriodNs,
        long brokerErrorWindowNs,
        long feedSilenceNs,
        int maxBrokerErrors,
        int maxAccounts,
        int maxCommandIds,
        int maxActionsPerCall,
        int ruleVersion) {
    /** Before the first NODE_STARTED: nothing may be sent. */
    static final Limits NONE = new Limits(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Rules.FIRST);

    static Limits of(NodeStartedDecoder started) {
        return new Limits(
                started.maxOpenOrders(),
                // Negative where a journal lacks it.
                Math.max(0, started.maxOpenOrdersPerAccount()),
                started.maxExitAttempts(),
                started.exitRetryDelayNs(),
                started.exitRetryMaxDelayNs(),
                started.lateAfterNs(),
                started.reconcilePeriodNs(),
                started.brokerErrorWindowNs(),
                started.feedSilenceNs(),
                started.maxBrokerErrors(),
                started.maxAccounts(),
                started.maxCommandIds(),
                started.maxActionsPerCall(),
                Rules.versionOf(started));
    }

    /** From the n-th refusal of a strategy's exits to the next attempt: doubled each time, up to the bound. */
    long retryDelayNs(int refusals) {
        int doublings = Math.min(
                refusals - 1, Long.SIZE - 2 - Long.numberOfTrailingZeros(Long.highestOneBit(exitRetryDelayNs)));
        return Math.min(exitRetryMaxDelayNs, exitRetryDelayNs << Math.max(0, doublings));
    }

    void writeTo(StateSink sink) {
        sink.putLong(maxOpenOrders);
        sink.putLong(maxOpenOrdersPerAccount);
        sink.putLong(maxExitAttempts);
        sink.putLong(exitRetryDelayNs);
        sink.putLong(exitRetryMaxDelayNs);
        sink.putLong(lateAfterNs);
        sink.putLong(reconcilePeriodNs);
        sink.putLong(brokerErrorWindowNs);
        sink.putLong(feedSilenceNs);
        sink.putLong(maxBrokerErrors);
        sink.putLong(maxAccounts);
        sink.putLong(maxCommandIds);
        sink.putLong(maxActionsPerCall);
        sink.putLong(ruleVersion);
    }

    static Limits readFrom(StateSource source) {
        return new Limits(
                source.getInt(),
                source.version() >= StateFormat.ACCOUNTS_APART ? source.getInt() : 0,
                source.getInt(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getInt(),
                source.getInt(),
                source.getInt(),
                source.getInt(),
                ruleVersion(source.getInt()));
    }

    private static int ruleVersion(int version) {
        if (version > Rules.VERSION) {
            throw new StateFormatException("it stands under rule version " + version
                    + "; this build knows the rules up to version " + Rules.VERSION);
        }
        return version;
    }
}
