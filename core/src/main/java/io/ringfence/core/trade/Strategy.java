package io.ringfence.core.trade;

import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyTermsDecoder;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.state.StateSink;

/** One timed strategy: its terms, and where it stands. */
final class Strategy {
    final int index;
    final long id;
    final String name;
    final int accountId;
    final int instrumentId;
    final PositionSide side;
    final TriggerSource triggerSource;
    final long quantity;
    final long entryTimeNs;
    final long exitTimeNs;
    /** How much worse than the firing price a stop may trade, {@link Order#NO_LIMIT} for any. */
    final long stopLimitOffset;

    final long fillDeadlineNs;
    final OrderType targetOrderType;
    /** See {@link TermsDigest}; follows from the terms, so it is no part of the state. */
    final long termsDigest;

    final long identityDigest;

    final Position position;

    StrategyState state = StrategyState.CREATED;
    ExitReason exitReason = ExitReason.NONE;
    /** Once a stop has fired everything goes, whatever refuses. */
    boolean isStopFired;
    /** No further attempt to exit before its timer. */
    boolean isRetryPending;

    /** How often a limited exit has missed its deadline. */
    int escalations;
    /** Price that fired the stop, or level of the target that fired. */
    long triggerPrice;

    int refusedExits;
    long stopLevel;
    /** Event time of the first entry fill and of the latest exit fill, 0 before. */
    long enteredNs;

    long exitedNs;
    /** The entry while it is live, else null. */
    Order entryOrder;
    /** The exit while it is live, else null: one at a time. */
    Order exitOrder;

    Strategy(int index, long id, StrategyCreatedDecoder created) {
        this.index = index;
        this.id = id;
        this.name = created.name();
        this.accountId = created.accountId();
        this.instrumentId = created.instrumentId();
        this.side = created.positionSide();
        this.triggerSource = created.triggerSource();
        StrategyTermsDecoder terms = created.terms();
        this.quantity = terms.quantity();
        this.entryTimeNs = terms.entryTimeNs();
        this.exitTimeNs = terms.exitTimeNs();
        this.stopLimitOffset = terms.stopLimitOffset();
        this.fillDeadlineNs = terms.fillDeadlineNs();
        this.targetOrderType = terms.targetOrderType();
        this.termsDigest = TermsDigest.ofTerms(created.terms());
        this.identityDigest = TermsDigest.ofIdentity(created);
        this.position = new Position(side);
    }

    Side entrySide() {
        return side == PositionSide.LONG ? Side.BUY : Side.SELL;
    }

    Side exitSide() {
        return side == PositionSide.LONG ? Side.SELL : Side.BUY;
    }

    boolean hasLiveOrders() {
        return entryOrder != null || exitOrder != null;
    }

    void writeTo(StateSink sink) {
        sink.putLong(id);
        sink.putText(name);
        sink.putLong(accountId);
        sink.putLong(instrumentId);
        sink.putLong(side.value());
        sink.putLong(triggerSource.value());
        sink.putLong(quantity);
        sink.putLong(entryTimeNs);
        sink.putLong(exitTimeNs);
        sink.putLong(state.ordinal());
        sink.putLong(exitReason.value());
        sink.putFlag(isStopFired);
        sink.putFlag(isRetryPending);
        sink.putLong(stopLimitOffset);
        sink.putLong(fillDeadlineNs);
        sink.putLong(targetOrderType.value());
        sink.putLong(escalations);
        sink.putLong(triggerPrice);
        sink.putLong(refusedExits);
        sink.putLong(stopLevel);
        sink.putLong(enteredNs);
        sink.putLong(exitedNs);
        position.writeTo(sink);
    }
}
