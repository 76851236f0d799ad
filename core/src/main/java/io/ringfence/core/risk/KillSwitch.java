package io.ringfence.core.risk;

import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.KillSwitchSetDecoder;
import io.ringfence.core.event.TradingState;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The kill switch: a level for the whole host and one for each account, of which the higher rules. A person sets either to any
 * level, down as well as up; a rule only raises it. What it takes to reach a level (cancels, exits) is the caller's to send.
 */
public final class KillSwitch {
    /** Stands for the whole host in place of an account. */
    public static final int ALL = KillSwitchSetDecoder.accountIdNullValue();

    /** Of accounts that are not at NONE. */
    private final Int2ObjectHashMap<KillLevel> byAccount = new Int2ObjectHashMap<>();

    private KillLevel host = KillLevel.NONE;

    /**
     * Sets the level of an account, or of {@link #ALL}.
     *
     * @param level as decoded; one that is not known to this version is taken for FLATTEN
     * @return whether it stands elsewhere than before
     */
    public boolean set(int accountId, KillLevel level) {
        KillLevel known = level == KillLevel.NULL_VAL ? KillLevel.FLATTEN : level;
        if (own(accountId) == known) {
            return false;
        }
        if (accountId == ALL) {
            host = known;
        } else if (known == KillLevel.NONE) {
            byAccount.remove(accountId);
        } else {
            byAccount.put(accountId, known);
        }
        return true;
    }

    /** Raises the level of an account, or of {@link #ALL}; false when it stands there or higher, and then nothing changes. */
    public boolean raise(int accountId, KillLevel level) {
        return level.value() > own(accountId).value() && set(accountId, level);
    }

    /** The level that was set for an account, or for {@link #ALL}. */
    public KillLevel own(int accountId) {
        if (accountId == ALL) {
            return host;
        }
        KillLevel level = byAccount.get(accountId);
        return level == null ? KillLevel.NONE : level;
    }

    /** The level that rules an account: its own or the host's, whichever is higher. */
    public KillLevel effective(int accountId) {
        KillLevel own = own(accountId);
        return own.value() > host.value() ? own : host;
    }

    /** What an account may do. */
    public TradingState state(int accountId) {
        return stateAt(effective(accountId));
    }

    /** What may be done at a level. */
    public static TradingState stateAt(KillLevel level) {
        return switch (level) {
            case NONE -> TradingState.ACTIVE;
            case NO_ENTRIES -> TradingState.REDUCING;
            case CANCEL_ALL, FLATTEN, NULL_VAL -> TradingState.HALTED;
        };
    }

    /** Writes the state, canonically. */
    public void writeTo(StateSink sink) {
        sink.putLong(host.value());
        sink.putLong(byAccount.size());
        Map<Integer, KillLevel> sorted = new TreeMap<>(byAccount);
        sorted.forEach((accountId, level) -> {
            sink.putLong(accountId);
            sink.putLong(level.value());
        });
    }

    /** Reads back what was written. */
    public void readFrom(StateSource source) {
        host = level(source);
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            int accountId = source.getInt();
            byAccount.put(accountId, level(source));
        }
    }

    private static KillLevel level(StateSource source) {
        KillLevel level = source.getConstant(KillLevel.values(), KillLevel::value);
        if (level == KillLevel.NULL_VAL) {
            throw new StateFormatException("the kill switch stands at no level");
        }
        return level;
    }
}
