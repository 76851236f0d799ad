package io.ringfence.transport.broker;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.stoploss.ReportCheck;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A broker that fills against the host's own ticks.
 *
 * <p>An order arrives after the configured latency of event time. It is then refused, or accepted and tried against the
 * price in force: a buy trades at the ask, a sell at the bid, either at the last trade where there is no quote. What does
 * not fill, because there is no price yet, the limit is not met, or the order was drawn to fill in parts, is tried on each
 * later tick of its instrument. There is no queue, no depth and no market impact. An order that asks for nothing, or whose
 * money a core could not book, is refused; what is left of one filled in part is canceled.
 *
 * <p>Called by the broker stage's thread, but for {@link #nextDeadlineNs()}.
 */
public final class SimulatedBroker implements Broker, MarketObserver {
    private static final long NO_PRICE = PriceTickDecoder.lastNullValue();
    private static final long OVERFLOW = -1;

    /** Something on its way: all take the same latency, so they arrive in the order they were sent. */
    private record Arrival(long arrivalNs, SimulatedOrder order, boolean isCancel) {}

    private static final class Market {
        long last = NO_PRICE;
        long bid = NO_PRICE;
        long ask = NO_PRICE;
        final List<SimulatedOrder> working = new ArrayList<>();
    }

    private final SimulatedBrokerConfig config;
    private final ReportPump reports;
    private final SimulatedBrokerLog log;
    private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();
    private final Map<Integer, Market> markets = new HashMap<>();
    /** When the next order arrives; written by the stage's thread, read by the clock producer. */
    private final AtomicLong nextDeadlineNs = new AtomicLong(Long.MAX_VALUE);

    /** Orders sent so far, by strategy and purpose. */
    private final Map<Long, Integer> sentCounts = new HashMap<>();

    private Map<Long, SimulatedOrder> orders;
    private long nowNs;

    /** A broker that answers through {@code reports}. */
    public SimulatedBroker(SimulatedBrokerConfig config, ReportPump reports) {
        this.config = config;
        this.reports = reports;
        this.log = new SimulatedBrokerLog(config.log());
    }

    /** Takes up what the log tells of: orders on their way are still on their way, working ones still work. */
    @Override
    public void start() {
        orders = log.open();
        for (SimulatedOrder order : orders.values()) {
            count(order);
            if (order.state == SimulatedOrder.State.SENT) {
                arrivals.addLast(new Arrival(order.sentNs + config.latencyNs(), order, false));
            } else if (order.state == SimulatedOrder.State.WORKING) {
                market(order.instrumentId).working.add(order);
            }
        }
        showDeadline();
    }

    /** Takes up the prices in force when the host died, scaled; the null value of a tick's price for none. */
    public void resumeAt(int instrumentId, long last, long bid, long ask) {
        Market market = market(instrumentId);
        market.last = last;
        market.bid = bid;
        market.ask = ask;
    }

