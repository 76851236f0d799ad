package io.ringfence.journal.sql;

import io.ringfence.core.event.EventType;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.journal.log.EventLogEntry;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.postgresql.copy.CopyManager;

/**
 * Keeps {@code strategies}, {@code orders}, {@code fills} and {@code positions} up: each event changes rows in memory, and
 * what has changed is written with the batch. In memory are all strategies with their newest positions, and the orders that
 * have not ended, so as much as the core itself bounds.
 */
final class TradeTables {
    final CopyRows fills = new CopyRows(
            "fills",
            "position",
            "event_id",
            "order_id",
            "strategy_id",
            "account",
            "instrument_id",
            "symbol",
            "side",
            "purpose",
            "quantity",
            "price",
            "fee",
            "cum_quantity",
            "leaves_quantity",
            "filled_at",
            "filled_at_ns");

    private final Connection connection;
    private final Names names;
    private final Map<Long, StrategyRow> strategies = new HashMap<>();
    private final Map<Long, OrderRow> orders = new HashMap<>();
    private final Set<StrategyRow> changedStrategies = new LinkedHashSet<>();
    private final Set<OrderRow> changedOrders = new LinkedHashSet<>();
    private final Set<PositionRow> changedPositions = new LinkedHashSet<>();

    TradeTables(Connection connection, Names names) throws SQLException {
        this.connection = connection;
        this.names = names;
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(StrategyRow.TABLE.select())) {
                while (rows.next()) {
                    StrategyRow strategy = StrategyRow.of(rows);
                    strategies.put(strategy.id, strategy);
                }
            }
            try (ResultSet rows = statement.executeQuery(OrderRow.TABLE.select() + " where ended_at is null")) {
                while (rows.next()) {
                    OrderRow order = OrderRow.of(rows);
                    orders.put(order.id, order);
                }
            }
            String newest = " where id in (select max(id) from positions group by strategy_id)";
            try (ResultSet rows = statement.executeQuery(PositionRow.TABLE.select() + newest)) {
                while (rows.next()) {
                    PositionRow position = PositionRow.of(rows);
                    strategies.get(position.strategyId).position = position;
                }
            }
        }
    }

    /** A strategy by its id; null where none is known. */
    StrategyRow strategy(long id) {
        return strategies.get(id);
    }

    /** An input; what it creates stands until its refusal comes. */
    void onInput(long sequence, long timestampNs, EventType type, MessageFields fields) {
        if (type == EventType.STRATEGY_CREATED) {
            create(sequence, timestampNs, fields, fields.text("name"), fields.text("positionSide")).logic =
                    fields.text("plugin");
        } else if (type == EventType.ORDER_REQUESTED && fields.number("strategyId") == 0) {
            // A person's order that opens a position: the core makes a strategy for it, and names it so.
            String positionSide = "BUY".equals(fields.text("side")) ? "LONG" : "SHORT";
            create(sequence, timestampNs, fields, "order-" + sequence, positionSide).logic = Plugins.MANUAL;
        }
    }

    private StrategyRow create(
            long sequence, long timestampNs, MessageFields fields, String name, String positionSide) {
        StrategyRow strategy = new StrategyRow(sequence);
        strategy.name = name;
        strategy.account = (int) fields.number("accountId");
        strategy.instrumentId = fields.instrumentId();
        strategy.symbol = names.symbol(strategy.instrumentId);
        strategy.positionSide = positionSide;
        strategy.state = "CREATED";
        strategy.createdAt = SqlTime.of(timestampNs);
        strategies.put(sequence, strategy);
        changedStrategies.add(strategy);
        return strategy;
    }

    /** An output. */
    void onEvent(EventLogEntry entry, UUID id, EventType type, MessageFields fields) throws SQLException {
        switch (type) {
            case EXECUTE_BUY, EXECUTE_SELL, EXECUTE_STOPLOSS -> onSent(order(entry, fields), entry, fields);
            case ACTION_EXECUTED -> onAction(entry, fields);
            case ORDER_ACCEPTED -> {
                OrderRow order = order(entry, fields);
                order.acceptedAt = order.acceptedAt == null ? SqlTime.of(entry.timestampNs()) : order.acceptedAt;
            }
            case ORDER_REJECTED -> order(entry, fields).rejectReason = fields.text("reason");
            case ORDER_EVENT_LOGGED -> order(entry, fields).state = fields.text("to");
            case ORDER_FILLED -> {
                OrderRow order = order(entry, fields);
                order.filledQuantity = fields.decimal("cumQuantity");
                order.fee = order.fee.add(fields.decimal("fee"));
                fill(entry, id, fields);
            }
            case ORDER_FINALIZED -> {
                OrderRow order = order(entry, fields);
                order.state = fields.text("state");
                order.filledQuantity = fields.decimal("cumQuantity");
                order.endedAt = SqlTime.of(entry.timestampNs());
            }
            case COMMAND_REFUSED -> onRefused(entry, fields);
            default -> onStrategy(entry, type, fields);
        }
    }

    private OrderRow order(EventLogEntry entry, MessageFields fields) throws SQLException {
        long id = fields.number("clientOrderId");
        OrderRow order = orders.get(id);
        if (order == null) {
            order = isOfThisEvent(id, entry) ? null : load(id);
            if (order == null) {
                order = new OrderRow(id);
                order.strategyId = fields.strategyId();
                order.account = account(entry);
            }
            orders.put(id, order);
        }
        order.lastPosition = entry.position();
        changedOrders.add(order);
        return order;
    }

    /** An order's id begins with the sequence of the input that caused it, and so is new with it. */
    private static boolean isOfThisEvent(long clientOrderId, EventLogEntry entry) {
        return clientOrderId >>> 16 == entry.sequence();
    }

    /** An order that has ended, of which something comes late. */
    private OrderRow load(long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OrderRow.TABLE.select() + " where id = ?")) {
            select.setLong(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? OrderRow.of(rows) : null;
            }
        }
    }

    private void onSent(OrderRow order, EventLogEntry entry, MessageFields fields) {
        order.instrumentId = fields.instrumentId();
        order.symbol = names.symbol(fields.instrumentId());
        order.side = fields.text("side");
        order.orderType = fields.text("orderType");
        order.purpose = fields.text("purpose");
        order.quantity = fields.decimal("quantity");
        order.limitPrice = fields.decimal("limitPrice");
        order.state = "SUBMITTED";
        order.sentCount++;
        if (order.sentAt == null) {
            order.sentAt = SqlTime.of(entry.timestampNs());
            order.sentAtNs = entry.timestampNs();
        }
    }

    /** Tells of an order that is kept back until the broker's link is up; of one that was sent, nothing new. */
    private void onAction(EventLogEntry entry, MessageFields fields) throws SQLException {
        if (orders.containsKey(fields.number("clientOrderId"))
                || fields.text("action").equals("CANCEL")) {
            return;
        }
        OrderRow order = order(entry, fields);
        if (order.state == null) {
            order.instrumentId = fields.instrumentId();
            order.symbol = names.symbol(fields.instrumentId());
            order.quantity = fields.decimal("quantity");
            order.state = "INITIALIZED";
        }
    }

    private void fill(EventLogEntry entry, UUID id, MessageFields fields) {
        fills.put(entry.position())
                .put(id)
                .put(fields.number("clientOrderId"))
                .put(fields.strategyId())
                .put(account(entry))
                .put(fields.instrumentId())
                .put(names.symbol(fields.instrumentId()))
                .put(fields.text("side"))
                .put(fields.text("purpose"))
                .put(fields.decimal("quantity"))
                .put(fields.decimal("price"))
                .put(fields.decimal("fee"))
                .put(fields.decimal("cumQuantity"))
                .put(fields.decimal("leavesQuantity"))
                .put(SqlTime.of(entry.timestampNs()))
                .put(entry.timestampNs());
        fills.endRow();
        StrategyRow strategy = strategies.get(fields.strategyId());
        if (strategy == null || strategy.position == null || !strategy.position.isOpen()) {
            return;
        }
        PositionRow position = changed(strategy.position, entry);
        if ("ENTRY".equals(fields.text("purpose"))) {
            position.quantity = position.quantity.add(fields.decimal("quantity"));
            position.entryQuantity = position.entryQuantity.add(fields.decimal("quantity"));
        } else {
            position.quantity = position.quantity.subtract(fields.decimal("quantity"));
        }
    }

    /** Of a subject that is the refused input itself: what it would have created does not exist. */
    private void onRefused(EventLogEntry entry, MessageFields fields) {
        long subject = fields.number("subjectId");
        if (subject != entry.sequence()) {
            return;
        }
        names.onRefused(subject);
        StrategyRow strategy = strategies.get(subject);
        if (strategy != null) {
            changed(strategy, entry).state = "REFUSED";
        }
    }

    private void onStrategy(EventLogEntry entry, EventType type, MessageFields fields) {
        StrategyRow strategy = strategies.get(fields.strategyId());
        if (strategy == null) {
            return;
        }
        OffsetDateTime now = SqlTime.of(entry.timestampNs());
        switch (type) {
            case STRATEGY_STARTED -> {
                changed(strategy, entry).startedAt = now;
                strategy.stopReason = null;
                times(strategy, fields);
            }
            case STRATEGY_READY -> times(changed(strategy, entry), fields);
            case STRATEGY_STOPPED -> changed(strategy, entry).stopReason = fields.text("reason");
            case STATE_TRANSITION -> changed(strategy, entry).state = fields.text("to");
            case STOPLOSS_ARMED -> changed(strategy, entry).stopLevel = fields.decimal("level");
            case STOPLOSS_DISARMED -> changed(strategy, entry).stopLevel = null;
            case STATS_UPDATE -> {
                changed(strategy, entry).roundCount = fields.number("roundCount");
                strategy.winCount = fields.number("winCount");
                strategy.realizedPnl = fields.decimal("realizedPnl");
            }
            case POSITION_OPENED -> open(strategy, entry, fields);
            case STRATEGY_RUNNING -> onRunning(strategy, entry, fields);
            case POSITION_CLOSED -> close(strategy, entry, fields);
            case STRATEGY_EXITED -> onExited(strategy, entry, fields);
            default -> {
                // Changes nothing that these tables show.
            }
        }
    }

    private static void times(StrategyRow strategy, MessageFields fields) {
        Long entryNs = fields.timeNs("entryTime");
        Long exitNs = fields.timeNs("exitTime");
        strategy.entryAt = entryNs == null ? null : SqlTime.of(entryNs);
        strategy.exitAt = exitNs == null ? null : SqlTime.of(exitNs);
    }

    private void open(StrategyRow strategy, EventLogEntry entry, MessageFields fields) {
        PositionRow position = new PositionRow(entry.position());
        position.strategyId = strategy.id;
        position.account = account(entry);
        position.instrumentId = fields.instrumentId();
        position.symbol = names.symbol(fields.instrumentId());
        position.side = fields.text("positionSide");
        position.quantity = fields.decimal("quantity");
        position.entryQuantity = position.quantity;
        position.entryPrice = fields.decimal("price");
        position.openedAt = SqlTime.of(entry.timestampNs());
        position.openedAtNs = entry.timestampNs();
        strategy.position = position;
        changed(position, entry);
    }

    /** With the first fill this comes before the position is opened, and the newest one is that of the round before. */
    private void onRunning(StrategyRow strategy, EventLogEntry entry, MessageFields fields) {
        if (strategy.position != null && strategy.position.isOpen()) {
            changed(strategy.position, entry).entryPrice = fields.decimal("averagePrice");
            strategy.position.quantity = fields.decimal("quantity");
        }
    }

    private void close(StrategyRow strategy, EventLogEntry entry, MessageFields fields) {
        if (strategy.position != null) {
            PositionRow position = changed(strategy.position, entry);
            position.state = PositionRow.CLOSED;
            position.quantity = BigDecimal.ZERO;
            position.exitPrice = fields.decimal("exitPrice");
            position.realizedPnl = fields.decimal("realizedPnl");
            position.exitReason = fields.text("reason");
            position.closedAt = SqlTime.of(entry.timestampNs());
            position.closedAtNs = entry.timestampNs();
        }
    }

    private void onExited(StrategyRow strategy, EventLogEntry entry, MessageFields fields) {
        changed(strategy, entry).exitReason = fields.text("reason");
        if (strategy.position != null && fields.number("quantity") != 0) {
            PositionRow position = changed(strategy.position, entry);
            position.entryQuantity = fields.decimal("quantity");
            position.entryPrice = fields.decimal("entryPrice");
        }
    }

    private StrategyRow changed(StrategyRow strategy, EventLogEntry entry) {
        strategy.lastPosition = entry.position();
        changedStrategies.add(strategy);
        return strategy;
    }

    private PositionRow changed(PositionRow position, EventLogEntry entry) {
        position.lastPosition = entry.position();
        changedPositions.add(position);
        return position;
    }

    private static Integer account(EventLogEntry entry) {
        return entry.accountId() == OutputBuffer.EVERYBODY ? null : entry.accountId();
    }

    /** Writes what has changed, inside the transaction that is under way, and lets go of orders that have ended. */
    void write(CopyManager copy) throws SQLException, IOException {
        StrategyRow.TABLE.write(connection, changedStrategies);
        OrderRow.TABLE.write(connection, changedOrders);
        PositionRow.TABLE.write(connection, changedPositions);
        fills.write(copy);
        changedOrders.stream().filter(order -> order.endedAt != null).forEach(order -> orders.remove(order.id));
        changedStrategies.clear();
        changedOrders.clear();
        changedPositions.clear();
    }
}
