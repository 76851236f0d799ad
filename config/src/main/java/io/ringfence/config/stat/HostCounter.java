package io.ringfence.config.stat;

import io.ringfence.transport.edge.EdgeCounter;
import java.util.Locale;

/** What a host counts, since its start. Ids are for ever: they are the places in the file. */
public enum HostCounter {
    TICKS(0, Group.EVENTS, Kind.COUNT, "ticks", "refused ones included"),
    TICKS_REFUSED(1, Group.EVENTS, Kind.COUNT, "ticks refused", "no stop may fire from them: not valid, or repeated"),
    TICKS_CONFLATED(2, Group.EVENTS, Kind.COUNT, "ticks conflated", "that stand for several, with their extremes"),
    BROKER_REPORTS(3, Group.EVENTS, Kind.COUNT, "broker reports", "on orders, positions, links and logins"),
    COMMANDS(4, Group.EVENTS, Kind.COUNT, "commands", "of clients, files and the script; declarations included"),
    TIME_EVENTS(5, Group.EVENTS, Kind.COUNT, "time events", "time in silence, and next times of day"),
    HOST_EVENTS(6, Group.EVENTS, Kind.COUNT, "host's own events", "starts, instruments, feeds, disk, replica"),

    STOPS_ARMED(16, Group.TRADING, Kind.COUNT, "stops armed", "one that moves counts once"),
    STOPS_FIRED(17, Group.TRADING, Kind.COUNT, "stops fired", "a price touched the level"),
    TARGETS_FIRED(18, Group.TRADING, Kind.COUNT, "targets reached", "a price touched the take-profit"),
    ORDERS_SENT(19, Group.TRADING, Kind.COUNT, "orders sent", "handed to the broker; one sent again counts again"),
    CANCELS_SENT(20, Group.TRADING, Kind.COUNT, "cancels sent", "handed to the broker"),
    FILLS(21, Group.TRADING, Kind.COUNT, "fills", "partial ones included"),
    ORDERS_REJECTED(22, Group.TRADING, Kind.COUNT, "orders rejected", "by the broker"),
    RISK_REJECTIONS(23, Group.TRADING, Kind.COUNT, "entries held back", "by the risk chain"),
    COMMANDS_REFUSED(24, Group.TRADING, Kind.COUNT, "commands refused", "because they ask for something impossible"),
    ALERTS(25, Group.TRADING, Kind.COUNT, "alerts", "for a person to look at"),
    ERRORS(26, Group.TRADING, Kind.COUNT, "errors logged", "ERROR_LOGGED events"),

    RING_CLAIMED(32, Group.RING, Kind.COUNT, "claimed up to", "sequence of the newest event"),
    RING_COMPLETED(33, Group.RING, Kind.COUNT, "completed up to", "sequence that all stages are done with"),
    RING_SLOTS_USED(34, Group.RING, Kind.LEVEL, "slots in use", "claimed, and not yet through all stages"),
    RING_SLOTS(35, Group.RING, Kind.LEVEL, "slots", "ring.slots"),
    BUSY_VITAL(36, Group.RING, Kind.COUNT, "busy: reports and timers", "attempts that found the ring full"),
    BUSY_TICK(37, Group.RING, Kind.COUNT, "busy: ticks", "attempts that found less than 1/4 of it free"),
    BUSY_COMMAND(38, Group.RING, Kind.COUNT, "busy: commands", "attempts that found less than 1/2 of it free"),

    JOURNAL_SEQUENCE(48, Group.JOURNAL, Kind.COUNT, "committed up to", "sequence"),
    JOURNAL_GROUPS(49, Group.JOURNAL, Kind.COUNT, "groups", "appended"),
    JOURNAL_BYTES(50, Group.JOURNAL, Kind.COUNT, "bytes", "of these groups"),
    JOURNAL_SYNCS(51, Group.JOURNAL, Kind.COUNT, "syncs", "to the device; none with durability = process"),
    JOURNAL_SEGMENT(52, Group.JOURNAL, Kind.LEVEL, "segment", "number of the one in use"),
    JOURNAL_FREE_BYTES(53, Group.JOURNAL, Kind.LEVEL, "free disk bytes", "of the journal's file system"),

