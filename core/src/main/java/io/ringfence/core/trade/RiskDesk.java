package io.ringfence.core.trade;

import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.RiskLimitsSetDecoder;
import io.ringfence.core.event.UserRegisteredDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.state.StateSink;

/** Accounts, their limits and the kill switch. */
final class RiskDesk {
    boolean allowsEntry(Strategy strategy) {
        return true;
    }

    void onLimits() {}

    KillLevel hostKillLevel() {
        return KillLevel.NONE;
    }

    KillLevel killLevel(int accountId) {
        return KillLevel.NONE;
    }

    Verdict setKillSwitch(int accountId, boolean isAll, KillLevel level) {
        return Verdict.ACCEPTED;
    }

    void register(UserRegisteredDecoder registered) {}

    Verdict known(int accountId) {
        return Verdict.ACCEPTED;
    }

    Verdict limits(RiskLimitsSetDecoder limits) {
        return Verdict.ACCEPTED;
    }

    void onPrice(int instrumentId, long price) {}

    void onRoundEnded(Strategy strategy) {}

    int highestInstrumentId() {
        return -1;
    }

    long netQuantity(int instrumentId) {
        return 0;
    }

    void onBrokerRefused() {}

    void onFill(Order order, long quantity, long notional, long fee) {}

    void onEntrySent(Order entry) {}

    void onEntryEnded(Order entry) {}

    void writeTo(StateSink sink) {}
}
