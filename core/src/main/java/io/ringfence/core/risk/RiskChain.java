package io.ringfence.core.risk;

import io.ringfence.core.account.Accounts;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.OrderTermsDecoder;
import io.ringfence.core.event.RiskCode;
import io.ringfence.core.event.RiskLimitsSetDecoder;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.TradingState;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The rules that an entry has to pass, in their fixed order. The package's page has them, and when to call what. Long because
 * each rule reads the same figures of an account and says why it refuses in the same way, a few lines each.
 */
public final class RiskChain {
    /** In place of a limit price: an order at the market. */
    public static final long NO_LIMIT = OrderTermsDecoder.limitPriceNullValue();

    private final Accounts accounts;
    private final KillSwitch killSwitch;
    private final Int2ObjectHashMap<AccountRisk> byAccount = new Int2ObjectHashMap<>();
    private final List<AccountRisk> all = new ArrayList<>();
    private boolean isLinkUp = true;
    private boolean isDiskShort;
    private boolean isFitAsked;
    private long freeDiskBytes;
    private long nowNs;
    private long nextDayNs = Long.MAX_VALUE;

    private RiskCode code = RiskCode.NONE;
    private long bound;
    private long actual;

    /** A chain without limits, its link up. */
    public RiskChain(Accounts accounts, KillSwitch killSwitch) {
        this.accounts = accounts;
        this.killSwitch = killSwitch;
    }

    /** Begins an event, before it changes anything: its time, and the day of accounts whose day has begun by then. */
    public void beginEvent(long eventTimeNs) {
        nowNs = eventTimeNs;
        if (eventTimeNs >= nextDayNs) {
            beginDays();
        }
    }

    private void beginDays() {
        for (int i = 0; i < all.size(); i++) {
            AccountRisk risk = all.get(i);
            if (nowNs >= risk.dailyLoss.nextDayNs() && risk.limits.isEquityWatched()) {
                risk.beginDay(nowNs, accounts.equity(risk.accountId));
            }
        }
        findNextDay();
    }

    private void findNextDay() {
        nextDayNs = Long.MAX_VALUE;
        for (int i = 0; i < all.size(); i++) {
            nextDayNs = Math.min(nextDayNs, all.get(i).dailyLoss.nextDayNs());
        }
    }

    /** Puts an account's limits in force; UNKNOWN_ACCOUNT or INVALID_LIMITS, and then nothing changes. */
    public Verdict setLimits(RiskLimitsSetDecoder input) {
        return setLimits(input.accountId(), RiskLimits.of(input));
    }

    /** Puts an account's limits in force; UNKNOWN_ACCOUNT or INVALID_LIMITS, and then nothing changes. */
    public Verdict setLimits(int accountId, RiskLimits limits) {
        if (!accounts.isKnown(accountId)) {
            return Verdict.UNKNOWN_ACCOUNT;
        }
        Verdict verdict = limits.check();
        if (verdict == Verdict.ACCEPTED) {
            risk(accountId).limit(limits, nowNs, limits.isEquityWatched() ? accounts.equity(accountId) : 0);
            findNextDay();
        }
        return verdict;
    }

    /** The limits in force. */
    public RiskLimits limits(int accountId) {
        AccountRisk risk = byAccount.get(accountId);
        return risk == null ? RiskLimits.NONE : risk.limits;
    }

    /** Tells whether the broker can be reached. */
    public void linkUp(boolean isUp) {
        isLinkUp = isUp;
    }

    /** Tells whether the journal's disk is short of room. */
    public void diskSpace(boolean isShort, long freeBytes) {
        isDiskShort = isShort;
        freeDiskBytes = freeBytes;
    }

    /** Sets whether entries are refused whose notional is no decimal, so that no broker could book them. */
    public void refuseWhatDoesNotFit(boolean isRefused) {
        isFitAsked = isRefused;
    }

    private AccountRisk risk(int accountId) {
        AccountRisk risk = byAccount.get(accountId);
        if (risk == null) {
            risk = new AccountRisk(accountId);
            add(risk);
        }
        return risk;
    }