    REPLICA_SEQUENCE(64, Group.REPLICA, Kind.COUNT, "replayed up to", "sequence"),
    REPLICA_LAG(65, Group.REPLICA, Kind.LEVEL, "events behind", "the journal"),
    SNAPSHOTS(66, Group.REPLICA, Kind.COUNT, "snapshots", "written"),
    SNAPSHOT_SEQUENCE(
            67, Group.REPLICA, Kind.LEVEL, "newest snapshot", "sequence it was taken at; 0: none since the start"),

    EVENT_LOG_POSITION(72, Group.OUTPUTS, Kind.COUNT, "event log position", "of the newest output that is kept"),
    SQL_POSITION(73, Group.OUTPUTS, Kind.COUNT, "SQL position", "of the newest output that is in the tables"),

    REPORTS_HELD(80, Group.HELD, Kind.LEVEL, "broker reports", "that wait for room in the ring"),
    ANSWERS_HELD(
            81, Group.HELD, Kind.LEVEL, "scheduler's answers", "that are worked out, or wait for room in the ring"),

    FEED_TICKS(88, Group.FEEDS, Kind.COUNT, "ticks", "published"),
    FEED_BAD_ROWS(89, Group.FEEDS, Kind.COUNT, "bad rows", "passed over"),
    FEED_RESUMED_ROWS(90, Group.FEEDS, Kind.COUNT, "rows resumed behind", "that the journal holds already"),
    FEED_BYTES(91, Group.FEEDS, Kind.COUNT, "bytes read", "of all sources"),
    FEED_BYTES_TOTAL(92, Group.FEEDS, Kind.LEVEL, "bytes in all", "of the sources opened so far"),
    FEED_TIME(93, Group.FEEDS, Kind.TIME, "source time", "of the newest tick"),

    EDGE_CONNECTIONS_OPEN(EdgeCounter.CONNECTIONS_OPEN, Kind.LEVEL),
    EDGE_CONNECTIONS_ACCEPTED(EdgeCounter.CONNECTIONS_ACCEPTED),
    EDGE_CONNECTIONS_REFUSED(EdgeCounter.CONNECTIONS_REFUSED),
    EDGE_MESSAGES_BAD(EdgeCounter.MESSAGES_BAD),
    EDGE_PRICES_ENCODED(EdgeCounter.PRICES_ENCODED),
    EDGE_EVENTS_ENCODED(EdgeCounter.EVENTS_ENCODED),
    EDGE_PRICES_SENT(EdgeCounter.PRICES_SENT),
    EDGE_EVENTS_SENT(EdgeCounter.EVENTS_SENT),
    EDGE_PRICES_CONFLATED(EdgeCounter.PRICES_CONFLATED),
    EDGE_PRICES_CONFLATED_AT_HAND_OFF(EdgeCounter.PRICES_CONFLATED_AT_HAND_OFF),
    EDGE_EVENTS_REFUSED_AT_HAND_OFF(EdgeCounter.EVENTS_REFUSED_AT_HAND_OFF),
    EDGE_CLIENTS_CLOSED_SLOW(EdgeCounter.CLIENTS_CLOSED_SLOW),
    EDGE_CLIENTS_CLOSED_VIOLATION(EdgeCounter.CLIENTS_CLOSED_VIOLATION),
    EDGE_MEMORY_SHORT(EdgeCounter.MEMORY_SHORT),
    EDGE_PRICES_WITHOUT_SYMBOL(EdgeCounter.PRICES_WITHOUT_SYMBOL),
    EDGE_CLIENTS_RESUMED(EdgeCounter.CLIENTS_RESUMED),
    EDGE_CLIENTS_NOT_RESUMED(EdgeCounter.CLIENTS_NOT_RESUMED),
    EDGE_CONNECTIONS_REFUSED_ADDRESS(EdgeCounter.CONNECTIONS_REFUSED_ADDRESS),
    EDGE_CONNECTS_TOO_SOON(EdgeCounter.CONNECTS_TOO_SOON),
    EDGE_CONNECTIONS_REFUSED_USER(EdgeCounter.CONNECTIONS_REFUSED_USER),
    EDGE_TLS_REFUSED(EdgeCounter.TLS_REFUSED),
    EDGE_ORIGINS_REFUSED(EdgeCounter.ORIGINS_REFUSED),
    EDGE_MESSAGES_TOO_SOON(EdgeCounter.MESSAGES_TOO_SOON),
    EDGE_TOKENS_REFUSED(EdgeCounter.TOKENS_REFUSED),
    EDGE_CLIENTS_CLOSED_SESSION(EdgeCounter.CLIENTS_CLOSED_SESSION),
    EDGE_TLS_RELOADS_FAILED(EdgeCounter.TLS_RELOADS_FAILED),
    EDGE_SESSIONS_OPEN(EdgeCounter.SESSIONS_OPEN, Kind.LEVEL),
    EDGE_MESSAGES_RELAYED(EdgeCounter.MESSAGES_RELAYED),
    EDGE_RELAYS_DROPPED(EdgeCounter.RELAYS_DROPPED);

