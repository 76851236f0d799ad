package io.ringfence.core.trade;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.Side;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A broker that tells the truth over a bad line: commands are lost or late, reports are lost, late, doubled and overtake
 * each other, orders fill in parts, are refused or canceled. Knows each client order id once.
 */
final class RandomBroker {
    private static final class Held {
        final OrderCommand order;
        long cumQuantity;
        long cumNotional;
        long cumFee;
        ExecutionType state = ExecutionType.ACCEPTED;

        Held(OrderCommand order) {
            this.order = order;
        }

        boolean isLive() {
            return state == ExecutionType.ACCEPTED;
        }

        Report report() {
            if (state == ExecutionType.REJECTED) {
                return order.rejected();
            }
            ExecutionType type = isLive() && cumQuantity > 0 ? ExecutionType.FILL : state;
            return order.report(type, cumQuantity, cumNotional, cumFee);
        }
    }

    private final Random random;
    private final Map<Long, Held> orders = new LinkedHashMap<>();
    private final List<OrderCommand> onTheirWay = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();

    RandomBroker(Random random) {
        this.random = random;
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    void send(List<OrderCommand> commands) {
        onTheirWay.addAll(commands);
    }

    /** The host went down: reports on their way are gone, commands may be. */
    void disconnect() {
        reports.clear();
        onTheirWay.removeIf(command -> chance(2));
    }

    /** Lets one thing happen. */
    void step() {
        if (!onTheirWay.isEmpty() && chance(2)) {
            OrderCommand command = next();
            if (!chance(15)) {
                receive(command, true);
            }
        }
        List<Held> live = orders.values().stream().filter(Held::isLive).toList();
        if (!live.isEmpty()) {
            Held held = live.get(random.nextInt(live.size()));
            if (chance(12)) {
                held.state = ExecutionType.CANCELED;
            } else {
                fill(held, chance(2));
            }
            reports.add(held.report());
        }
    }

    /** Any command that is on its way, but none before another on the same order: a gateway keeps those in order. */
    private OrderCommand next() {
        long id = onTheirWay.get(random.nextInt(onTheirWay.size())).clientOrderId();
        int first = 0;
        while (onTheirWay.get(first).clientOrderId() != id) {
            first++;
        }
        return onTheirWay.remove(first);
    }

    private void receive(OrderCommand command, boolean mayRefuse) {
        Held held = orders.get(command.clientOrderId());
        if (command.isOrder() && held == null) {
            held = new Held(command);
            held.state = mayRefuse && chance(5) ? ExecutionType.REJECTED : ExecutionType.ACCEPTED;
            orders.put(command.clientOrderId(), held);
        } else if (command.type() == EventType.CANCEL_ORDER && held != null && held.isLive()) {
            held.state = ExecutionType.CANCELED;
        }
        if (held != null) {
            reports.add(held.report());
        } else if (command.type() == EventType.QUERY_ORDER) {
            reports.add(command.unknown());
        }
    }

    private void fill(Held held, boolean whole) {
        long leaves = held.order.quantity() - held.cumQuantity;
        long quantity = whole ? leaves : Math.min(leaves, (1 + random.nextInt(3)) * Decimal.ONE / 2);
        long price = (90 + random.nextInt(20)) * Decimal.ONE;
        held.cumQuantity += quantity;
        held.cumNotional += Decimal.multiply(price, quantity, java.math.RoundingMode.FLOOR);
        held.cumFee += random.nextInt(5);
        if (held.cumQuantity == held.order.quantity()) {
            held.state = ExecutionType.FILL;
        }
    }

    /** A report that arrives now, or null; some arrive again. */
    Report deliver() {
        if (reports.isEmpty()) {
            return null;
        }
        int at = random.nextInt(reports.size());
        Report report = reports.get(at);
        if (!chance(4)) {
            reports.remove(at);
        }
        return chance(30) ? null : report;
    }

    /** Tells of every order it ever had, as a line that comes back does: the core asks only for those it thinks live. */
    void tellAll() {
        orders.values().forEach(held -> reports.add(held.report()));
    }

    /** Answers everything, fills everything: the reports, in order. */
    List<Report> behave() {
        onTheirWay.forEach(command -> receive(command, false));
        onTheirWay.clear();
        orders.values().stream().filter(Held::isLive).forEach(held -> {
            fill(held, true);
            reports.add(held.report());
        });
        List<Report> all = List.copyOf(reports);
        reports.clear();
        return all;
    }

    /** What has in truth been entered and not left yet. */
    long open(long strategyId) {
        return sum(strategyId, true, false) - sum(strategyId, false, false);
    }

    /** What live exits may still close. */
    long exiting(long strategyId) {
        return sum(strategyId, false, true);
    }

    /** How many exits live. */
    long exitCount(long strategyId) {
        return orders.values().stream()
                .filter(held -> held.order.strategyId() == strategyId && held.isLive())
                .filter(held -> held.order.purpose() != OrderPurpose.ENTRY)
                .count();
    }

    private long sum(long strategyId, boolean isEntry, boolean leaves) {
        return orders.values().stream()
                .filter(held -> held.order.strategyId() == strategyId)
                .filter(held -> (held.order.purpose() == OrderPurpose.ENTRY) == isEntry)
                .filter(held -> !leaves || held.isLive())
                .mapToLong(held -> leaves ? held.order.quantity() - held.cumQuantity : held.cumQuantity)
                .sum();
    }

    /** What came in, less what went out, less fees. */
    long result(long strategyId) {
        return orders.values().stream()
                .filter(held -> held.order.strategyId() == strategyId)
                .mapToLong(
                        held -> (held.order.side() == Side.SELL ? held.cumNotional : -held.cumNotional) - held.cumFee)
                .sum();
    }
}
