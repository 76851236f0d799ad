package io.ringfence.transport.broker;

import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/**
 * The rules of the simulated broker in the plainest form: nothing is indexed, every order is looked at each time. What is
 * drawn, it is told.
 */
final class NaiveBroker {
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private enum Stage {
        ON_ITS_WAY,
        WORKING,
        ENDED
    }

    private static final class Life {
        final Terms terms;
        Stage stage = Stage.ON_ITS_WAY;
        BrokerReport latest;
        long cumQuantity;
        long cumNotional;
        long cumFee;
        long lastPrice;

        Life(Terms terms) {
            this.terms = terms;
        }
    }

    private record OnTheWire(long arrivalNs, Life life, boolean isCancel) {}

    final List<BrokerReport> reports = new ArrayList<>();
    private final long latencyNs;
    private final long feeRate;
    private final LongPredicate isRefused;
    private final LongUnaryOperator firstPart;
    private final List<Life> lives = new ArrayList<>();
    private final List<OnTheWire> wire = new ArrayList<>();
    private final Map<Integer, Quote> quotes = new HashMap<>();
    private long nowNs;

    NaiveBroker(long latencyNs, long feeRate, LongPredicate isRefused, LongUnaryOperator firstPart) {
        this.latencyNs = latencyNs;
        this.feeRate = feeRate;
        this.isRefused = isRefused;
        this.firstPart = firstPart;
    }

    /** The host died and came back: prices and cancels on their way are gone. */
    void restart() {
        quotes.clear();
        wire.removeIf(OnTheWire::isCancel);
    }

    void at(long timeNs) {
        nowNs = timeNs;
        while (!wire.isEmpty() && wire.get(0).arrivalNs <= nowNs) {
            OnTheWire first = wire.remove(0);
            if (first.isCancel) {
                cancelNow(first.life);
            } else {
                arriveNow(first.life);
            }
        }
    }

    private void say(Life life, BrokerReport report) {
        life.latest = report;
        reports.add(report);
    }

    private void end(Life life, BrokerReport report) {
        life.stage = Stage.ENDED;
        say(life, report);
    }

    private void arriveNow(Life life) {
        if (isRefused.test(life.terms.id())) {
            end(life, life.terms.rejected());
            return;
        }
        life.stage = Stage.WORKING;
        say(life, life.terms.accepted());
        trade(life);
    }

    private void cancelNow(Life life) {
        if (life.stage == Stage.ENDED) {
            say(life, life.latest);
        } else {
            end(life, life.terms.canceled(life.cumQuantity, life.cumNotional, life.cumFee, life.lastPrice));
        }
    }

    void tick(Quote tick) {
        Quote old = quotes.getOrDefault(
                tick.instrumentId(), new Quote(tick.instrumentId(), Quote.NONE, Quote.NONE, Quote.NONE));
        quotes.put(
                tick.instrumentId(),
                new Quote(
                        tick.instrumentId(),
                        either(tick.last(), old.last()),
                        either(tick.bid(), old.bid()),
                        either(tick.ask(), old.ask())));
        for (Life life : lives) {
            if (life.stage == Stage.WORKING && life.terms.instrumentId() == tick.instrumentId()) {
                trade(life);
            }
        }
    }

    private static long either(long price, long otherwise) {
        return price == Quote.NONE ? otherwise : price;
    }

    private void trade(Life life) {
        Quote quote = quotes.get(life.terms.instrumentId());
        if (quote == null) {
            return;
        }
        boolean isBuy = life.terms.side() == Side.BUY;
        long price = either(isBuy ? quote.ask() : quote.bid(), quote.last());
        boolean isMet = life.terms.type() == OrderType.MARKET
                || (isBuy ? price <= life.terms.limitPrice() : price >= life.terms.limitPrice());
        if (price == Quote.NONE || !isMet) {
            return;
        }
        long left = life.terms.quantity() - life.cumQuantity;
        long part = life.cumQuantity == 0 ? Math.min(left, firstPart.applyAsLong(life.terms.id())) : left;
        BigInteger notional = product(part, price, RoundingMode.HALF_EVEN);
        BigInteger sum = notional.add(BigInteger.valueOf(life.cumNotional));
        if (sum.signum() == 0 || sum.compareTo(MAX) > 0) {
            end(
                    life,
                    life.cumQuantity == 0
                            ? life.terms.rejected()
                            : life.terms.canceled(life.cumQuantity, life.cumNotional, life.cumFee, life.lastPrice));
            return;
        }
        life.cumQuantity += part;
        life.cumNotional = sum.longValueExact();
        life.cumFee += product(notional.longValueExact(), feeRate, RoundingMode.CEILING)
                .longValueExact();
        life.lastPrice = price;
        life.stage = life.cumQuantity == life.terms.quantity() ? Stage.ENDED : Stage.WORKING;
        say(life, life.terms.filled(life.cumQuantity, life.cumNotional, life.cumFee, price));
    }

    private static BigInteger product(long a, long b, RoundingMode rounding) {
        return new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)), 8)
                .setScale(0, rounding)
                .toBigIntegerExact();
    }

    void submit(Terms terms) {
        Life known = find(terms.id());
        if (known != null) {
            tell(known);
            return;
        }
        Life life = new Life(terms);
        lives.add(life);
        wire.add(new OnTheWire(nowNs + latencyNs, life, false));
        at(nowNs);
    }

    void cancel(Terms terms) {
        Life known = find(terms.id());
        if (known == null) {
            reports.add(terms.unknown());
            return;
        }
        wire.add(new OnTheWire(nowNs + latencyNs, known, true));
        at(nowNs);
    }

    void query(Terms terms) {
        Life known = find(terms.id());
        if (known == null) {
            reports.add(terms.unknown());
        } else {
            tell(known);
        }
    }

    private void tell(Life life) {
        if (life.stage != Stage.ON_ITS_WAY) {
            say(life, life.latest);
        }
    }

    private Life find(long id) {
        return lives.stream().filter(life -> life.terms.id() == id).findFirst().orElse(null);
    }

    long nextDeadlineNs() {
        return wire.isEmpty() ? Long.MAX_VALUE : wire.get(0).arrivalNs;
    }
}
