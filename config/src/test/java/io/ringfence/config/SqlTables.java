package io.ringfence.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The tables of the SQL projection, read as rows of text that {@link SqlOracle} can be compared with. */
final class SqlTables {
    /** State of an error that says so; before the projection has made its tables. */
    private static final String UNDEFINED_TABLE = "42P01";

    private final Postgres postgres;
    private final String schema;

    SqlTables(Postgres postgres, String schema) {
        this.postgres = postgres;
        this.schema = schema;
    }

    List<List<String>> events() throws SQLException, IOException {
        List<List<String>> rows = rows(
                "select position, sequence, index, type, priority, targets, stream, account," + " stream_position, "
                        + micros("created_at") + ", created_at_ns, payload from events order by position");
        for (List<String> row : rows) {
            row.set(11, fields(row.get(11)));
        }
        return rows;
    }

    List<List<String>> orders() throws SQLException {
        return rows("select id, strategy_id, account, symbol, side, order_type, purpose, " + exact("quantity") + ", "
                + exact("limit_price") + ", state, " + exact("filled_quantity") + ", " + exact("fee")
                + ", reject_reason, sent_count, sent_at_ns, " + micros("accepted_at") + ", " + micros("ended_at")
                + ", last_position from orders order by id");
    }

    List<List<String>> fills() throws SQLException {
        return rows(
                "select position, order_id, strategy_id, account, symbol, side, purpose, " + exact("quantity") + ", "
                        + exact("price") + ", " + exact("fee") + ", " + exact("cum_quantity") + ", "
                        + exact("leaves_quantity") + ", filled_at_ns from fills order by position");
    }

    List<List<String>> strategies() throws SQLException {
        return rows("select id, name, account, symbol, position_side, logic, state, " + micros("entry_at") + ", "
                + micros("exit_at") + ", " + exact("stop_level") + ", round_count, win_count, " + exact("realized_pnl")
                + ", exit_reason, stop_reason, " + micros("created_at") + " from strategies order by id");
    }

    List<List<String>> positions() throws SQLException {
        return rows("select id, strategy_id, account, symbol, side, state, " + exact("quantity") + ", "
                + exact("entry_quantity") + ", " + exact("entry_price") + ", " + exact("exit_price") + ", "
                + exact("realized_pnl") + ", exit_reason, opened_at_ns, closed_at_ns from positions order by id");
    }

    List<List<String>> names() throws SQLException {
        List<List<String>> rows = new ArrayList<>(rows("select id, symbol from instruments order by id"));
        rows.addAll(rows("select id, name from accounts order by id"));
        return rows;
    }

    /** Every column of every table, as it is. */
    List<List<String>> everything() throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        for (String table : List.of(
                "events order by position",
                "orders order by id",
                "fills order by position",
                "strategies order by id",
                "positions order by id",
                "instruments order by id",
                "accounts order by id",
                "projection")) {
            rows.addAll(rows("select * from " + table));
        }
        return rows;
    }

    long position() throws SQLException {
        try {
            List<List<String>> rows = rows("select position from projection");
            return rows.isEmpty() ? 0 : Long.parseLong(rows.get(0).get(0));
        } catch (SQLException notThere) {
            if (!UNDEFINED_TABLE.equals(notThere.getSQLState())) {
                throw notThere;
            }
            return 0;
        }
    }

    private static String micros(String column) {
        return "(extract(epoch from " + column + ") * 1000000)::bigint";
    }

    private static String exact(String column) {
        return "trim_scale(" + column + ")";
    }

    List<List<String>> rows(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path to \"" + schema + "\"");
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(sql)) {
                while (found.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        row.add(found.getString(i));
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    /** A payload's fields, by name; those that are null are left out. */
    private static String fields(String payload) throws IOException {
        TreeMap<String, Object> fields = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(payload)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                switch (parser.nextToken()) {
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> fields.put(name, parser.getDecimalValue());
                    case VALUE_STRING -> fields.put(name, parser.getText());
                    default -> {}
                }
            }
        }
        return fields.toString();
    }
}
