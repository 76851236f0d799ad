package io.ringfence.core.risk;

import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** One account's limits, and what they are held against. */
final class AccountRisk {
    final int accountId;
    final OnItsWay onItsWay = new OnItsWay();
    final DuplicateWindow duplicates = new DuplicateWindow();
    final OrderRate rate = new OrderRate();
    final DailyLoss dailyLoss = new DailyLoss();
    final Drawdown drawdown = new Drawdown();
    final StopOutStreak streak = new StopOutStreak();
    RiskLimits limits = RiskLimits.NONE;

    /** Entries sent that are not final. */
    int openEntries;

    AccountRisk(int accountId) {
        this.accountId = accountId;
    }

    /** Puts limits in force; what is remembered under those before stays where both watch the same. */
    void limit(RiskLimits newLimits, long nowNs, long equity) {
        boolean isNewDay = !limits.isEquityWatched() || limits.dayStartNs() != newLimits.dayStartNs();
        limits = newLimits;
        duplicates.limit(newLimits);
        rate.limit(newLimits);
        streak.limit(newLimits);
        if (!newLimits.isEquityWatched()) {
            dailyLoss.end();
        } else if (isNewDay) {
            dailyLoss.begin(newLimits.dayStartNs(), nowNs, equity);
        }
        sample(equity);
    }

    void beginDay(long nowNs, long equity) {
        dailyLoss.begin(limits.dayStartNs(), nowNs, equity);
        sample(equity);
    }

    void sample(long equity) {
        if (limits.maxDrawdown() > 0) {
            drawdown.sample(equity);
        } else {
            drawdown.end();
        }
    }

    void writeTo(StateSink sink) {
        sink.putLong(accountId);
        limits.writeTo(sink);
        sink.putLong(openEntries);
        onItsWay.writeTo(sink);
        duplicates.writeTo(sink);
        rate.writeTo(sink);
        dailyLoss.writeTo(sink);
        drawdown.writeTo(sink);
        streak.writeTo(sink);
    }

    static AccountRisk readFrom(StateSource source) {
        AccountRisk risk = new AccountRisk(source.getInt());
        risk.limits = RiskLimits.readFrom(source);
        risk.openEntries = source.getCount();
        risk.onItsWay.readFrom(source);
        risk.duplicates.readFrom(source);
        risk.rate.readFrom(source);
        risk.dailyLoss.readFrom(source);
        risk.drawdown.readFrom(source);
        risk.streak.readFrom(source);
        return risk;
    }
}
