package io.ringfence.core.account;

import io.ringfence.core.decimal.WideSum;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.collections.Int2ObjectHashMap;

/** All accounts, the last price of each instrument, and what the accounts hold of it. The package's page has the rules. */
public final class Accounts {
    /** The host's own account, which always stands. */
    public static final int HOST_ACCOUNT = 0;

    /** Its name, which no other may have. */
    public static final String HOST_NAME = "host";

    private final List<Account> accounts = new ArrayList<>();
    private final Int2ObjectHashMap<Account> byId = new Int2ObjectHashMap<>();
    private final Set<String> names = new TreeSet<>();
    private int maxAccounts;

    /** By instrument; 0 for none yet. */
    private long[] lastPrices = new long[16];

    /** By instrument, over all accounts; null until the first fill. */
    private WideSum[] nets = new WideSum[16];

    private int instrumentCount;

    /** The host's own account alone; no other may be registered before {@link #limit}. */
    public Accounts() {
        add(new Account(HOST_ACCOUNT, HOST_NAME, 0));
    }

    private void add(Account account) {
        accounts.add(account);
        byId.put(account.id, account);
        names.add(account.name);
    }

    /** Sets how many accounts may be registered, the host's own not counted. Those that stand stay. */
    public void limit(int newMaxAccounts) {
        maxAccounts = newMaxAccounts;
    }

    /**
     * Registers an account. The same registration again is accepted and changes nothing.
     *
     * @param startCash what its equity counts from, in units of 1e-8
     * @return UNKNOWN_ACCOUNT for a negative id, NAME_TAKEN when the id or the name stands otherwise, LIMIT_REACHED
     */
    public Verdict register(int accountId, String name, long startCash) {
        if (accountId < 0) {
            return Verdict.UNKNOWN_ACCOUNT;
        }
        Account standing = byId.get(accountId);
        if (standing != null) {
            boolean isSame = standing.name.equals(name) && standing.startCash == startCash;
            return isSame ? Verdict.ACCEPTED : Verdict.NAME_TAKEN;
        }
        if (names.contains(name)) {
            return Verdict.NAME_TAKEN;
        }
        if (accounts.size() - 1 >= maxAccounts) {
            return Verdict.LIMIT_REACHED;
        }
        add(new Account(accountId, name, startCash));
        return Verdict.ACCEPTED;
    }

    /** Whether an account stands. */
    public boolean isKnown(int accountId) {
        return byId.containsKey(accountId);
    }

    /** Makes room for an instrument, before its first price and its first fill. */
    public void onInstrumentDefined(int instrumentId) {
        instrumentCount = Math.max(instrumentCount, instrumentId + 1);
        if (instrumentId >= lastPrices.length) {
            int length = Math.max(instrumentId + 1, lastPrices.length * 2);
            lastPrices = Arrays.copyOf(lastPrices, length);
            nets = Arrays.copyOf(nets, length);
        }
    }

    /** How many instruments are defined: all ids below. */
    public int instrumentCount() {
        return instrumentCount;
    }

    /** Takes the last price of a defined instrument, positive. */
    public void onPrice(int instrumentId, long price) {
        lastPrices[instrumentId] = price;
    }

    /** The last price of a defined instrument, 0 when none has come. */
    public long lastPrice(int instrumentId) {
        return lastPrices[instrumentId];
    }

    /**
     * Books a fill.
     *
     * @param accountId one that is known
     * @param instrumentId one that is defined
     * @param quantity not negative
     * @param notional what was paid or received for it before fees; negative only where a broker corrects itself
     * @param fee negative for a rebate
     */
    public void book(int accountId, int instrumentId, Side side, long quantity, long notional, long fee) {
        boolean isBuy = side == Side.BUY;
        byId.get(accountId).book(instrumentId, isBuy, quantity, notional, fee);
        WideSum net = nets[instrumentId];
        if (net == null) {
            net = new WideSum();
            nets[instrumentId] = net;
        }
        if (isBuy) {
            net.add(quantity);
        } else {
            net.subtract(quantity);
        }
    }

    /** Cash of a known account. */
    public long cash(int accountId) {
        return byId.get(accountId).cash();
    }

    /** Cash of a known account and what it holds at last prices. O(instruments held). */
    public long equity(int accountId) {
        return byId.get(accountId).equity(lastPrices);
    }

    /** What a known account holds of an instrument: bought less sold. */
    public long netQuantity(int accountId, int instrumentId) {
        Holding holding = byId.get(accountId).holding(instrumentId);
        return holding == null ? 0 : holding.net.saturated();
    }

    /** What all accounts hold of a defined instrument, long and short set off: what the broker should hold. */
    public long netQuantity(int instrumentId) {
        WideSum net = nets[instrumentId];
        return net == null ? 0 : net.saturated();
    }

    /** All accounts, by id. Only while no thread runs the stage. */
    public List<AccountRow> rows() {
        return sorted().stream().map(account -> account.row(lastPrices)).toList();
    }

    /** A known account. In time proportional to the instruments that it ever traded. */
    public AccountRow row(int accountId) {
        return byId.get(accountId).row(lastPrices);
    }

    private List<Account> sorted() {
        return accounts.stream()
                .sorted(Comparator.comparingInt(account -> account.id))
                .toList();
    }

    /** Writes the state, canonically: by account, then by instrument. */
    public void writeTo(StateSink sink) {
        sink.putLong(maxAccounts);
        sink.putLong(instrumentCount);
        for (int i = 0; i < instrumentCount; i++) {
            sink.putLong(lastPrices[i]);
        }
        sink.putLong(accounts.size());
        sorted().forEach(account -> account.writeTo(sink));
    }

    /** Reads back what was written, in place of what stands. What all accounts hold together follows from it. */
    public void readFrom(StateSource source) {
        maxAccounts = source.getInt();
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            onInstrumentDefined(i);
            lastPrices[i] = source.getLong();
        }
        accounts.clear();
        byId.clear();
        names.clear();
        int accountCount = source.getCount();
        for (int i = 0; i < accountCount; i++) {
            Account account = Account.readFrom(source, nets, instrumentCount);
            if (account.id < 0 || isKnown(account.id) || names.contains(account.name)) {
                throw new StateFormatException("account " + account.id + ", " + account.name
                        + ": the id is negative, or it or the name stands there twice");
            }
            add(account);
        }
        if (!isKnown(HOST_ACCOUNT)) {
            throw new StateFormatException("the host's own account is not among the accounts");
        }
    }
}