    private void add(AccountRisk risk) {
        byAccount.put(risk.accountId, risk);
        all.add(risk);
    }

    /**
     * Whether an entry may be sent. When it may not, {@link #code()}, {@link #bound()} and {@link #actual()} say why, until the
     * next call.
     *
     * @param accountId one that is known
     * @param instrumentId one that is defined
     * @param quantity positive
     * @param limitPrice of a limit order, else {@link #NO_LIMIT}
     */
    public boolean allows(int accountId, int instrumentId, Side side, long quantity, long limitPrice) {
        return allows(accountId, instrumentId, side, quantity, limitPrice, true);
    }

    /** The same of an entry in the place of one that has just ended: that is what its owner means, and no duplicate. */
    public boolean allowsInstead(int accountId, int instrumentId, Side side, long quantity, long limitPrice) {
        return allows(accountId, instrumentId, side, quantity, limitPrice, false);
    }

    /**
     * What {@link #allowsInstead} would say had the entry ended that is to be replaced.
     *
     * @param leaves what that one may still fill
     */
    public boolean wouldAllowInstead(
            int accountId, int instrumentId, Side side, long leaves, long quantity, long limitPrice) {
        AccountRisk risk = risk(accountId);
        risk.openEntries--;
        risk.onItsWay.remove(instrumentId, side, leaves);
        boolean isAllowed = allowsInstead(accountId, instrumentId, side, quantity, limitPrice);
        risk.onItsWay.add(instrumentId, side, leaves);
        risk.openEntries++;
        return isAllowed;
    }

    private boolean allows(
            int accountId, int instrumentId, Side side, long quantity, long limitPrice, boolean isAnother) {
        pass();
        AccountRisk risk = byAccount.get(accountId);
        RiskLimits limits = risk == null ? RiskLimits.NONE : risk.limits;
        boolean isEquityWatched = limits.isEquityWatched();
        long equity = isEquityWatched ? accounts.equity(accountId) : 0;
        if (isEquityWatched) {
            risk.sample(equity);
        }
        return isTrading(accountId)
                && (risk == null
                        ? fits(notional(quantity, reference(instrumentId, limitPrice)))
                        : (!isAnother || isNew(risk, instrumentId, side, quantity))
                                && isSized(risk, instrumentId, side, quantity, limitPrice)
                                && isPaced(risk)
                                && (!isEquityWatched || isSolvent(risk, equity))
                                && isRested(risk));
    }

    private boolean isTrading(int accountId) {
        TradingState state = killSwitch.state(accountId);
        if (state != TradingState.ACTIVE) {
            return refuse(RiskCode.TRADING_STATE, TradingState.ACTIVE.value(), state.value());
        }
        if (isDiskShort) {
            return refuse(RiskCode.DISK_SPACE, 0, freeDiskBytes);
        }
        return isLinkUp || refuse(RiskCode.LINK_DOWN, 1, 0);
    }

    private boolean isNew(AccountRisk risk, int instrumentId, Side side, long quantity) {
        long windowNs = risk.limits.duplicateWindowNs();
        long sinceNs = risk.duplicates.sinceNs(instrumentId, side, quantity, windowNs, nowNs);
        return sinceNs == DuplicateWindow.NONE || refuse(RiskCode.DUPLICATE, windowNs, sinceNs);
    }