    /** Counters that are shown together. */
    public enum Group {
        /** Inputs by class, counted behind the gate, in the file at once. */
        EVENTS("events", false),
        /** What came of them, likewise. */
        TRADING("trading", false),
        /** The ring; from here on copied once a period. */
        RING("ring", true),
        /** The journal. */
        JOURNAL("journal", true),
        /** The replica behind the host. */
        REPLICA("replica", true),
        /** What is kept of the outputs. */
        OUTPUTS("outputs kept", true),
        /** What waits for room in the ring. */
        HELD("waiting", true),
        /** All feeds together. */
        FEEDS("feeds", true),
        /** The WebSocket edge. */
        EDGE("edge", true);

        private final String label;
        private final boolean isCopied;

        Group(String label, boolean isCopied) {
            this.label = label;
            this.isCopied = isCopied;
        }

        /** For people. */
        public String label() {
            return label;
        }

        /** Whether its counters are as of {@link StatReading#beatMs()}, and not as of the look. */
        public boolean isCopied() {
            return isCopied;
        }
    }

    /** How a value is to be read. */
    public enum Kind {
        /** Only grows: its growth a second says something. */
        COUNT,
        /** As it is now. */
        LEVEL,
        /** Nanoseconds since 1970-01-01T00:00:00Z. */
        TIME
    }

    private final int id;
    private final Group group;
    private final Kind kind;
    private final String label;
    private final String meaning;
    private final EdgeCounter edge;

    HostCounter(int id, Group group, Kind kind, String label, String meaning) {
        this(id, group, kind, label, meaning, null);
    }

    HostCounter(EdgeCounter edge) {
        this(edge, Kind.COUNT);
    }

    /** The edge's counters stand one behind the other, and last. */
    HostCounter(EdgeCounter edge, Kind kind) {
        this(112 + edge.id(), Group.EDGE, kind, edge.label(), edge.meaning(), edge);
    }

    HostCounter(int id, Group group, Kind kind, String label, String meaning, EdgeCounter edge) {
        this.id = id;
        this.group = group;
        this.kind = kind;
        this.label = label;
        this.meaning = meaning;
        this.edge = edge;
    }

    /** Place in the file. */
    public int id() {
        return id;
    }

    /** With which it is shown. */
    public Group group() {
        return group;
    }

    /** How it is to be read. */
    public Kind kind() {
        return kind;
    }

    /** A few words for people, within the group. */
    public String label() {
        return label;
    }

    /** What the label does not say. */
    public String meaning() {
        return meaning;
    }

    /** Its name for machines. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the edge calls it, or null where it is none of the edge's. */
    public EdgeCounter edge() {
        return edge;
    }
}