    /** The highest client order id it was ever sent, 0 when none was. After {@link #start()}, before the first order. */
    public long highestClientOrderId() {
        return orders.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    @Override
    public void submit(OrderRequest request) {
        SimulatedOrder known = orders.get(request.clientOrderId());
        if (known != null) {
            log.duplicate(known.clientOrderId);
            tell(known);
            return;
        }
        SimulatedOrder order = SimulatedOrder.of(request, nowNs);
        count(order);
        log.submit(order);
        orders.put(order.clientOrderId, order);
        send(order, false);
    }

    @Override
    public void cancel(OrderRequest request) {
        SimulatedOrder order = orders.get(request.clientOrderId());
        if (order == null) {
            reportUnknown(request);
        } else {
            send(order, true);
        }
    }

    @Override
    public void query(OrderRequest request) {
        SimulatedOrder order = orders.get(request.clientOrderId());
        if (order == null) {
            reportUnknown(request);
        } else {
            tell(order);
        }
    }

    /** Says where an order stands; of one still on its way nothing is true yet, and its arrival is the answer. */
    private void tell(SimulatedOrder order) {
        if (order.state != SimulatedOrder.State.SENT) {
            reports.offer(order.report());
        }
    }

    private void reportUnknown(OrderRequest request) {
        reports.offer(SimulatedOrder.of(request, nowNs).report(ExecutionType.UNKNOWN_ORDER, RejectReason.NONE));
    }

    private void send(SimulatedOrder order, boolean isCancel) {
        arrivals.addLast(new Arrival(nowNs + config.latencyNs(), order, isCancel));
        onTime(nowNs);
    }

    @Override
    public void onTime(long eventTimeNs) {
        nowNs = eventTimeNs;
        while (!arrivals.isEmpty() && arrivals.peekFirst().arrivalNs <= nowNs) {
            Arrival arrival = arrivals.pollFirst();
            if (arrival.isCancel) {
                onCancelArrived(arrival.order);
            } else {
                onOrderArrived(arrival.order);
            }
        }
        showDeadline();
    }

    private void showDeadline() {
        long deadline = arrivals.isEmpty() ? Long.MAX_VALUE : arrivals.peekFirst().arrivalNs;
        if (deadline != nextDeadlineNs.getPlain()) {
            nextDeadlineNs.setRelease(deadline);
        }
    }

    private void onOrderArrived(SimulatedOrder order) {
        if (!order.isTradable() || draw(order, 1) < config.rejectRate()) {
            refuse(order);
            return;
        }
        log.accept(order);
        order.state = SimulatedOrder.State.WORKING;
        reports.offer(order.report());
        Market market = market(order.instrumentId);
        tryFill(order, market);
        if (!order.isFinal()) {
            market.working.add(order);
        }
    }

    private void onCancelArrived(SimulatedOrder order) {
        if (!order.isFinal()) {
            log.cancel(order);
            order.state = SimulatedOrder.State.CANCELED;
            market(order.instrumentId).working.remove(order);
        }
        reports.offer(order.report());
    }

    /** Ends an order that cannot be carried out, or not further. Whoever walks the working orders takes it off them. */
    private void refuse(SimulatedOrder order) {
        if (order.cumQuantity == 0) {
            log.reject(order);
            order.state = SimulatedOrder.State.REJECTED;
        } else {
            log.cancel(order);
            order.state = SimulatedOrder.State.CANCELED;
        }
        reports.offer(order.report());
    }

    @Override
    public void onTick(PriceTickDecoder tick) {
        Market market = market(tick.instrumentId());
        market.last = tick.last() == NO_PRICE ? market.last : tick.last();
        market.bid = tick.bid() == NO_PRICE ? market.bid : tick.bid();
        market.ask = tick.ask() == NO_PRICE ? market.ask : tick.ask();
        for (Iterator<SimulatedOrder> working = market.working.iterator(); working.hasNext(); ) {
            SimulatedOrder order = working.next();
            tryFill(order, market);
            if (order.isFinal()) {
                working.remove();
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
            refuse(order);
            return;
        }
        long fee = Decimal.multiply(notional, config.feeRate(), RoundingMode.CEILING);
        log.fill(order, quantity, price, notional, fee);
        order.fill(quantity, price, notional, fee);
        reports.offer(order.report());
    }

    /** What is left, or the first of two parts of it. */
    private long drawnQuantity(SimulatedOrder order) {
        long left = order.quantity - order.cumQuantity;
        boolean isSplit = order.cumQuantity == 0 && left > 1 && draw(order, 2) < config.partialFillRate();
        return isSplit ? 1 + Math.floorMod(draw(order, 3), left - 1) : left;
    }

    private static long notional(long quantity, long price) {
        try {
            return Decimal.multiply(quantity, price, RoundingMode.HALF_EVEN);
        } catch (ArithmeticException tooLarge) {
            return OVERFLOW;
        }
    }

    /** Which of its strategy's orders of one purpose it is. */
    private void count(SimulatedOrder order) {
        order.place = sentCounts.merge(order.strategyId * 8 + order.purpose.value(), 1, Integer::sum);
    }

    /**
     * A figure from 0 to below 1, scaled, that depends on the seed, the question, and the order's strategy, purpose and place
     * alone (SplitMix64). Not on its id: a host that was killed and came back has other ids, and shall see the same market.
     */
    private long draw(SimulatedOrder order, int question) {
        long name = ((order.strategyId * 8 + order.purpose.value()) << 16) + order.place;
        long z = config.seed() + 0x9E3779B97F4A7C15L * (name * 4 + question);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return Long.remainderUnsigned(z ^ (z >>> 31), Decimal.ONE);
    }

    private Market market(int instrumentId) {
        return markets.computeIfAbsent(instrumentId, id -> new Market());
    }

    /** When the broker next has something to do on event time, {@code Long.MAX_VALUE} when it has not. From any thread. */
    public long nextDeadlineNs() {
        return nextDeadlineNs.getAcquire();
    }

    @Override
    public void close() {
        log.close();
    }
}
