package io.ringfence.config.node;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.account.AccountRow;
import io.ringfence.core.trade.StrategyRow;
import io.ringfence.core.trade.TradeCounters;
import java.util.List;

/**
 * Where a node stood when it was closed. Counts are since the journal's first event, but {@code badRows}, which are those
 * of this run's files.
 */
public record NodeSummary(
        long ticks,
        long rejectedTicks,
        long badRows,
        long stopsArmed,
        long stopsFired,
        long ordersSent,
        long fills,
        long realizedPnlScaled,
        long sequence,
        String stateHash,
        String outputDigest,
        List<String> symbols,
        List<StrategyRow> strategies,
        List<AccountRow> accounts) {

    /** Reads a core that no thread runs any more. */
    public static NodeSummary of(CoreLogic logic, long badRows) {
        TradeCounters counters = logic.trade().counters();
        return new NodeSummary(
                counters.ticks(),
                counters.rejectedTicks(),
                badRows,
                counters.stopsArmed(),
                counters.stopsFired(),
                counters.ordersSent(),
                counters.fills(),
                counters.realizedPnlScaled(),
                logic.trade().sequence(),
                logic.stateHash(),
                digestText(logic.trade().outputDigest()),
                logic.stopLoss().symbols(),
                logic.trade().strategyRows(),
                logic.trade().accountRows());
    }

    private static String digestText(long digest) {
        return String.format("%016x", digest);
    }
}
