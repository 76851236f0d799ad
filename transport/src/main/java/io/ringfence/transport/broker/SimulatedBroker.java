package io.ringfence.transport.broker;

import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.RejectReason;
import io.ringfence.transport.broker.SimulatedBooks.Login;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
 * <p>A pull is answered as of its arrival: what it tells is all of one moment. A query is answered at once; of an order on
 * its way the answer is its arrival.
 *
 * <p>What goes wrong is configured ({@link SimulatedFaults}). While the link is down, what is handed over is lost and what
 * would be told is lost, but for a login, which is answered when the link is back; what was handed over before arrives, and
 * what works goes on. Of one moment, the link changes first, then things arrive, orders expire, and late reports come.
 *
 * <p>Called by the broker stage's thread, but for {@link #nextDeadlineNs()}.
 */
public final class SimulatedBroker implements Broker, MarketObserver {
    private enum Kind {
        ORDER,
        CANCEL,
        PULL,
        LOGIN
    }

    /** Something on its way: all take the same latency, so they arrive in the order they were sent. Used again. */
    private static final class Arrival {
        long arrivalNs;
        Kind kind;
        SimulatedOrder order;
        long pullId;
        Login login;
        String keyName;
    }

    /** Made ahead; with a latency there are as many as are on their way at once. */
    private static final int ARRIVALS = 256;

    private final SimulatedBrokerConfig config;
    private final ReportPump pump;
    private final Runnable onDeadline;
    private final SimulatedDraws draws;
    private final SimulatedBrokerLog log;
    private final SimulatedReports reports;
    private final SimulatedLink link;
    private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>(ARRIVALS);
    private final ArrayDeque<Arrival> free = new ArrayDeque<>(ARRIVALS);
    /** Logins that came while the link was down, by account, with the names of their keys. */
    private final Map<Login, String> waitingLogins = new LinkedHashMap<>();
    /** When there is next something to do; written by the stage's thread, read by the clock producer. */
    private final AtomicLong nextDeadlineNs = new AtomicLong(Long.MAX_VALUE);

    private SimulatedBooks books;
    private SimulatedExchange exchange;
    private long nowNs;
    private boolean hasTime;

    /** A broker that answers through {@code pump}. */
    public SimulatedBroker(SimulatedBrokerConfig config, ReportPump pump) {
        this(config, pump, () -> {});
    }

    /**
     * The same, for a host that sleeps until the next deadline.
     *
     * @param onDeadline called when {@link #nextDeadlineNs()} has changed, on the stage's thread
     */
    public SimulatedBroker(SimulatedBrokerConfig config, ReportPump pump, Runnable onDeadline) {
        this.config = config;
        this.pump = pump;
        this.onDeadline = onDeadline;
        this.draws = new SimulatedDraws(config.seed());
        this.log = new SimulatedBrokerLog(config.log());
        this.reports = new SimulatedReports(config.faults(), draws, pump);
        this.link = new SimulatedLink(config.faults(), draws);
        for (int i = 0; i < ARRIVALS; i++) {
            free.addLast(new Arrival());
        }
    }

    /**
     * Takes up what the log tells of: orders on their way are still on their way, working ones still work. Where the log
     * tells of a loss of the link, the first event after that loss is told that it is back, though it may be long past: the
     * host may have died before it heard.
     */
    @Override
    public void start() {
        books = log.open();
        books.makeRoom(config.expectedOrders());
        exchange = new SimulatedExchange(config, draws, log, books, reports);
        books.orders().stream()
                .sorted(Comparator.comparingInt(order -> order.sendingNumber))
                .forEach(this::resume);
        if (books.lastLossNs() != SimulatedBooks.NEVER) {
            link.lost(books.lastLossNs());
            link.traffic();
            reports.linkLost();
        }
        showDeadline();
    }

    private void resume(SimulatedOrder order) {
        if (order.state == SimulatedOrder.State.SENT) {
            arrival(Kind.ORDER, order.sentNs).order = order;
        } else if (order.state == SimulatedOrder.State.WORKING) {
            exchange.work(order);
        }
    }

    /** Takes up the prices in force when the host died, scaled; the null value of a tick's price for none. */
    public void resumeAt(int instrumentId, long last, long bid, long ask) {
        exchange.resumeAt(instrumentId, last, bid, ask);
    }

    /** The highest client order id it was ever sent, 0 when none was. After {@link #start()}, before the first order. */
    public long highestClientOrderId() {
        return books.highestClientOrderId();
    }

    @Override
    public void submit(OrderRequest request) {
        SimulatedOrder known = arrivedOrder(request);
        if (known == null) {
            submitNew(books.next().set(request, nowNs));
        } else if (!link.isDown()) {
            log.duplicate(known.clientOrderId);
            tell(known);
        }
    }

    private void submitNew(SimulatedOrder order) {
        log.submit(order);
        books.sent(order);
        boolean isLost = link.isDown()
                || draws.ratio(order, SimulatedDraws.LOST, order.attempt)
                        < config.faults().lostOrderRate();
        if (isLost) {
            log.lost(order);
            books.lost(order);
        } else {
            sendOnOrder(Kind.ORDER, order);
        }
    }

    /** The order of this id, null when the broker has none such and will not: it was never sent, or is lost. */
    private SimulatedOrder arrivedOrder(OrderRequest request) {
        SimulatedOrder sent = books.sentOrder(request.clientOrderId());
        return sent == null || sent.state == SimulatedOrder.State.LOST ? null : sent;
    }

