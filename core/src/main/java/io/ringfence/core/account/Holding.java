package io.ringfence.core.account;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.decimal.WideSum;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** What one account has of one instrument, and what has become of it so far. */
final class Holding {
    final int instrumentId;

    /** Bought less sold. */
    final WideSum net = new WideSum();

    /** What the net quantity cost: positive when it was bought, negative when it was sold short. */
    final WideSum cost = new WideSum();

    /** Notional of sells less notional of buys. */
    private final WideSum flow = new WideSum();

    final WideSum fees = new WideSum();

    /** Place among the account's open holdings, -1 while nothing is held. */
    int openIndex = -1;

    Holding(int instrumentId) {
        this.instrumentId = instrumentId;
    }

    void book(boolean isBuy, long quantity, long notional, long fee) {
        fees.add(fee);
        if (isBuy) {
            flow.subtract(notional);
        } else {
            flow.add(notional);
        }
        if (quantity == 0) {
            // A correction of money alone: all of it is realized.
            return;
        }
        int direction = isBuy ? 1 : -1;
        if (net.signum() != -direction) {
            addToCost(direction, notional);
        } else if (net.isDecimal() && Math.abs(net.saturated()) < quantity) {
            long opening = quantity - Math.abs(net.saturated());
            cost.clear();
            addToCost(direction, Decimal.multiplyDivideSaturated(notional, opening, quantity, RoundingMode.HALF_EVEN));
        } else if (net.isDecimal() && cost.isDecimal()) {
            long held = Math.abs(net.saturated());
            cost.subtract(Decimal.multiplyDivideSaturated(cost.saturated(), quantity, held, RoundingMode.HALF_EVEN));
        } else {
            takeFromWideCost(quantity);
        }
        if (isBuy) {
            net.add(quantity);
        } else {
            net.subtract(quantity);
        }
    }

    private void addToCost(int direction, long notional) {
        if (direction > 0) {
            cost.add(notional);
        } else {
            cost.subtract(notional);
        }
    }

    private void takeFromWideCost(long quantity) {
        BigInteger whole = cost.toBigInteger();
        BigDecimal product = new BigDecimal(whole.multiply(BigInteger.valueOf(quantity)));
        BigDecimal held = new BigDecimal(net.toBigInteger().abs());
        cost.set(whole.subtract(product.divide(held, 0, RoundingMode.HALF_EVEN).toBigInteger()));
    }

    /** Adds what it is worth at a price, 0 for none. */
    void addValue(long price, WideSum target) {
        if (price > 0) {
            target.addProduct(net.saturated(), price);
        } else {
            target.add(cost);
        }
    }

    /** Average cost of what is held, 0 when nothing is. */
    long averageCost() {
        return net.signum() == 0
                ? 0
                : Decimal.multiplyDivideSaturated(
                        cost.saturated(), Decimal.ONE, net.saturated(), RoundingMode.HALF_EVEN);
    }

    /** Result of what was let go, before fees. */
    long realizedPnl() {
        WideSum realized = new WideSum();
        addRealized(realized);
        return realized.saturated();
    }

    void addRealized(WideSum target) {
        target.add(flow);
        target.add(cost);
    }

    /** What it is worth at a price, less what it cost. */
    long openPnl(long price) {
        WideSum open = new WideSum();
        addValue(price, open);
        open.subtract(cost);
        return open.saturated();
    }

    void writeTo(StateSink sink) {
        sink.putLong(instrumentId);
        net.writeTo(sink);
        cost.writeTo(sink);
        flow.writeTo(sink);
        fees.writeTo(sink);
    }

    static Holding readFrom(StateSource source) {
        Holding holding = new Holding(source.getInt());
        holding.net.readFrom(source);
        holding.cost.readFrom(source);
        holding.flow.readFrom(source);
        holding.fees.readFrom(source);
        return holding;
    }
}
