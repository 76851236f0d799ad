package io.ringfence.config.node;

import io.ringfence.config.schedule.TradingCalendar;
import io.ringfence.config.stat.StatConfig;
import io.ringfence.core.command.EventEncoding;
import io.ringfence.core.command.InputEncoding;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.trade.OutputBound;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.log.EventLogConfig;
import io.ringfence.journal.replica.ReplicaConfig;
import io.ringfence.journal.sql.SqlConfig;
import io.ringfence.transport.account.AccountsConfig;
import io.ringfence.transport.broker.SimulatedBrokerConfig;
import io.ringfence.transport.edge.EdgeConfig;
import io.ringfence.transport.feed.CsvFeedConfig;
import io.ringfence.transport.redis.RedisConfig;
import io.ringfence.transport.redis.RedisInConfig;
import io.ringfence.transport.redis.RedisSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a node is made of.
 *
 * @param ring size and layout of the ring
 * @param cpus core to pin each thread of the layout to, by thread name; absent ones are not pinned
 * @param journal where and how inputs are kept
 * @param eventLog how outputs are kept; absent: not at all
 * @param sql the database that the event log is projected into; absent: none
 * @param replica what the replica behind the host does; absent: none, and no snapshots
 * @param clock where time comes from
 * @param isLockstep whether a recorded feed waits after each tick until the host and the simulated broker are done with it:
 *     then a run has the same result every time
 * @param limits bounds of the core
 * @param feeds market data
 * @param broker the simulated broker
 * @param edge the WebSocket edge; absent: none
 * @param declared what it trades, for whom and when
 * @param calendars by which strategies' times of day become instants
 * @param warmUp what is done before the first event, for speed alone
 * @param stat how its figures are kept for readers outside; absent: not at all
 * @param access who may use it; absent: nobody logs in
 * @param userStartCash scaled, 0 or more: what the accounts of users who register begin with
 * @param events business and user events, and how they are delivered
 */
