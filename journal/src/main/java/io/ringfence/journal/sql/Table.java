package io.ringfence.journal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * A table whose rows are kept up: written whole, by one statement for all that have changed.
 *
 * @param name of the table
 * @param columns the key first
 */
record Table(String name, List<String> columns) {
    /** A row to write. */
    interface Row {
        /** A value a column, in the table's order; null for none. */
        Object[] values();
    }

    static Table of(String name, String... columns) {
        return new Table(name, List.of(columns));
    }

    String select() {
        return "select " + String.join(", ", columns) + " from " + name;
    }

    private String upsert() {
        List<String> changing = columns.subList(1, columns.size());
        return "insert into " + name + " (" + String.join(", ", columns) + ") values ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ") on conflict (" + columns.get(0)
                + ") do update set "
                + String.join(
                        ", ",
                        changing.stream()
                                .map(column -> column + " = excluded." + column)
                                .toList());
    }

    /** Writes rows over those that there are, inside the transaction that is under way. */
    void write(Connection connection, Collection<? extends Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(upsert())) {
            for (Row row : rows) {
                Object[] values = row.values();
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
