package io.ringfence.journal.sql;

import io.ringfence.core.event.EventType;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.journal.log.EventLogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Makes the rows of {@code events}: what the dictionary says of each, and its fields. */
final class EventRows {
    final CopyRows rows = new CopyRows(
            "events",
            "id",
            "type",
            "source_id",
            "priority",
            "targets",
            "title",
            "payload",
            "tags",
            "created_at",
            "created_at_ns",
            "stream",
            "account",
            "stream_position",
            "sequence",
            "index",
            "position");

    private final Names names;
    private final List<String> tags = new ArrayList<>();

    EventRows(Names names) {
        this.names = names;
    }

    void add(EventLogEntry entry, UUID id, EventType type, MessageFields fields, StrategyRow strategy) {
        boolean isForAll = entry.accountId() == OutputBuffer.EVERYBODY;
        String symbol = names.symbol(strategy == null ? fields.instrumentId() : strategy.instrumentId);
        rows.put(id)
                .put(type.eventName())
                .put(source(fields))
                .put(type.priority())
                .put(isForAll ? List.of() : List.of(names.account(entry.accountId())))
                .put(title(type, strategy, symbol))
                .put(fields.json())
                .put(tags(type, strategy, symbol))
                .put(SqlTime.of(entry.timestampNs()))
                .put(entry.timestampNs())
                .put(type.channel() == null ? null : lower(type.channel()))
                .put(isForAll ? null : entry.accountId())
                .put(entry.streamPosition() == 0 ? null : entry.streamPosition())
                .put(entry.sequence())
                .put(entry.index())
                .put(entry.position());
        rows.endRow();
    }

    private static String source(MessageFields fields) {
        if (fields.conditionId() != 0) {
            return "condition-" + fields.conditionId();
        }
        if (fields.strategyId() != 0) {
            return "strategy-" + fields.strategyId();
        }
        return fields.has("feedId") ? "feed-" + fields.number("feedId") : "host";
    }

    /** For example {@code Order filled: breakfast, BTCUSD}. */
    private static String title(EventType type, StrategyRow strategy, String symbol) {
        String words = type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String sentence = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        if (strategy == null) {
            return symbol == null ? sentence : sentence + ": " + symbol;
        }
        return sentence + ": " + strategy.name + (symbol == null ? "" : ", " + symbol);
    }

    private List<String> tags(EventType type, StrategyRow strategy, String symbol) {
        tags.clear();
        tags.add(lower(type.category()));
        tags.add(lower(type.scope()));
        if (type.isCritical()) {
            tags.add("critical");
        }
        if (strategy != null) {
            tags.add(strategy.name);
        }
        if (symbol != null) {
            tags.add(symbol);
        }
        return tags;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
