package io.ringfence.transport.broker;

import io.netty.util.collection.IntObjectHashMap;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.stoploss.ReportCheck;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Where the simulated broker's orders trade and end: prices, working orders, their fills and their age. */
final class SimulatedExchange {
    private static final long NO_PRICE = PriceTickDecoder.lastNullValue();
    private static final long OVERFLOW = -1;

    private static final class Market {
        long last = NO_PRICE;
        long bid = NO_PRICE;
        long ask = NO_PRICE;
        final List<SimulatedOrder> working = new ArrayList<>();
    }

    private final SimulatedBrokerConfig config;
    private final SimulatedDraws draws;
    private final SimulatedBrokerLog log;
    private final SimulatedBooks books;
    private final SimulatedReports reports;
    private final IntObjectHashMap<Market> markets = new IntObjectHashMap<>();
    /** Limit orders in the order of their arrival, which is that of their expiry; the first still works. */
    private final ArrayDeque<SimulatedOrder> aging = new ArrayDeque<>();

    private long nowNs;

    SimulatedExchange(
            SimulatedBrokerConfig config,
            SimulatedDraws draws,
            SimulatedBrokerLog log,
            SimulatedBooks books,
            SimulatedReports reports) {
        this.config = config;
        this.draws = draws;
        this.log = log;
        this.books = books;
        this.reports = reports;
    }

    void resumeAt(int instrumentId, long last, long bid, long ask) {
        Market market = market(instrumentId);
        market.last = last;
        market.bid = bid;
        market.ask = ask;
    }

    private Market market(int instrumentId) {
        Market market = markets.get(instrumentId);
        if (market == null) {
            market = new Market();
            markets.put(instrumentId, market);
        }
        return market;
    }

    /** Event time, before anything else of it. */
    void at(long eventTimeNs) {
        nowNs = eventTimeNs;
    }

    /** Takes up an order that works. */
    void work(SimulatedOrder order) {
        market(order.instrumentId).working.add(order);
        if (config.faults().orderExpiryNs() > 0 && order.type == OrderType.LIMIT) {
            aging.addLast(order);
        }
    }

    void arrive(SimulatedOrder order) {
        if (!order.isTradable()) {
            refuse(order, RejectReason.OTHER);
            return;
        }
        if (draws.ratio(order, SimulatedDraws.REFUSED) < config.rejectRate()) {
            List<RejectReason> reasons = config.faults().rejectReasons();
            refuse(order, reasons.get((int) draws.below(reasons.size(), order, SimulatedDraws.REASON, 0)));
            return;
        }
        log.accept(order);
        books.accepted(order);
        tell(order);
        tryFill(order, market(order.instrumentId));
        if (!order.isFinal()) {
            work(order);
        }
    }

    /** What was asked for while it was on its way is answered now, and an answer is not lost. */
    private void tell(SimulatedOrder order) {
        if (order.isAskedFor) {
            order.isAskedFor = false;
            reports.answer(order.report());
        } else {
            reports.stream(order, nowNs);
        }
    }

    void cancel(SimulatedOrder order) {
        if (order.isFinal()) {
            order.repeatCount++;
        } else {
            log.cancel(order);
            books.canceled(order);
            market(order.instrumentId).working.remove(order);
        }
        reports.stream(order, nowNs);
    }

    /** Ends an order that cannot be carried out, or not further. Whoever walks the working orders takes it off them. */
    private void refuse(SimulatedOrder order, RejectReason reason) {
        if (order.cumQuantity == 0) {
            log.reject(order, reason);
            books.rejected(order, reason);
        } else {
            log.cancel(order);
            books.canceled(order);
        }
        tell(order);
    }

    /** When the next order expires. */
    long dueNs() {
        while (!aging.isEmpty() && aging.peekFirst().isFinal()) {
            aging.removeFirst();
        }
        return aging.isEmpty() ? Long.MAX_VALUE : expiryNs(aging.peekFirst());
    }

    /** Reckoned from when it was to arrive, which a host that comes back knows as well. */
    private long expiryNs(SimulatedOrder order) {
        return order.sentNs + config.latencyNs() + config.faults().orderExpiryNs();
    }

    void expireNext() {
        SimulatedOrder order = aging.removeFirst();
        log.expire(order);
        books.expired(order);
        market(order.instrumentId).working.remove(order);
        reports.stream(order, nowNs);
    }

    void onTick(PriceTickDecoder tick) {
        Market market = market(tick.instrumentId());
        market.last = tick.last() == NO_PRICE ? market.last : tick.last();
        market.bid = tick.bid() == NO_PRICE ? market.bid : tick.bid();
        market.ask = tick.ask() == NO_PRICE ? market.ask : tick.ask();
        for (int i = 0; i < market.working.size(); ) {
            SimulatedOrder order = market.working.get(i);
            tryFill(order, market);
            if (order.isFinal()) {
                market.working.remove(i);
            } else {
                i++;
            }
        }
    }

    private void tryFill(SimulatedOrder order, Market market) {
        long quote = order.side == Side.BUY ? market.ask : market.bid;
        long price = quote == NO_PRICE ? market.last : quote;
        if (price == NO_PRICE || !order.accepts(price)) {
            return;
        }
        long quantity = drawnQuantity(order);
        long notional = notional(quantity, price);
        if (notional == 0) {
            // A part worth nothing is no part: a core books no fill without money.
            quantity = order.quantity - order.cumQuantity;
            notional = notional(quantity, price);
        }
        boolean isBookable =
                notional != OVERFLOW && ReportCheck.isPrice(order.cumQuantity + quantity, order.cumNotional + notional);
        if (!isBookable) {
            refuse(order, RejectReason.OTHER);
            return;
        }
        long fee = Decimal.multiply(notional, config.feeRate(), RoundingMode.CEILING);
        log.fill(order, quantity, price, notional, fee);
        books.filled(order, quantity, price, notional, fee);
        reports.stream(order, nowNs);
    }

    /** What is left, or the first of two parts of it. */
    private long drawnQuantity(SimulatedOrder order) {
        long left = order.quantity - order.cumQuantity;
        boolean isSplit = order.cumQuantity == 0
                && left > 1
                && draws.ratio(order, SimulatedDraws.SPLIT) < config.partialFillRate();
        return isSplit ? 1 + Math.floorMod(draws.ratio(order, SimulatedDraws.FIRST_PART), left - 1) : left;
    }

    private static long notional(long quantity, long price) {
        try {
            return Decimal.multiply(quantity, price, RoundingMode.HALF_EVEN);
        } catch (ArithmeticException tooLarge) {
            return OVERFLOW;
        }
    }
}
