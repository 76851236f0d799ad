package io.ringfence.core.trade;

import io.ringfence.core.command.LabelText;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.strategy.StrategyContext;
import io.ringfence.core.strategy.StrategyLogic;

/**
 * Calls strategies' logic, and keeps what one call asks for until it has returned. A call that throws or asks for too much
 * asks for nothing.
 */
final class LogicDesk implements StrategyContext {
    /** How a call ended. */
    enum Result {
        DONE,
        FAILED,
        OVERRAN
    }

    private final Moment moment;
    private Strategy strategy;
    private int asked;
    private boolean isEntryAsked;
    private boolean isExitAsked;
    private long wakeNs;
    private String[] texts = new String[4];
    private long[] figures = new long[4];
    private int textCount;

    LogicDesk(Moment moment) {
        this.moment = moment;
    }

    private void begin(Strategy called) {
        strategy = called;
        asked = 0;
        isEntryAsked = false;
        isExitAsked = false;
        wakeNs = NO_TIME;
        textCount = 0;
    }

    Result onStart(Strategy called) {
        begin(called);
        try {
            called.logic.onStart(this);
            return end();
        } catch (Exception | LinkageError | AssertionError failure) {
            return fail();
        }
    }

    Result onTick(Strategy called, long price) {
        begin(called);
        called.stats.ticks++;
        try {
            called.logic.onTick(price, this);
            return end();
        } catch (Exception | LinkageError | AssertionError failure) {
            return fail();
        }
    }

    Result onFill(Strategy called) {
        begin(called);
        try {
            called.logic.onFill(this);
            return end();
        } catch (Exception | LinkageError | AssertionError failure) {
            return fail();
        }
    }

    Result onTimer(Strategy called, StrategyLogic.Timer timer) {
        begin(called);
        try {
            called.logic.onTimer(timer, this);
            return end();
        } catch (Exception | LinkageError | AssertionError failure) {
            return fail();
        }
    }

    /** Whether it is to be called with ticks; no when it cannot say. */
    static boolean wantsTicks(StrategyLogic logic) {
        try {
            return logic.wantsTicks();
        } catch (Exception | LinkageError | AssertionError failure) {
            return false;
        }
    }

    /** Whether a round is all it is for; yes when it cannot say. */
    boolean isOneShot(Strategy called) {
        begin(called);
        try {
            return called.logic.isOneShot(this);
        } catch (Exception | LinkageError | AssertionError failure) {
            return true;
        }
    }

    private Result end() {
        return asked > moment.limits.maxActionsPerCall() ? Result.OVERRAN : Result.DONE;
    }

    private Result fail() {
        return asked > moment.limits.maxActionsPerCall() ? Result.OVERRAN : Result.FAILED;
    }

    boolean isEntryAsked() {
        return isEntryAsked;
    }

    boolean isExitAsked() {
        return isExitAsked;
    }

    /** {@link #NO_TIME} when it did not ask. */
    long wakeNs() {
        return wakeNs;
    }

    int textCount() {
        return textCount;
    }

    String text(int index) {
        return texts[index];
    }

    long figure(int index) {
        return figures[index];
    }

    @Override
    public long nowNs() {
        return moment.nowNs;
    }

    @Override
    public long openQuantity() {
        return Math.max(0, strategy.position.open());
    }

    @Override
    public long averageEntry() {
        return strategy.isRoundOver ? 0 : strategy.position.averageEntry();
    }

    @Override
    public boolean isLong() {
        return strategy.side == PositionSide.LONG;
    }

    @Override
    public boolean isFlat() {
        return strategy.state == StrategyState.READY;
    }

    @Override
    public long entryTimeNs() {
        return strategy.entryTimeNs;
    }

    @Override
    public boolean isDaily() {
        return strategy.isDaily();
    }

    @Override
    public void enter() {
        asked++;
        isEntryAsked = true;
    }

    @Override
    public void exit() {
        asked++;
        isExitAsked = true;
    }

    @Override
    public void wakeAt(long epochNs) {
        asked++;
        wakeNs = epochNs;
    }

    @Override
    public void log(String text, long figure) {
        asked++;
        if (asked > moment.limits.maxActionsPerCall()) {
            return;
        }
        if (textCount == texts.length) {
            texts = java.util.Arrays.copyOf(texts, 2 * textCount);
            figures = java.util.Arrays.copyOf(figures, 2 * textCount);
        }
        texts[textCount] = LabelText.of(text);
        figures[textCount++] = figure;
    }
}
