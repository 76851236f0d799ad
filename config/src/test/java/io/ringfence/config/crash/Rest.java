package io.ringfence.config.crash;

import io.ringfence.config.node.FoundPlugins;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.trade.StrategyRow;
import io.ringfence.core.trade.StrategyState;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.replica.Replica;
import java.io.IOException;

/** Tells from a live host's journal whether there is anything left for it to do. */
final class Rest {
    private Rest() {}

    /** Whether the broker has no order open, and no strategy is on its way in or out. */
    static boolean isReached(Plan plan) throws IOException {
        if (!BrokerLog.read(plan.brokerLog()).open.isEmpty()) {
            return false;
        }
        Replica replica = FoundPlugins.replicas(RingConfig.defaults()).genesis();
        new JournalReader(plan.journal()).forEach(1, Long.MAX_VALUE, replica);
        return replica.logic().trade().strategyRows().stream().allMatch(Rest::isAtRest);
    }

    private static boolean isAtRest(StrategyRow row) {
        return row.state() == StrategyState.CLOSED || row.state() == StrategyState.CREATED;
    }
}
