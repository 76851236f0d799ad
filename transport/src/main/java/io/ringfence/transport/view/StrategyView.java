package io.ringfence.transport.view;

import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.trade.StrategyState;

/** One strategy as its events have told of it. Figures are scaled, times in nanoseconds since the epoch. */
final class StrategyView {
    /** Where its stop is. */
    enum Stop {
        /** Nowhere: nothing is held, or nothing was asked for. */
        NONE,
        /** At its level. */
        STANDING,
        /** It has fired, in this round. */
        FIRED
    }

    final long id;
    final String name;
    final AccountView account;
    final int instrumentId;
    final PositionSide side;
    final TriggerSource triggerSource;
    final String logic;
    final String parameters;
    final TermsView terms = new TermsView();

    StrategyState state = StrategyState.CREATED;
    boolean isStopped;
    /** Why it has ended; NONE while it has not. */
    ExitReason reason = ExitReason.NONE;
    /** Of the round that is under way or comes next. */
    long entryTimeNs;

    long exitTimeNs;
    long openQuantity;
    long averageEntry;
    Stop stop = Stop.NONE;
    /** Where the stop was last told to stand; of one that trails, where it began to. */
    long stopLevel;
    /** Rounds that have ended, and what came of them after fees, as of the last that has. */
    long roundCount;

    long realizedPnl;

    StrategyView(
            long id,
            String name,
            AccountView account,
            int instrumentId,
            PositionSide side,
            TriggerSource triggerSource,
            String logic,
            String parameters) {
        this.id = id;
        this.name = name;
        this.account = account;
        this.instrumentId = instrumentId;
        this.side = side;
        this.triggerSource = triggerSource;
        this.logic = logic;
        this.parameters = parameters;
    }

    int accountId() {
        return account.id;
    }

    boolean isDaily() {
        return terms.calendarId != 0;
    }

    /** Something is held, or is on its way to be. */
    boolean isActive() {
        return state == StrategyState.ENTERING || state == StrategyState.IN_POSITION || state == StrategyState.EXITING;
    }

    boolean isHolding() {
        return openQuantity > 0;
    }

    Side entrySide() {
        return side == PositionSide.LONG ? Side.BUY : Side.SELL;
    }

    Side exitSide() {
        return side == PositionSide.LONG ? Side.SELL : Side.BUY;
    }
}
