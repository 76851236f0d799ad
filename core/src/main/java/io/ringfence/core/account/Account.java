package io.ringfence.core.account;

import io.ringfence.core.decimal.WideSum;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/** One account's ledger. */
final class Account {
    final int id;
    final String name;
    final long startCash;

    private final WideSum cash = new WideSum();
    private final WideSum fees = new WideSum();
    private final WideSum sum = new WideSum();

    /** Of every instrument ever filled, in no order that decides anything. */
    private final List<Holding> holdings = new ArrayList<>();

    private final Int2ObjectHashMap<Holding> byInstrument = new Int2ObjectHashMap<>();

    /** Those with a net quantity, in no order: sums over them are exact, so it decides nothing. */
    private Holding[] open = new Holding[4];

    private int openCount;

    Account(int id, String name, long startCash) {
        this.id = id;
        this.name = name;
        this.startCash = startCash;
        cash.add(startCash);
    }

    void book(int instrumentId, boolean isBuy, long quantity, long notional, long fee) {
        if (isBuy) {
            cash.subtract(notional);
        } else {
            cash.add(notional);
        }
        cash.subtract(fee);
        fees.add(fee);
        Holding holding = byInstrument.get(instrumentId);
        if (holding == null) {
            holding = new Holding(instrumentId);
            add(holding);
        }
        holding.book(isBuy, quantity, notional, fee);
        boolean isOpen = holding.net.signum() != 0;
        if (isOpen && holding.openIndex < 0) {
            addOpen(holding);
        } else if (!isOpen && holding.openIndex >= 0) {
            removeOpen(holding);
        }
    }

    private void add(Holding holding) {
        byInstrument.put(holding.instrumentId, holding);
        holdings.add(holding);
    }

    private void addOpen(Holding holding) {
        if (openCount == open.length) {
            open = Arrays.copyOf(open, openCount * 2);
        }
        holding.openIndex = openCount;
        open[openCount++] = holding;
    }

    private void removeOpen(Holding holding) {
        Holding last = open[--openCount];
        open[openCount] = null;
        if (last != holding) {
            open[holding.openIndex] = last;
            last.openIndex = holding.openIndex;
        }
        holding.openIndex = -1;
    }

    /** Cash and what is held, at last prices by instrument, 0 for none. */
    long equity(long[] prices) {
        sum.set(cash);
        for (int i = 0; i < openCount; i++) {
            open[i].addValue(prices[open[i].instrumentId], sum);
        }
        return sum.saturated();
    }

    long cash() {
        return cash.saturated();
    }

    /** What was ever traded of an instrument, or null. */
    Holding holding(int instrumentId) {
        return byInstrument.get(instrumentId);
    }

    AccountRow row(long[] prices) {
        WideSum realized = new WideSum();
        holdings.forEach(holding -> holding.addRealized(realized));
        List<HoldingRow> rows = sorted().stream()
                .map(holding -> HoldingRow.of(holding, prices[holding.instrumentId]))
                .toList();
        return new AccountRow(
                id, name, startCash, cash(), realized.saturated(), fees.saturated(), equity(prices), rows);
    }

    private List<Holding> sorted() {
        return holdings.stream()
                .sorted(Comparator.comparingInt(holding -> holding.instrumentId))
                .toList();
    }

    void writeTo(StateSink sink) {
        sink.putLong(id);
        sink.putText(name);
        sink.putLong(startCash);
        cash.writeTo(sink);
        fees.writeTo(sink);
        sink.putLong(holdings.size());
        sorted().forEach(holding -> holding.writeTo(sink));
    }

    /** Reads an account whose holdings are of these instruments, and adds each holding to the nets of all accounts. */
    static Account readFrom(StateSource source, WideSum[] nets, int instrumentCount) {
        Account account = new Account(source.getInt(), source.getText(), source.getLong());
        account.cash.readFrom(source);
        account.fees.readFrom(source);
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            Holding holding = Holding.readFrom(source);
            boolean isDefined = holding.instrumentId >= 0 && holding.instrumentId < instrumentCount;
            if (!isDefined || account.holding(holding.instrumentId) != null) {
                throw new StateFormatException("account " + account.id + " has a holding of instrument "
                        + holding.instrumentId + ", which is not defined or stands there twice");
            }
            account.add(holding);
            if (holding.net.signum() != 0) {
                account.addOpen(holding);
            }
            if (nets[holding.instrumentId] == null) {
                nets[holding.instrumentId] = new WideSum();
            }
            nets[holding.instrumentId].add(holding.net);
        }
        return account;
    }
}
