package io.ringfence.core.stoploss;

import io.ringfence.core.account.Accounts;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Which accounts there are. */
final class AccountNames {
    /** The host's own account, whose owner may do anything. */
    static final int HOST = 0;

    private final Map<Integer, String> names = new TreeMap<>();
    private int capacity;

    /** Sets how many may be registered. */
    void capacity(int newCapacity) {
        capacity = newCapacity;
    }

    /** Takes an account in. One that is registered again as it stands is accepted, and nothing changes. */
    Verdict register(int accountId, String name) {
        String known = names.get(accountId);
        if (known != null) {
            return known.equals(name) ? Verdict.ACCEPTED : Verdict.NAME_TAKEN;
        }
        if (accountId <= HOST || name.isEmpty()) {
            return Verdict.UNKNOWN_ACCOUNT;
        }
        if (name.equals(Accounts.HOST_NAME) || names.containsValue(name)) {
            return Verdict.NAME_TAKEN;
        }
        if (names.size() >= capacity) {
            return Verdict.LIMIT_REACHED;
        }
        names.put(accountId, name);
        return Verdict.ACCEPTED;
    }

    /** Tells every account that was registered, id and name. */
    void forEach(BiConsumer<Integer, String> view) {
        names.forEach(view);
    }

    boolean isKnown(int accountId) {
        return accountId == HOST || names.containsKey(accountId);
    }

    void writeTo(StateSink sink) {
        sink.putLong(capacity);
        sink.putLong(names.size());
        names.forEach((id, name) -> {
            sink.putLong(id);
            sink.putText(name);
        });
    }

    /** Reads back what was written. A start may have set the capacity below what is registered. */
    void readFrom(StateSource source) {
        capacity = source.getInt();
        int before = HOST;
        for (int left = source.getCount(); left > 0; left--) {
            int accountId = source.getInt();
            if (accountId <= before) {
                throw new StateFormatException("account " + accountId + " stands behind " + before + " in the state");
            }
            names.put(accountId, source.getText());
            before = accountId;
        }
    }
}
