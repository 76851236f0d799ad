package io.ringfence.journal.sql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** A row of {@code positions}: the newest one of each strategy is kept in memory. */
final class PositionRow implements Table.Row {
    static final String OPEN = "OPEN";
    static final String CLOSED = "CLOSED";

    static final Table TABLE = Table.of(
            "positions",
            "id",
            "strategy_id",
            "account",
            "instrument_id",
            "symbol",
            "side",
            "state",
            "quantity",
            "entry_quantity",
            "entry_price",
            "exit_price",
            "realized_pnl",
            "exit_reason",
            "opened_at",
            "opened_at_ns",
            "closed_at",
            "closed_at_ns",
            "last_position");

    final long id;
    long strategyId;
    Integer account;
    int instrumentId;
    String symbol;
    String side;
    String state = OPEN;
    BigDecimal quantity;
    BigDecimal entryQuantity;
    BigDecimal entryPrice;
    BigDecimal exitPrice;
    BigDecimal realizedPnl;
    String exitReason;
    OffsetDateTime openedAt;
    long openedAtNs;
    OffsetDateTime closedAt;
    Long closedAtNs;
    long lastPosition;

    PositionRow(long id) {
        this.id = id;
    }

    boolean isOpen() {
        return state.equals(OPEN);
    }

    static PositionRow of(ResultSet row) throws SQLException {
        PositionRow position = new PositionRow(row.getLong("id"));
        position.strategyId = row.getLong("strategy_id");
        position.account = row.getObject("account", Integer.class);
        position.instrumentId = row.getInt("instrument_id");
        position.symbol = row.getString("symbol");
        position.side = row.getString("side");
        position.state = row.getString("state");
        position.quantity = row.getBigDecimal("quantity");
        position.entryQuantity = row.getBigDecimal("entry_quantity");
        position.entryPrice = row.getBigDecimal("entry_price");
        position.exitPrice = row.getBigDecimal("exit_price");
        position.realizedPnl = row.getBigDecimal("realized_pnl");
        position.exitReason = row.getString("exit_reason");
        position.openedAt = row.getObject("opened_at", OffsetDateTime.class);
        position.openedAtNs = row.getLong("opened_at_ns");
        position.closedAt = row.getObject("closed_at", OffsetDateTime.class);
        position.closedAtNs = row.getObject("closed_at_ns", Long.class);
        position.lastPosition = row.getLong("last_position");
        return position;
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
            state,
            quantity,
            entryQuantity,
            entryPrice,
            exitPrice,
            realizedPnl,
            exitReason,
            openedAt,
            openedAtNs,
            closedAt,
            closedAtNs,
            lastPosition
        };
    }
}
