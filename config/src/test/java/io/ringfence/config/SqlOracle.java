package io.ringfence.config;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.EventFields;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.FieldVisitor;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.log.EventLogReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the tables of the SQL projection should hold, worked out the slow way: everything is read into lists, and each row is
 * asked of the whole history of its subject. Rows are lists of text, as {@link SqlTables} reads them.
 */
final class SqlOracle {
    /** An output with its fields by name. */
    private record Entry(
            long position,
            long sequence,
            int index,
            long timestampNs,
            int account,
            long streamPosition,
            EventType type,
            Map<String, Object> fields,
            String payload) {
        boolean is(EventType... types) {
            return List.of(types).contains(type);
        }

        Object field(String name) {
            return fields.get(name);
        }
    }

    private static final EventType[] SENT = {EventType.EXECUTE_BUY, EventType.EXECUTE_SELL, EventType.EXECUTE_STOPLOSS};

    private final List<Entry> entries = new ArrayList<>();
    private final Map<Long, String> symbols = new TreeMap<>();
    private final Map<Long, String> accounts = new TreeMap<>();
    private final Map<Long, Map<String, Object>> created = new TreeMap<>();
    private final Map<Long, Long> createdNs = new TreeMap<>();

    SqlOracle(Path journal) throws IOException {
        EventFields fields = new EventFields();
        new EventLogReader(journal).forEach(1, Long.MAX_VALUE, entry -> {
            Recorder recorder = new Recorder();
            EventType type = fields.visit(entry.buffer(), entry.offset(), recorder);
            entries.add(new Entry(
                    entry.position(),
                    entry.sequence(),
                    entry.index(),
                    entry.timestampNs(),
                    entry.accountId(),
                    entry.streamPosition(),
                    type,
                    recorder.values,
                    recorder.payload.toString()));
        });
        long last = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).sequence;
        new JournalReader(journal).forEach(1, last, (sequence, timestampNs, buffer, offset, length) -> {
            Recorder recorder = new Recorder();
            EventType type = fields.visit(buffer, offset, recorder);
            Map<String, Object> input = recorder.values;
            switch (type) {
                case INSTRUMENT_DEFINED -> symbols.put((Long) input.get("instrumentId"), text(input.get("symbol")));
                case USER_REGISTERED -> accounts.put((Long) input.get("accountId"), text(input.get("name")));
                case STRATEGY_CREATED -> {
                    created.put(sequence, input);
                    createdNs.put(sequence, timestampNs);
                }
                default -> {}
            }
        });
    }

    int count() {
        return entries.size();
    }

    /** Position, sequence, index, type, priority, targets, stream, account, stream position, time, and the payload's fields. */
    List<List<String>> events() {
        return rows(entries, entry -> {
            boolean isForAll = entry.account < 0;
            String owner = entry.account == 0 ? "host" : accounts.get((long) entry.account);
            return row(
                    entry.position,
                    entry.sequence,
                    entry.index,
                    entry.type.eventName(),
                    entry.type.priority(),
                    isForAll ? "{}" : "{" + owner + "}",
                    entry.type.channel() == null
                            ? null
                            : entry.type.channel().name().toLowerCase(),
                    isForAll ? null : entry.account,
                    entry.streamPosition == 0 ? null : entry.streamPosition,
                    micros(entry.timestampNs),
                    entry.timestampNs,
                    entry.payload);
        });
    }

    List<List<String>> orders() {
        Map<Long, List<Entry>> byOrder = by(
                "clientOrderId",
                EventType.ALERT_TRIGGERED,
                EventType.CANCEL_ORDER,
                EventType.QUERY_ORDER,
                EventType.ORDER_RETRY_REQUIRED);
        return rows(byOrder.entrySet(), order -> {
            List<Entry> all = order.getValue();
            List<Entry> sent = only(all, SENT);
            List<Entry> told = only(
                    all,
                    EventType.ORDER_ACCEPTED,
                    EventType.ORDER_REJECTED,
                    EventType.ORDER_FILLED,
                    EventType.ORDER_FINALIZED,
                    EventType.ORDER_EVENT_LOGGED);
            List<Entry> fills = only(all, EventType.ORDER_FILLED);
            List<Entry> ends = only(all, EventType.ORDER_FINALIZED);
            List<Entry> accepted = only(all, EventType.ORDER_ACCEPTED);
            List<Entry> rejected = only(all, EventType.ORDER_REJECTED);
            String state = sent.isEmpty() ? "INITIALIZED" : "SUBMITTED";
            for (Entry entry : all) {
                state = entry.is(SENT) ? "SUBMITTED" : state;
                state = entry.is(EventType.ORDER_EVENT_LOGGED) ? text(entry.field("to")) : state;
                state = entry.is(EventType.ORDER_FINALIZED) ? text(entry.field("state")) : state;
            }
            List<Entry> filled = only(all, EventType.ORDER_FILLED, EventType.ORDER_FINALIZED);
            Entry first = sent.isEmpty() ? all.get(0) : sent.get(0);
            List<Entry> changing = new ArrayList<>(sent);
            changing.addAll(told);
            return row(
                    order.getKey(),
                    first.field("strategyId"),
                    first.account,
                    symbols.get((Long) first.field("instrumentId")),
                    first.field("side"),
                    first.field("orderType"),
                    first.field("purpose"),
                    first.field("quantity"),
                    first.field("limitPrice"),
                    state,
                    filled.isEmpty() ? BigDecimal.ZERO : last(filled).field("cumQuantity"),
                    fills.stream().map(fill -> (BigDecimal) fill.field("fee")).reduce(BigDecimal.ZERO, BigDecimal::add),
                    rejected.isEmpty() ? null : last(rejected).field("reason"),
                    sent.size(),
                    sent.isEmpty() ? null : sent.get(0).timestampNs,
                    accepted.isEmpty() ? null : micros(accepted.get(0).timestampNs),
                    ends.isEmpty() ? null : micros(last(ends).timestampNs),
                    changing.stream().mapToLong(Entry::position).max().orElse(all.get(0).position));
        });
    }

    List<List<String>> fills() {
        return rows(
                only(entries, EventType.ORDER_FILLED),
                fill -> row(
                        fill.position,
                        fill.field("clientOrderId"),
                        fill.field("strategyId"),
                        fill.account,
                        symbols.get((Long) fill.field("instrumentId")),
                        fill.field("side"),
                        fill.field("purpose"),
                        fill.field("quantity"),
                        fill.field("price"),
                        fill.field("fee"),
                        fill.field("cumQuantity"),
                        fill.field("leavesQuantity"),
                        fill.timestampNs));
    }

    List<List<String>> strategies() {
        Map<Long, List<Entry>> byStrategy = by("strategyId");
        return rows(created.entrySet(), strategy -> {
            Map<String, Object> input = strategy.getValue();
            List<Entry> all = byStrategy.getOrDefault(strategy.getKey(), List.of());
            List<Entry> moves = only(all, EventType.STATE_TRANSITION);
            List<Entry> times = only(all, EventType.STRATEGY_STARTED, EventType.STRATEGY_READY);
            List<Entry> stops = only(all, EventType.STOPLOSS_ARMED, EventType.STOPLOSS_DISARMED);
            List<Entry> stats = only(all, EventType.STATS_UPDATE);
            List<Entry> exits = only(all, EventType.STRATEGY_EXITED);
            List<Entry> ends = only(all, EventType.STRATEGY_STARTED, EventType.STRATEGY_STOPPED);
            boolean isRefused = entries.stream()
                    .anyMatch(entry -> entry.is(EventType.COMMAND_REFUSED)
                            && entry.sequence == strategy.getKey()
                            && strategy.getKey().equals(entry.field("subjectId")));
            return row(
                    strategy.getKey(),
                    input.get("name"),
                    input.get("accountId"),
                    symbols.get((Long) input.get("instrumentId")),
                    input.get("positionSide"),
                    input.get("plugin"),
                    isRefused
                            ? "REFUSED"
                            : moves.isEmpty() ? "CREATED" : last(moves).field("to"),
                    times.isEmpty() ? null : micros((Long) last(times).field("entryTime")),
                    times.isEmpty() ? null : micros((Long) last(times).field("exitTime")),
                    stops.isEmpty() ? null : last(stops).field("level"),
                    stats.isEmpty() ? 0 : last(stats).field("roundCount"),
                    stats.isEmpty() ? 0 : last(stats).field("winCount"),
                    stats.isEmpty() ? BigDecimal.ZERO : last(stats).field("realizedPnl"),
                    exits.isEmpty() ? null : last(exits).field("reason"),
                    ends.isEmpty() ? null : last(ends).field("reason"),
                    micros(createdNs.get(strategy.getKey())));
        });
    }

    /** A position is from its opening to the next opening of its strategy. */
    List<List<String>> positions() {
        return rows(only(entries, EventType.POSITION_OPENED), opened -> {
            List<Entry> all = new ArrayList<>();
            for (Entry entry : by("strategyId").get((Long) opened.field("strategyId"))) {
                if (entry.position > opened.position && entry.is(EventType.POSITION_OPENED)) {
                    break;
                }
                if (entry.position > opened.position) {
                    all.add(entry);
                }
            }
            List<Entry> closed = only(all, EventType.POSITION_CLOSED);
            BigDecimal held = (BigDecimal) opened.field("quantity");
            BigDecimal entered = held;
            Object price = opened.field("price");
            boolean isOpen = true;
            for (Entry entry : all) {
                BigDecimal quantity = entry.field("quantity") instanceof BigDecimal scaled ? scaled : null;
                if (entry.is(EventType.ORDER_FILLED) && isOpen) {
                    boolean isEntry = text(entry.field("purpose")).equals("ENTRY");
                    held = isEntry ? held.add(quantity) : held.subtract(quantity);
                    entered = isEntry ? entered.add(quantity) : entered;
                } else if (entry.is(EventType.STRATEGY_RUNNING) && isOpen) {
                    price = entry.field("averagePrice");
                } else if (entry.is(EventType.POSITION_CLOSED)) {
                    isOpen = false;
                    held = BigDecimal.ZERO;
                } else if (entry.is(EventType.STRATEGY_EXITED) && quantity.signum() != 0) {
                    entered = quantity;
                    price = entry.field("entryPrice");
                }
            }
            return row(
                    opened.position,
                    opened.field("strategyId"),
                    opened.account,
                    symbols.get((Long) opened.field("instrumentId")),
                    opened.field("positionSide"),
                    isOpen ? "OPEN" : "CLOSED",
                    held,
                    entered,
                    price,
                    closed.isEmpty() ? null : last(closed).field("exitPrice"),
                    closed.isEmpty() ? null : last(closed).field("realizedPnl"),
                    closed.isEmpty() ? null : last(closed).field("reason"),
                    opened.timestampNs,
                    closed.isEmpty() ? null : last(closed).timestampNs);
        });
    }

    List<List<String>> names() {
        List<List<String>> rows = new ArrayList<>(rows(symbols.entrySet(), e -> row(e.getKey(), e.getValue())));
        rows.addAll(rows(accounts.entrySet(), e -> row(e.getKey(), e.getValue())));
        return rows;
    }

    private Map<Long, List<Entry>> by(String id, EventType... without) {
        Map<Long, List<Entry>> found = new TreeMap<>();
        for (Entry entry : entries) {
            if (entry.field(id) instanceof Long key && key != 0 && !entry.is(without)) {
                found.computeIfAbsent(key, none -> new ArrayList<>()).add(entry);
            }
        }
        return found;
    }

    private static List<Entry> only(List<Entry> entries, EventType... types) {
        return entries.stream().filter(entry -> entry.is(types)).toList();
    }

    private static Entry last(List<Entry> entries) {
        return entries.get(entries.size() - 1);
    }

    private interface RowOf<T> {
        List<String> of(T subject);
    }

    private static <T> List<List<String>> rows(Iterable<T> subjects, RowOf<T> row) {
        List<List<String>> rows = new ArrayList<>();
        subjects.forEach(subject -> rows.add(row.of(subject)));
        return rows;
    }

    private static List<String> row(Object... values) {
        List<String> row = new ArrayList<>();
        for (Object value : values) {
            row.add(text(value));
        }
        return row;
    }

    static String text(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
        return value == null ? null : Objects.toString(value);
    }

    private static Long micros(Long timeNs) {
        return timeNs == null ? null : Math.floorDiv(timeNs, 1_000);
    }

    /** Keeps ids and times as Long, decimals as BigDecimal, the rest as text. */
    private static final class Recorder implements FieldVisitor {
        private final Map<String, Object> values = new HashMap<>();
        private final Map<String, Object> payload = new TreeMap<>();

        private void put(String name, Object value, Object shown) {
            values.put(name, value);
            payload.put(name, shown);
        }

        @Override
        public void integer(String name, long value) {
            put(name, value, value);
        }

        @Override
        public void decimal(String name, long scaled) {
            BigDecimal exact = new BigDecimal(Decimal.toString(scaled));
            put(name, exact, exact);
        }

        @Override
        public void time(String name, long timeNs) {
            put(name, timeNs, Instant.ofEpochSecond(0, timeNs));
        }

        @Override
        public void timeOfDay(String name, long sinceMidnightNs) {
            put(name, null, LocalTime.ofNanoOfDay(sinceMidnightNs));
        }

        @Override
        public void duration(String name, long durationNs) {
            put(name, durationNs, durationNs);
        }

        @Override
        public void text(String name, String value) {
            put(name, value, value);
        }

        @Override
        public void named(String name, Enum<?> value) {
            put(name, value.name(), value.name());
        }

        @Override
        public void instrument(String name, int id) {
            put(name, (long) id, (long) id);
        }

        @Override
        public void account(String name, int id) {
            put(name, (long) id, (long) id);
        }

        @Override
        public void strategy(String name, long id) {
            put(name, id, id);
        }

        @Override
        public void condition(String name, long id) {
            put(name, id, id);
        }

        @Override
        public void order(String name, long id) {
            put(name, id, id);
        }
    }
}
