package io.ringfence.core.account;

import io.ringfence.core.event.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keeps every fill, and forms each figure from all of them, without bounds. */
public final class NaiveLedger {
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private record Fill(
            int accountId, int instrumentId, Side side, BigInteger quantity, BigInteger notional, BigInteger fee) {
        BigInteger signedQuantity() {
            return side == Side.BUY ? quantity : quantity.negate();
        }

        BigInteger received() {
            return side == Side.BUY ? notional.negate() : notional;
        }
    }

    private final List<Fill> fills = new ArrayList<>();
    private final Map<Integer, Long> prices = new TreeMap<>();

    /** Takes a fill. */
    public void book(int accountId, int instrumentId, Side side, long quantity, long notional, long fee) {
        fills.add(new Fill(
                accountId,
                instrumentId,
                side,
                BigInteger.valueOf(quantity),
                BigInteger.valueOf(notional),
                BigInteger.valueOf(fee)));
    }

    /** Takes a price. */
    public void price(int instrumentId, long price) {
        prices.put(instrumentId, price);
    }

    /** The last price, 0 for none. */
    public long price(int instrumentId) {
        return prices.getOrDefault(instrumentId, 0L);
    }

    /** The figure that a sum stands at. */
    public static long clamp(BigInteger exact) {
        return exact.min(MAX).max(MAX.negate()).longValueExact();
    }

    private List<Fill> of(int accountId) {
        return fills.stream().filter(fill -> fill.accountId == accountId).toList();
    }

    private List<Fill> of(int accountId, int instrumentId) {
        return of(accountId).stream()
                .filter(fill -> fill.instrumentId == instrumentId)
                .toList();
    }

    private static BigInteger sum(List<BigInteger> figures) {
        return figures.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    BigInteger cash(int accountId, long startCash) {
        BigInteger received = sum(of(accountId).stream().map(Fill::received).toList());
        return BigInteger.valueOf(startCash).add(received).subtract(fees(of(accountId)));
    }

    private static BigInteger fees(List<Fill> some) {
        return sum(some.stream().map(Fill::fee).toList());
    }

    private static BigInteger net(List<Fill> some) {
        return sum(some.stream().map(Fill::signedQuantity).toList());
    }

    /** What an account holds of an instrument. */
    public BigInteger net(int accountId, int instrumentId) {
        return net(of(accountId, instrumentId));
    }

    /** What all hold of it. */
    BigInteger net(int instrumentId) {
        return net(
                fills.stream().filter(fill -> fill.instrumentId == instrumentId).toList());
    }

    /** Cost of the net quantity, by taking each fill apart into what closes and what opens. */
    private static BigInteger cost(List<Fill> some) {
        BigInteger held = BigInteger.ZERO;
        BigInteger cost = BigInteger.ZERO;
        for (Fill fill : some) {
            BigInteger closes = held.signum() * fill.signedQuantity().signum() < 0
                    ? held.abs().min(fill.quantity)
                    : BigInteger.ZERO;
            BigInteger opens = fill.quantity.subtract(closes);
            if (closes.signum() > 0) {
                cost = cost.subtract(share(cost, closes, held.abs()));
            }
            if (opens.signum() > 0) {
                cost = cost.subtract(share(fill.received(), opens, fill.quantity));
            }
            held = held.add(fill.signedQuantity());
        }
        return cost;
    }

    private static BigInteger share(BigInteger whole, BigInteger part, BigInteger of) {
        return new BigDecimal(whole)
                .multiply(new BigDecimal(part))
                .divide(new BigDecimal(of), 0, RoundingMode.HALF_EVEN)
                .toBigInteger();
    }

    private BigInteger value(List<Fill> some, int instrumentId) {
        long price = price(instrumentId);
        if (price == 0) {
            return cost(some);
        }
        // What is held is worth no more than the largest quantity of it.
        BigInteger net = BigInteger.valueOf(clamp(net(some)));
        return new BigDecimal(net.multiply(BigInteger.valueOf(price)), 8)
                .setScale(0, RoundingMode.FLOOR)
                .toBigInteger();
    }

    BigInteger exactEquity(int accountId, long startCash) {
        BigInteger equity = cash(accountId, startCash);
        for (int instrumentId : instruments(accountId)) {
            equity = equity.add(value(of(accountId, instrumentId), instrumentId));
        }
        return equity;
    }

    /** Cash and what is held. */
    public long equity(int accountId, long startCash) {
        return clamp(exactEquity(accountId, startCash));
    }

    private TreeSet<Integer> instruments(int accountId) {
        return new TreeSet<>(of(accountId).stream().map(Fill::instrumentId).toList());
    }

    private static BigInteger realized(List<Fill> some) {
        return sum(some.stream().map(Fill::received).toList()).add(cost(some));
    }

    AccountRow row(int accountId, String name, long startCash) {
        List<HoldingRow> rows = new ArrayList<>();
        BigInteger realized = BigInteger.ZERO;
        for (int instrumentId : instruments(accountId)) {
            List<Fill> some = of(accountId, instrumentId);
            BigInteger net = net(some);
            // The average of figures that stand at the largest ones is formed of those.
            BigInteger average = net.signum() == 0
                    ? BigInteger.ZERO
                    : share(
                            BigInteger.valueOf(clamp(cost(some))),
                            BigInteger.valueOf(100_000_000),
                            BigInteger.valueOf(clamp(net)));
            rows.add(new HoldingRow(
                    instrumentId,
                    clamp(net),
                    clamp(average),
                    clamp(realized(some)),
                    clamp(value(some, instrumentId).subtract(cost(some))),
                    clamp(fees(some))));
            realized = realized.add(realized(some));
        }
        return new AccountRow(
                accountId,
                name,
                startCash,
                clamp(cash(accountId, startCash)),
                clamp(realized),
                clamp(fees(of(accountId))),
                equity(accountId, startCash),
                rows);
    }
}