    @Override
    public void cancel(OrderRequest request) {
        SimulatedOrder order = arrivedOrder(request);
        if (order == null) {
            answerUnknown(request);
        } else if (!link.isDown()) {
            sendOnOrder(Kind.CANCEL, order);
        }
    }

    @Override
    public void query(OrderRequest request) {
        SimulatedOrder order = arrivedOrder(request);
        if (order == null) {
            answerUnknown(request);
        } else if (!link.isDown()) {
            tell(order);
        }
    }

    /** Says where an order stands; of one still on its way nothing is true yet, and its arrival is the answer. */
    private void tell(SimulatedOrder order) {
        if (order.state == SimulatedOrder.State.SENT) {
            order.isAskedFor = true;
        } else {
            reports.answer(order);
        }
    }

    private void answerUnknown(OrderRequest request) {
        reports.answer(new SimulatedOrder().set(request, nowNs).report(ExecutionType.UNKNOWN_ORDER, RejectReason.NONE));
    }

    @Override
    public void pull(long pullId) {
        if (!link.isDown()) {
            arrival(Kind.PULL, nowNs).pullId = pullId;
            onTime(nowNs);
        }
    }

    @Override
    public void connect(int gatewayId, int accountId, String keyName) {
        Arrival login = arrival(Kind.LOGIN, nowNs);
        login.login = new Login(gatewayId, accountId);
        login.keyName = keyName;
        onTime(nowNs);
    }

    private void sendOnOrder(Kind kind, SimulatedOrder order) {
        link.traffic();
        arrival(kind, nowNs).order = order;
        onTime(nowNs);
    }

    private Arrival arrival(Kind kind, long sentNs) {
        Arrival arrival = free.isEmpty() ? new Arrival() : free.removeLast();
        arrival.kind = kind;
        arrival.arrivalNs = sentNs + config.latencyNs();
        arrivals.addLast(arrival);
        return arrival;
    }

    @Override
    public void onTime(long eventTimeNs) {
        if (!hasTime) {
            hasTime = true;
            link.resumeAt(eventTimeNs);
        }
        nowNs = eventTimeNs;
        exchange.at(eventTimeNs);
        for (long due = dueNs(); due <= eventTimeNs; due = dueNs()) {
            act(due);
            link.passed(due);
        }
        link.passed(eventTimeNs);
        showDeadline();
    }

    @Override
    public void onTick(PriceTickDecoder tick) {
        link.traffic();
        exchange.onTick(tick);
        showDeadline();
    }

    private long dueNs() {
        return Math.min(Math.min(link.dueNs(), arrivalNs()), Math.min(exchange.dueNs(), reports.dueNs()));
    }

    private long arrivalNs() {
        return arrivals.isEmpty() ? Long.MAX_VALUE : arrivals.peekFirst().arrivalNs;
    }

    private void act(long dueNs) {
        if (link.dueNs() == dueNs) {
            if (link.isDown()) {
                linkBack();
            } else {
                linkLost(dueNs);
            }
        } else if (arrivalNs() == dueNs) {
            Arrival arrival = arrivals.removeFirst();
            arrive(arrival);
            free.addLast(arrival);
        } else if (exchange.dueNs() == dueNs) {
            exchange.expireNext();
        } else {
            reports.tellNext();
        }
    }

    private void arrive(Arrival arrival) {
        switch (arrival.kind) {
            case ORDER -> exchange.arrive(arrival.order);
            case CANCEL -> exchange.cancel(arrival.order);
            case PULL -> answerPull(arrival.pullId);
            case LOGIN -> answerLogin(arrival.login, arrival.keyName);
        }
    }

    private void answerPull(long pullId) {
        if (link.isDown()) {
            return;
        }
        int openCount = 0;
        for (int i = 0; i < books.untold().size(); i++) {
            SimulatedOrder order = books.untold().get(i);
            openCount += order.isFinal() ? 0 : 1;
            reports.answer(order);
        }
        books.positions()
                .forEach((instrumentId, quantity) ->
                        reports.answer(new BrokerMessage.PositionHeld(pullId, instrumentId, quantity)));
        reports.answer(new BrokerMessage.PullEnded(pullId, openCount));
        log.pull(pullId);
        books.pulled();
    }

    private void answerLogin(Login login, String keyName) {
        if (link.isDown()) {
            waitingLogins.put(login, keyName);
            return;
        }
        if (config.faults().refusedKeys().contains(keyName)) {
            reports.answer(
                    new BrokerMessage.AuthFailed(login.gatewayId(), login.accountId(), RejectReason.TOKEN_EXPIRED));
            return;
        }
        if (books.loggedIn(login)) {
            log.connect(login);
        }
        reports.answer(new BrokerMessage.AuthSuccess(login.gatewayId(), login.accountId()));
    }

    private void linkLost(long timeNs) {
        log.down(timeNs);
        books.linkLost(timeNs);
        link.lost(timeNs);
        reports.linkLost();
        books.logins().stream()
                .mapToInt(Login::gatewayId)
                .distinct()
                .forEach(gateway -> pump.offer(new BrokerMessage.Disconnected(gateway, RejectReason.SERVER_DOWN)));
    }

    private void linkBack() {
        link.back();
        reports.linkBack();
        books.logins()
                .forEach(login -> reports.answer(new BrokerMessage.AuthSuccess(login.gatewayId(), login.accountId())));
        waitingLogins.forEach(this::answerLogin);
        waitingLogins.clear();
    }

    private void showDeadline() {
        long deadline = dueNs();
        if (deadline != nextDeadlineNs.getPlain()) {
            nextDeadlineNs.set(deadline);
            onDeadline.run();
        }
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
