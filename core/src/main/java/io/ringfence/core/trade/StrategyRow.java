package io.ringfence.core.trade;

import io.ringfence.core.command.TermsDigest;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.PositionSide;

/**
 * One strategy as people see it. All prices, quantities and money are scaled; times are nanoseconds since the epoch.
 *
 * @param id the sequence of the event that created it
 * @param name its label
 * @param instrumentId what it trades
 * @param side long or short
 * @param state where it stands
 * @param reason why it left, NONE before
 * @param quantity what was entered so far
 * @param openQuantity what is held
 * @param isStopFired whether its stop has fired
 * @param hasLiveExit whether an exit order is out
 * @param enteredNs first entry fill, 0 before
 * @param exitedNs latest exit fill, 0 before
 * @param averageEntry 0 before the first fill
 * @param averageExit 0 before the first fill
 * @param stopLevel 0 before the first fill
 * @param realizedPnl after fees; of a closed strategy's last round, else 0
 * @param roundCount rounds that have ended
 * @param totalPnl after fees; of all of them
 * @param termsDigest of the terms in force, see {@link TermsDigest}
 * @param identityDigest of what never changes
 * @param accountId whose it is
 * @param logic what decides when it enters
 * @param isStopped whether it enters no more
 * @param isManual whether a person's order made it
 */
public record StrategyRow(
        long id,
        String name,
        int instrumentId,
        PositionSide side,
        StrategyState state,
        ExitReason reason,
        long quantity,
        long openQuantity,
        boolean isStopFired,
        boolean hasLiveExit,
        long enteredNs,
        long exitedNs,
        long averageEntry,
        long averageExit,
        long stopLevel,
        long realizedPnl,
        long roundCount,
        long totalPnl,
        long termsDigest,
        long identityDigest,
        int accountId,
        String logic,
        boolean isStopped,
        boolean isManual) {

    static StrategyRow of(Strategy strategy) {
        Position position = strategy.position;
        return new StrategyRow(
                strategy.id,
                strategy.name,
                strategy.instrumentId,
                strategy.side,
                strategy.state,
                strategy.exitReason,
                position.entryQuantity(),
                position.open(),
                strategy.isStopFired,
                strategy.exitOrder != null,
                strategy.enteredNs,
                strategy.exitedNs,
                position.averageEntry(),
                position.averageExit(),
                strategy.stopLevel,
                strategy.state == StrategyState.CLOSED ? position.realizedPnl() : 0,
                strategy.stats.rounds,
                strategy.stats.realizedPnl,
                strategy.termsDigest,
                strategy.identityDigest,
                strategy.accountId,
                strategy.plugin,
                strategy.isStopped,
                strategy.isManual());
    }
}