    private boolean isSized(AccountRisk risk, int instrumentId, Side side, long quantity, long limitPrice) {
        RiskLimits limits = risk.limits;
        if (exceeds(limits.maxOrderQuantity(), quantity)) {
            return refuse(RiskCode.MAX_QUANTITY, limits.maxOrderQuantity(), quantity);
        }
        long lastPrice = accounts.lastPrice(instrumentId);
        long price = reference(instrumentId, limitPrice);
        boolean isReferenceNeeded = limits.maxOrderNotional() > 0 || limits.maxPositionNotional() > 0;
        boolean isCollared = limits.priceCollarRatio() > 0 && limitPrice != NO_LIMIT;
        if (isReferenceNeeded && price <= 0 || isCollared && lastPrice <= 0) {
            return refuse(RiskCode.NO_PRICE, 0, 0);
        }
        long notional = notional(quantity, price);
        if (exceeds(limits.maxOrderNotional(), notional)) {
            return refuse(RiskCode.MAX_NOTIONAL, limits.maxOrderNotional(), notional);
        }
        if (!fits(notional)) {
            return false;
        }
        if (isCollared && !isInCollar(limits, lastPrice, limitPrice)) {
            return false;
        }
        long position = notional(positionWith(risk, instrumentId, side, quantity), price);
        return !exceeds(limits.maxPositionNotional(), position)
                || refuse(RiskCode.POSITION_LIMIT, limits.maxPositionNotional(), position);
    }

    /** Its limit or the last price, 0 where there is neither. */
    private long reference(int instrumentId, long limitPrice) {
        return limitPrice == NO_LIMIT ? accounts.lastPrice(instrumentId) : limitPrice;
    }

    private boolean fits(long notional) {
        return !isFitAsked || notional < Long.MAX_VALUE || refuse(RiskCode.MAX_NOTIONAL, Long.MAX_VALUE, notional);
    }

    private boolean isInCollar(RiskLimits limits, long lastPrice, long limitPrice) {
        long distance =
                Decimal.multiplyDivideSaturated(lastPrice, limits.priceCollarRatio(), Decimal.ONE, RoundingMode.FLOOR);
        long low = Decimal.subtractSaturated(lastPrice, distance);
        long high = Decimal.addSaturated(lastPrice, distance);
        if (limitPrice < low) {
            return refuse(RiskCode.PRICE_COLLAR, low, limitPrice);
        }
        return limitPrice <= high || refuse(RiskCode.PRICE_COLLAR, high, limitPrice);
    }

    /** Size of the position once all that is on its way to this side has filled, and this order too. */
    private long positionWith(AccountRisk risk, int instrumentId, Side side, long quantity) {
        long coming = Decimal.addSaturated(risk.onItsWay.quantity(instrumentId, side), quantity);
        long held = accounts.netQuantity(risk.accountId, instrumentId);
        return Math.abs(
                side == Side.BUY ? Decimal.addSaturated(held, coming) : Decimal.subtractSaturated(held, coming));
    }

    private static long notional(long quantity, long price) {
        return Decimal.multiplyDivideSaturated(quantity, price, Decimal.ONE, RoundingMode.CEILING);
    }

    private boolean isPaced(AccountRisk risk) {
        RiskLimits limits = risk.limits;
        long openWith = risk.openEntries + 1L;
        if (exceeds(limits.maxOpenOrders(), openWith)) {
            return refuse(RiskCode.OPEN_ORDERS, limits.maxOpenOrders(), openWith);
        }
        // The window remembers as many as the limit, so with this one it is one more.
        return !risk.rate.isExhausted(limits, nowNs)
                || refuse(RiskCode.ORDER_RATE, limits.maxOrdersPerWindow(), limits.maxOrdersPerWindow() + 1L);
    }

    private boolean isSolvent(AccountRisk risk, long equity) {
        RiskLimits limits = risk.limits;
        long loss = risk.dailyLoss.loss(equity);
        if (limits.maxDailyLoss() > 0 && loss >= limits.maxDailyLoss()) {
            return refuse(RiskCode.DAILY_LOSS, limits.maxDailyLoss(), loss);
        }
        long depth = risk.drawdown.depth(equity);
        return limits.maxDrawdown() == 0
                || depth < limits.maxDrawdown()
                || refuse(RiskCode.DRAWDOWN, limits.maxDrawdown(), depth);
    }

    private boolean isRested(AccountRisk risk) {
        long waitNs = risk.streak.waitNs(nowNs);
        return waitNs == 0 || refuse(RiskCode.STOP_OUT_STREAK, risk.limits.stopOutCooldownNs(), waitNs);
    }