public record NodeConfig(
        RingConfig ring,
        Map<String, Integer> cpus,
        JournalConfig journal,
        Optional<EventLogConfig> eventLog,
        Optional<SqlConfig> sql,
        Optional<ReplicaConfig> replica,
        ClockMode clock,
        boolean isLockstep,
        NodeLimits limits,
        List<CsvFeedConfig> feeds,
        SimulatedBrokerConfig broker,
        Optional<EdgeConfig> edge,
        Declarations declared,
        List<TradingCalendar> calendars,
        WarmUpConfig warmUp,
        Optional<StatConfig> stat,
        Optional<AccountsConfig> access,
        long userStartCash,
        NodeEvents events) {

    private static final Set<String> THREADS = Set.of(
            "core",
            "output",
            "journal",
            "stop-loss",
            "trade",
            "broker",
            "edge",
            "scheduler",
            "delivery",
            "zeromq",
            "redis",
            "event-log");

    /** Validates what concerns several parts. */
    public NodeConfig {
        cpus = Map.copyOf(cpus);
        feeds = List.copyOf(feeds);
        calendars = List.copyOf(calendars);
        checkReconciling(limits, broker);
        check(
                sql.isEmpty() || eventLog.isPresent(),
                "event-log.enabled",
                false,
                "true where sql.url is set, since that is what is projected");
        cpus.forEach(NodeConfig::checkCpu);
        List<String> symbols = declared.instruments();
        Set<Integer> feedIds = new HashSet<>();
        Set<String> feedNames = new HashSet<>();
        for (CsvFeedConfig feed : feeds) {
            String at = "feed." + feed.name();
            check(feedNames.add(feed.name()), at + ".name", feed.name(), "each name once");
            check(feedIds.add(feed.feedId()), at + ".id", feed.feedId(), "each id once");
            check(symbols.contains(feed.symbol()), at + ".symbol", feed.symbol(), "one of instruments " + symbols);
        }
        declared.check(limits);
        events.check(declared);
        checkRedis(events, feedIds, symbols);
        boolean isInline = ring.threading() == ThreadingMode.INLINE;
        check(
                clock == ClockMode.WALL
                        || events.redis().flatMap(RedisConfig::in).isEmpty(),
                "clock",
                "feed",
                "wall where redis.in brings prices");
        check(
                !isInline
                        || events.channels().isEmpty()
                                && events.zeroMq().isEmpty()
                                && events.redis().flatMap(RedisConfig::in).isEmpty(),
                "ring.threading",
                "inline",
                "compact or pipelined where delivery, zeromq or redis.in bring inputs");
        check(userStartCash >= 0, "access.start-cash", Decimal.toString(userStartCash), "0 or more");
        access.ifPresent(users -> checkRegistration(users, declared, limits));
        checkCalendars(calendars);
        checkInputs(ring, journal, edge.isPresent(), !events.groups().isEmpty());
        check(!isLockstep || clock == ClockMode.FEED, "lockstep", true, "clock = feed where lockstep = true");
        check(clock == ClockMode.WALL || !feeds.isEmpty(), "clock", "feed", "wall where there are no feeds");
        check(
                ring.threading() != ThreadingMode.INLINE || warmUp.ticks() == 0,
                "warm-up.events",
                warmUp.ticks(),
                "0 where ring.threading = inline, which is for replays and tests");
        check(
                ring.threading() != ThreadingMode.INLINE || isLockstep,
                "ring.threading",
                "inline",
                "lockstep = true where one thread does everything");
    }

    /** What a person should know of bounds that allow what others then stop at. */
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        long mostBytes = OutputBound.bytes(limits.maxStrategies(), limits.maxConditions());
        if (ring.outputMaxBytes() < mostBytes) {
            notices.add("ring.output-max-bytes = " + ring.outputMaxBytes() + ": a tick that fires the stops of all "
                    + "limits.max-strategies = " + limits.maxStrategies() + ", with limits.max-conditions = "
                    + limits.maxConditions() + " met, may put out " + mostBytes + " bytes, and would halt the node");
        }
        long pendingBytes =
                (long) events.bounds().maxPendingAcks() * events.edge().maxPayloadBytes();
        edge.map(front -> front.buffers().maxPendingEventBytes())
                .filter(room -> room < pendingBytes)
                .ifPresent(room -> notices.add("edge.max-pending-event-bytes = " + room + ": events.max-pending-acks = "
                        + events.bounds().maxPendingAcks() + " of events.max-payload-bytes = "
                        + events.edge().maxPayloadBytes() + " have no room in it, so that a client that falls as far "
                        + "behind is closed"));
        return notices;
    }

    /** Or a claimed slot would have no room for what it was claimed for. */
    private static void checkInputs(RingConfig ring, JournalConfig journal, boolean hasEdge, boolean hasGroups) {
        check(
                ring.inputMaxBytes() >= InputEncoding.MAX_INPUT_BYTES,
                "ring.input-max-bytes",
                ring.inputMaxBytes(),
                "at least " + InputEncoding.MAX_INPUT_BYTES + ", for the node's own inputs");
        check(
                !hasEdge || ring.inputMaxBytes() >= EventEncoding.MAX_EVENT_BYTES,
                "ring.input-max-bytes",
                ring.inputMaxBytes(),
                "at least " + EventEncoding.MAX_EVENT_BYTES + ", for the events of clients, where edge.enabled = true");
        check(
                !hasGroups || ring.inputMaxBytes() >= GroupSpec.MAX_INPUT_BYTES,
                "ring.input-max-bytes",
                ring.inputMaxBytes(),
                "at least " + GroupSpec.MAX_INPUT_BYTES + " where events.groups has any");
        check(
                journal.maxEventBytes() >= ring.inputMaxBytes(),
                "journal.max-group-bytes",
                journal.maxGroupBytes(),
                "room for an event of ring.input-max-bytes = " + ring.inputMaxBytes());
    }

    private static void checkRedis(NodeEvents events, Set<Integer> feedIds, List<String> symbols) {
        for (RedisSource source : events.redis()
                .flatMap(RedisConfig::in)
                .map(RedisInConfig::sources)
                .orElse(List.of())) {
            check(feedIds.add(source.feedId()), "redis.in.feed-id", source.feedId(), "each feed's id once");
            check(
                    symbols.contains(source.symbol()),
                    "redis.in.symbol",
                    source.symbol(),
                    "one of instruments " + symbols);
        }
    }

    /** A pull that is asked for again before it can be answered is never answered. */
    private static void checkReconciling(NodeLimits limits, SimulatedBrokerConfig broker) {
        check(
                limits.reconcilePeriodNs() == 0 || limits.reconcilePeriodNs() > broker.latencyNs(),
                "limits.reconcile-period",
                limits.reconcilePeriodNs() + " ns",
                "0, or more than broker.latency = " + broker.latencyNs() + " ns");
    }

    /** Or users would be kept who can never log in, as the core has no account for them. */
    private static void checkRegistration(AccountsConfig users, Declarations declared, NodeLimits limits) {
        long declaredCount = declared.accounts().stream()
                .filter(account -> account.id() != AccountSpec.HOST_ID)
                .count();
        check(
                !users.isRegistrationOpen() || declaredCount + users.maxUsers() <= limits.maxAccounts(),
                "access.max-users",
                users.maxUsers(),
                "where access.registration = open, at most limits.max-accounts = " + limits.maxAccounts() + " less "
                        + declaredCount + " in accounts");
    }

    private static void checkCalendars(List<TradingCalendar> calendars) {
        Set<String> names = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        for (TradingCalendar calendar : calendars) {
            String at = "calendar " + calendar.name() + ": ";
            check(names.add(calendar.name()), at + "name", calendar.name(), "each name once");
            check(ids.add(calendar.id()), at + "id", calendar.id(), "each id once");
        }
    }

    private static void checkCpu(String thread, int cpu) {
        check(
                THREADS.contains(thread),
                "cpus." + thread,
                cpu,
                "one of the threads " + THREADS.stream().sorted().toList());
        check(cpu >= 0 && cpu < 4096, "cpus." + thread, cpu, "0 to 4095");
    }

    private static void check(boolean holds, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(field + " = " + value + ": expected " + expected);
        }
    }
}
