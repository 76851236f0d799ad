package io.ringfence.journal.sql;

import io.ringfence.core.event.EventType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Symbols of instruments and names of accounts, which outputs do not carry: taken from the journal's inputs, kept in memory
 * and in their tables. A definition that the core refuses is taken back when its refusal comes.
 */
final class Names {
    private static final Table INSTRUMENTS = Table.of("instruments", "id", "symbol", "sequence");
    private static final Table ACCOUNTS = Table.of("accounts", "id", "name", "start_cash", "sequence");

    private record Instrument(int id, String symbol, long sequence) implements Table.Row {
        @Override
        public Object[] values() {
            return new Object[] {id, symbol, sequence};
        }
    }

    private record Account(int id, String name, BigDecimal startCash, long sequence) implements Table.Row {
        @Override
        public Object[] values() {
            return new Object[] {id, name, startCash, sequence};
        }
    }

    private final Map<Integer, Instrument> instruments = new HashMap<>();
    private final Map<Integer, Account> accounts = new HashMap<>();
    private final List<Table.Row> newInstruments = new ArrayList<>();
    private final List<Table.Row> newAccounts = new ArrayList<>();
    private final List<Long> refused = new ArrayList<>();

    Names(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(INSTRUMENTS.select())) {
                while (rows.next()) {
                    instruments.put(rows.getInt(1), new Instrument(rows.getInt(1), rows.getString(2), rows.getLong(3)));
                }
            }
            try (ResultSet rows = statement.executeQuery(ACCOUNTS.select())) {
                while (rows.next()) {
                    accounts.put(
                            rows.getInt(1),
                            new Account(rows.getInt(1), rows.getString(2), rows.getBigDecimal(3), rows.getLong(4)));
                }
            }
        }
    }

    /** An instrument's symbol; null where it has none. */
    String symbol(int instrumentId) {
        Instrument instrument = instruments.get(instrumentId);
        return instrument == null ? null : instrument.symbol;
    }

    /** An account's name; its number where it has none. */
    String account(int accountId) {
        Account account = accounts.get(accountId);
        if (account != null) {
            return account.name;
        }
        return accountId == 0 ? "host" : Integer.toString(accountId);
    }

    /** An input. The first one that defines a number counts. */
    void onInput(long sequence, EventType type, MessageFields fields) {
        if (type == EventType.INSTRUMENT_DEFINED) {
            int id = (int) fields.number("instrumentId");
            if (!instruments.containsKey(id)) {
                Instrument defined = new Instrument(id, fields.text("symbol"), sequence);
                instruments.put(id, defined);
                newInstruments.add(defined);
            }
        } else if (type == EventType.USER_REGISTERED) {
            int id = (int) fields.number("accountId");
            if (!accounts.containsKey(id)) {
                Account defined = new Account(id, fields.text("name"), fields.decimal("startCash"), sequence);
                accounts.put(id, defined);
                newAccounts.add(defined);
            }
        }
    }

    /** The core has refused the input with this sequence. */
    void onRefused(long sequence) {
        boolean isDefinition = instruments.values().removeIf(defined -> defined.sequence == sequence);
        isDefinition |= accounts.values().removeIf(defined -> defined.sequence == sequence);
        if (isDefinition) {
            refused.add(sequence);
        }
    }

    /** Writes what is new, inside the transaction that is under way. */
    void write(Connection connection) throws SQLException {
        INSTRUMENTS.write(connection, newInstruments);
        ACCOUNTS.write(connection, newAccounts);
        for (String table : refused.isEmpty() ? List.<String>of() : List.of("instruments", "accounts")) {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from " + table + " where sequence = any (?)")) {
                delete.setArray(1, connection.createArrayOf("bigint", refused.toArray()));
                delete.executeUpdate();
            }
        }
        newInstruments.clear();
        newAccounts.clear();
        refused.clear();
    }
}