    private static boolean exceeds(long limit, long figure) {
        return limit > 0 && figure > limit;
    }

    private void pass() {
        code = RiskCode.NONE;
        bound = 0;
        actual = 0;
    }

    private boolean refuse(RiskCode newCode, long newBound, long newActual) {
        code = newCode;
        bound = newBound;
        actual = newActual;
        return false;
    }

    /** The rule that refused the last entry asked for; NONE when it was allowed. */
    public RiskCode code() {
        return code;
    }

    /** The bound it met, in the unit of the rule. */
    public long bound() {
        return bound;
    }

    /** What stood against the bound, in the unit of the rule. */
    public long actual() {
        return actual;
    }

    /** An entry has left: from here on it counts for what it may fill, as open, and in the windows. */
    public void onEntrySent(int accountId, int instrumentId, Side side, long quantity) {
        AccountRisk risk = risk(accountId);
        risk.openEntries++;
        risk.onItsWay.add(instrumentId, side, quantity);
        risk.rate.onEntrySent(nowNs);
        risk.duplicates.onEntrySent(instrumentId, side, quantity, risk.limits.duplicateWindowNs(), nowNs);
    }

    /**
     * Books a fill of any order, and takes it away from what is on its way.
     *
     * @param wasOnItsWay how much of the quantity a live entry still had to fill: 0 for an exit and for an entry that was final
     *     before, and no more than was left where more was filled than ordered
     */
    public void onFill(
            int accountId, int instrumentId, Side side, long quantity, long notional, long fee, long wasOnItsWay) {
        accounts.book(accountId, instrumentId, side, quantity, notional, fee);
        AccountRisk risk = byAccount.get(accountId);
        if (risk == null) {
            return;
        }
        if (wasOnItsWay > 0) {
            risk.onItsWay.remove(instrumentId, side, wasOnItsWay);
        }
        if (risk.limits.maxDrawdown() > 0) {
            risk.sample(accounts.equity(accountId));
        }
    }

    /** An entry that was sent is final: what it left unfilled, 0 or more, is no longer on its way. Once an entry. */
    public void onEntryEnded(int accountId, int instrumentId, Side side, long unfilled) {
        AccountRisk risk = risk(accountId);
        risk.openEntries--;
        risk.onItsWay.remove(instrumentId, side, unfilled);
    }

    /**
     * A position is held no more.
     *
     * @param realizedPnl its result after fees
     * @param isStop whether its stop ended it
     */
    public void onPositionClosed(int accountId, long realizedPnl, boolean isStop) {
        AccountRisk risk = byAccount.get(accountId);
        if (risk == null) {
            return;
        }
        if (isStop && realizedPnl < 0) {
            risk.streak.onStopOut(risk.limits, nowNs);
        } else {
            risk.streak.onOtherEnd();
        }
    }

    /** An account's entries that were sent and are not final. */
    public int openEntries(int accountId) {
        AccountRisk risk = byAccount.get(accountId);
        return risk == null ? 0 : risk.openEntries;
    }

    /** Writes the state, canonically: by account. The accounts and the kill switch are written by whoever holds them. */
    public void writeTo(StateSink sink) {
        sink.putFlag(isLinkUp);
        sink.putFlag(isDiskShort);
        sink.putLong(freeDiskBytes);
        sink.putLong(all.size());
        all.stream().sorted(Comparator.comparingInt(risk -> risk.accountId)).forEach(risk -> risk.writeTo(sink));
    }

    /** Reads back what was written, once the accounts have been; its time comes with the next event. */
    public void readFrom(StateSource source) {
        isLinkUp = source.getFlag();
        isDiskShort = source.getFlag();
        freeDiskBytes = source.getLong();
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            AccountRisk risk = AccountRisk.readFrom(source);
            if (!accounts.isKnown(risk.accountId) || byAccount.containsKey(risk.accountId)) {
                throw new StateFormatException(
                        "limits of account " + risk.accountId + ", which is not known or has some already");
            }
            add(risk);
        }
        findNextDay();
    }
}
