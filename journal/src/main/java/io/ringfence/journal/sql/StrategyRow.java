package io.ringfence.journal.sql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** A row of {@code strategies}, kept in memory for as long as the connection lasts. */
final class StrategyRow implements Table.Row {
    static final Table TABLE = Table.of(
            "strategies",
            "id",
            "name",
            "account",
            "instrument_id",
            "symbol",
            "position_side",
            "logic",
            "state",
            "entry_at",
            "exit_at",
            "stop_level",
            "round_count",
            "win_count",
            "realized_pnl",
            "exit_reason",
            "stop_reason",
            "created_at",
            "started_at",
            "last_position");

    final long id;
    String name;
    int account;
    int instrumentId;
    String symbol;
    String positionSide;
    String logic;
    String state;
    OffsetDateTime entryAt;
    OffsetDateTime exitAt;
    BigDecimal stopLevel;
    long roundCount;
    long winCount;
    BigDecimal realizedPnl = BigDecimal.ZERO;
    String exitReason;
    String stopReason;
    OffsetDateTime createdAt;
    OffsetDateTime startedAt;
    Long lastPosition;
    /** Its newest position, open or not; null before the first. */
    PositionRow position;

    StrategyRow(long id) {
        this.id = id;
    }

    static StrategyRow of(ResultSet row) throws SQLException {
        StrategyRow strategy = new StrategyRow(row.getLong("id"));
        strategy.name = row.getString("name");
        strategy.account = row.getInt("account");
        strategy.instrumentId = row.getInt("instrument_id");
        strategy.symbol = row.getString("symbol");
        strategy.positionSide = row.getString("position_side");
        strategy.logic = row.getString("logic");
        strategy.state = row.getString("state");
        strategy.entryAt = row.getObject("entry_at", OffsetDateTime.class);
        strategy.exitAt = row.getObject("exit_at", OffsetDateTime.class);
        strategy.stopLevel = row.getBigDecimal("stop_level");
        strategy.roundCount = row.getLong("round_count");
        strategy.winCount = row.getLong("win_count");
        strategy.realizedPnl = row.getBigDecimal("realized_pnl");
        strategy.exitReason = row.getString("exit_reason");
        strategy.stopReason = row.getString("stop_reason");
        strategy.createdAt = row.getObject("created_at", OffsetDateTime.class);
        strategy.startedAt = row.getObject("started_at", OffsetDateTime.class);
        strategy.lastPosition = row.getObject("last_position", Long.class);
        return strategy;
    }

    @Override
    public Object[] values() {
        return new Object[] {
            id,
            name,
            account,
            instrumentId,
            symbol,
            positionSide,
            logic,
            state,
            entryAt,
            exitAt,
            stopLevel,
            roundCount,
            winCount,
            realizedPnl,
            exitReason,
            stopReason,
            createdAt,
            startedAt,
            lastPosition
        };
    }
}
