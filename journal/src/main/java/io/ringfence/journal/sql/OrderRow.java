package io.ringfence.journal.sql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** A row of {@code orders}, kept in memory until the order has ended. */
final class OrderRow implements Table.Row {
    static final Table TABLE = Table.of(
            "orders",
            "id",
            "strategy_id",
            "account",
            "instrument_id",
            "symbol",
            "side",
            "order_type",
            "purpose",
            "quantity",
            "limit_price",
            "state",
            "filled_quantity",
            "fee",
            "reject_reason",
            "sent_count",
            "sent_at",
            "sent_at_ns",
            "accepted_at",
            "ended_at",
            "last_position");

    final long id;
    long strategyId;
    Integer account;
    Integer instrumentId;
    String symbol;
    String side;
    String orderType;
    String purpose;
    BigDecimal quantity;
    BigDecimal limitPrice;
    String state;
    BigDecimal filledQuantity = BigDecimal.ZERO;
    BigDecimal fee = BigDecimal.ZERO;
    String rejectReason;
    int sentCount;
    OffsetDateTime sentAt;
    Long sentAtNs;
    OffsetDateTime acceptedAt;
    OffsetDateTime endedAt;
    long lastPosition;

    OrderRow(long id) {
        this.id = id;
    }

    static OrderRow of(ResultSet row) throws SQLException {
        OrderRow order = new OrderRow(row.getLong("id"));
        order.strategyId = row.getLong("strategy_id");
        order.account = row.getObject("account", Integer.class);
        order.instrumentId = row.getObject("instrument_id", Integer.class);
        order.symbol = row.getString("symbol");
        order.side = row.getString("side");
        order.orderType = row.getString("order_type");
        order.purpose = row.getString("purpose");
        order.quantity = row.getBigDecimal("quantity");
        order.limitPrice = row.getBigDecimal("limit_price");
        order.state = row.getString("state");
        order.filledQuantity = row.getBigDecimal("filled_quantity");
        order.fee = row.getBigDecimal("fee");
        order.rejectReason = row.getString("reject_reason");
        order.sentCount = row.getInt("sent_count");
        order.sentAt = row.getObject("sent_at", OffsetDateTime.class);
        order.sentAtNs = row.getObject("sent_at_ns", Long.class);
        order.acceptedAt = row.getObject("accepted_at", OffsetDateTime.class);
        order.endedAt = row.getObject("ended_at", OffsetDateTime.class);
        order.lastPosition = row.getLong("last_position");
        return order;
    }

    @Override
    public Object[] values() {
        return new Object[] {
            id,
            strategyId,
            account,
            instrumentId,
            symbol,
            side,
            orderType,
            purpose,
            quantity,
            limitPrice,
            state,
            filledQuantity,
            fee,
            rejectReason,
            sentCount,
            sentAt,
            sentAtNs,
            acceptedAt,
            endedAt,
            lastPosition
        };
    }
}
