package io.ringfence.config.file;

import io.ringfence.config.node.ClockMode;
import io.ringfence.config.node.NodeConfig;
import io.ringfence.config.node.NodeLimits;
import io.ringfence.config.node.WarmUpConfig;
import io.ringfence.config.schedule.TradingCalendar;
import io.ringfence.config.stat.StatConfig;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.ring.WaitProfile;
import io.ringfence.journal.Durability;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.log.EventLogConfig;
import io.ringfence.journal.replica.ReplicaConfig;
import io.ringfence.transport.broker.SimulatedBrokerConfig;
import io.ringfence.transport.broker.SimulatedFaults;
import io.ringfence.transport.feed.CsvFeedConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sections of a node's file, each into the record of the module it configures. */
final class NodeSections {
    private NodeSections() {}

    static NodeConfig read(Section root) {
        List<TradingCalendar> calendars =
                root.sections("calendars").stream().map(CalendarSection::read).toList();
        JournalConfig journal = journal(root.section("journal"));
        Section access = root.section("access");
        long userStartCash = access.decimal("start-cash");
        NodeConfig config = new NodeConfig(
                ring(root.section("ring")),
                cpus(root.section("cpus")),
                journal,
                eventLog(root.section("event-log"), journal.directory()),
                SqlSection.read(root.section("sql")),
                replica(root.section("snapshots")),
                root.choice("clock", ClockMode.class),
                root.flag("lockstep"),
                limits(root.section("limits")),
                feeds(root),
                broker(root.section("broker")),
                EdgeSection.read(root.section("edge")),
                DeclarationSections.read(root, calendars),
                calendars,
                warmUp(root.section("warm-up")),
                stat(root.section("stat")),
                AccessSection.read(access),
                userStartCash,
                EventsSection.read(root));
        root.end();
        return config;
    }

    private static List<CsvFeedConfig> feeds(Section root) {
        double pacing = FeedSection.pacing(root);
        return root.sections("feeds").stream()
                .map(section -> FeedSection.read(section, pacing))
                .toList();
    }

    private static RingConfig ring(Section section) {
        RingConfig config = new RingConfig(
                section.integer("slots"),
                section.choice("threading", ThreadingMode.class),
                section.choice("wait", WaitProfile.class),
                section.integer("max-batch-events"),
                section.smallBytes("input-initial-bytes"),
                section.smallBytes("input-max-bytes"),
                section.smallBytes("output-initial-bytes"),
                section.smallBytes("output-max-bytes"));
        section.end();
        return config;
    }

    private static WarmUpConfig warmUp(Section section) {
        WarmUpConfig config = new WarmUpConfig(section.integer("events"), section.durationMs("time-limit"));
        section.end();
        return config;
    }

    private static Map<String, Integer> cpus(Section section) {
        Map<String, Integer> cpus = new HashMap<>();
        for (String thread : List.of(
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
                "event-log")) {
            if (section.has(thread)) {
                cpus.put(thread, section.integer(thread));
            }
        }
        section.end();
        return cpus;
    }

    private static JournalConfig journal(Section section) {
        JournalConfig config = new JournalConfig(
                section.parsed("directory", "a path", Path::of),
                section.choice("durability", Durability.class),
                section.smallBytes("max-group-bytes"),
                section.bytes("segment-bytes"),
                section.smallBytes("block-bytes"),
                section.bytes("low-disk-bytes"),
                section.bytes("reserve-bytes"),
                section.durationMs("disk-check-period"));
        section.end();
        return config;
    }

    private static Optional<EventLogConfig> eventLog(Section section, Path journalDirectory) {
        boolean isEnabled = section.flag("enabled");
        EventLogConfig config = new EventLogConfig(
                journalDirectory, section.smallBytes("max-group-bytes"), section.bytes("segment-bytes"));
        section.end();
        return isEnabled ? Optional.of(config) : Optional.empty();
    }

    private static Optional<ReplicaConfig> replica(Section section) {
        boolean isEnabled = section.flag("enabled");
        ReplicaConfig config = new ReplicaConfig(
                section.durationNs("interval"),
                section.wide("interval-events"),
                section.integer("keep"),
                section.flag("trim-journal"));
        section.end();
        return isEnabled ? Optional.of(config) : Optional.empty();
    }

    private static Optional<StatConfig> stat(Section section) {
        boolean isEnabled = section.flag("enabled");
        Optional<Path> file =
                section.has("file") ? Optional.of(section.parsed("file", "a path", Path::of)) : Optional.empty();
        StatConfig config = new StatConfig(file, section.integer("sample-every"), section.durationMs("period"));
        section.end();
        return isEnabled ? Optional.of(config) : Optional.empty();
    }

    private static NodeLimits limits(Section section) {
        NodeLimits limits = new NodeLimits(
                section.integer("max-instruments"),
                section.integer("max-strategies"),
                section.integer("max-open-orders"),
                section.integer("max-exit-attempts"),
                section.durationNs("exit-retry-delay"),
                section.durationNs("exit-retry-max-delay"),
                section.durationNs("late-after"),
                section.durationNs("reconcile-period"),
                section.integer("max-broker-errors"),
                section.durationNs("broker-error-window"),
                section.durationNs("feed-silence"),
                section.integer("max-accounts"),
                section.integer("max-command-ids"),
                section.integer("max-conditions"),
                section.integer("max-actions-per-call"),
                section.integer("max-strategies-per-account"),
                section.integer("max-open-orders-per-account"),
                section.integer("max-conditions-per-account"));
        section.end();
        return limits;
    }

    private static SimulatedBrokerConfig broker(Section section) {
        SimulatedBrokerConfig config = new SimulatedBrokerConfig(
                section.parsed("log", "a path", Path::of),
                section.durationNs("latency"),
                section.decimal("partial-fill-rate"),
                section.decimal("reject-rate"),
                section.decimal("fee-rate"),
                section.wide("seed"),
                section.integer("max-held-reports"),
                section.integer("expected-orders"),
                faults(section));
        section.end();
        return config;
    }

    private static SimulatedFaults faults(Section section) {
        return new SimulatedFaults(
                section.decimal("drop-rate"),
                section.decimal("duplicate-rate"),
                section.durationNs("report-delay"),
                section.decimal("lost-order-rate"),
                section.durationNs("disconnect-every"),
                section.durationNs("disconnect-for"),
                section.choices("reject-reasons", SimulatedFaults.REASONS),
                Set.copyOf(section.texts("refused-keys")),
                section.durationNs("order-expiry"));
    }
}
