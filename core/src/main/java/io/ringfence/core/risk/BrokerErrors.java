package io.ringfence.core.risk;

import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Counts the broker's refusals over a window that slides, each account's and those of all, and says when more came than
 * allowed.
 */
public final class BrokerErrors {
    /** By account, and under {@link KillSwitch#ALL} what was counted without asking whose it was. */
    private final Int2ObjectHashMap<NewestTimes> byAccount = new Int2ObjectHashMap<>();

    private final SharedErrors ofAll = new SharedErrors();
    private int bound;
    private long windowNs;

    /**
     * Sets the bound. The newest refusals, as many as it, stay remembered.
     *
     * @param newMaxErrors 0 for any number; one beyond {@link RiskLimits#MAX_COUNT} counts as that
     */
    public void limit(int newMaxErrors, long newWindowNs) {
        windowNs = newWindowNs;
        bound = Math.max(0, Math.min(newMaxErrors, RiskLimits.MAX_COUNT));
        byAccount.values().forEach(refusals -> refusals.bound(bound));
        ofAll.bound(bound);
    }

    /**
     * Counts a refusal of an account's; true when with it the window holds more than the bound. Time never runs backwards.
     *
     * @param accountId or {@link KillSwitch#ALL}, where it makes no difference whose it was
     */
    public boolean onRefusal(int accountId, long nowNs) {
        NewestTimes refusals = refusals(accountId);
        boolean isExceeded = refusals.fill(windowNs, nowNs);
        refusals.add(nowNs);
        return isExceeded;
    }

    /**
     * Counts a refusal among those of all accounts; true when with it the window holds more than the bound, of three accounts
     * or more. Of one account no more count than a third of the bound and one, so that none of them makes it the others'.
     */
    public boolean onRefusalOfAny(int accountId, long nowNs) {
        return ofAll.onRefusal(accountId, windowNs, nowNs);
    }

    private NewestTimes refusals(int accountId) {
        NewestTimes refusals = byAccount.get(accountId);
        if (refusals == null) {
            refusals = new NewestTimes();
            refusals.bound(bound);
            byAccount.put(accountId, refusals);
        }
        return refusals;
    }

    /** The bound in force, 0 for none. */
    public int bound() {
        return bound;
    }

    /** Writes the state, canonically. */
    public void writeTo(StateSink sink) {
        sink.putLong(windowNs);
        sink.putLong(bound);
        sink.putLong(byAccount.size());
        Map<Integer, NewestTimes> sorted = new TreeMap<>(byAccount);
        sorted.forEach((accountId, refusals) -> {
            sink.putLong(accountId);
            refusals.writeTo(sink);
        });
        ofAll.writeTo(sink);
    }

    /** Reads back what was written. */
    public void readFrom(StateSource source) {
        windowNs = source.getLong();
        if (source.version() < StateFormat.ACCOUNTS_APART) {
            NewestTimes refusals = refusals(KillSwitch.ALL);
            refusals.readFrom(source);
            limit(refusals.bound(), windowNs);
            return;
        }
        limit(source.getCount(), windowNs);
        for (int left = source.getCount(); left > 0; left--) {
            refusals(source.getInt()).readFrom(source);
        }
        ofAll.readFrom(source);
    }
}
