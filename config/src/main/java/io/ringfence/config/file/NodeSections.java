package io.ringfence.config.file;

import io.ringfence.config.node.ClockMode;
import io.ringfence.config.node.NodeConfig;
import io.ringfence.config.node.NodeLimits;
import io.ringfence.config.node.StrategySpec;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.ring.WaitProfile;
import io.ringfence.journal.Durability;
import io.ringfence.journal.JournalConfig;
import io.ringfence.transport.broker.SimulatedBrokerConfig;
import io.ringfence.transport.edge.EdgeConfig;
import io.ringfence.transport.feed.CsvFeedConfig;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sections of a node's file, each into the record of the module it configures. */
final class NodeSections {
    private NodeSections() {}

    static NodeConfig read(Section root) {
        NodeConfig config = new NodeConfig(
                ring(root.section("ring")),
                cpus(root.section("cpus")),
                journal(root.section("journal")),
                root.choice("clock", ClockMode.class),
                root.flag("lockstep"),
                limits(root.section("limits")),
                root.texts("instruments"),
                feeds(root),
                broker(root.section("broker")),
                edge(root.section("edge")),
                root.sections("strategies").stream().map(NodeSections::strategy).toList());
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

    private static Map<String, Integer> cpus(Section section) {
        Map<String, Integer> cpus = new HashMap<>();
        for (String thread : List.of("core", "output", "journal", "stop-loss", "trade", "broker", "edge")) {
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
                section.smallBytes("block-bytes"));
        section.end();
        return config;
    }

    private static NodeLimits limits(Section section) {
        NodeLimits limits = new NodeLimits(
                section.integer("max-instruments"),
                section.integer("max-strategies"),
                section.integer("max-open-orders"),
                section.integer("max-exit-attempts"),
                section.durationNs("exit-retry-delay"));
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
                section.integer("max-held-reports"));
        section.end();
        return config;
    }

    private static Optional<EdgeConfig> edge(Section section) {
        boolean isEnabled = section.flag("enabled");
        EdgeConfig config = new EdgeConfig(
                section.text("host"),
                section.integer("port"),
                section.integer("io-threads"),
                section.integer("max-connections"),
                section.smallBytes("max-frame-bytes"),
                section.integer("max-subscriptions-per-connection"),
                section.integer("max-instruments"),
                section.integer("max-bad-messages"),
                section.smallBytes("max-pending-order-bytes"),
                section.smallBytes("write-buffer-low-water-bytes"),
                section.smallBytes("write-buffer-high-water-bytes"),
                section.smallBytes("send-buffer-bytes"),
                section.integer("hand-off-messages"),
                section.durationMs("handshake-timeout"),
                section.durationMs("idle-timeout"),
                section.durationMs("close-timeout"),
                section.durationMs("shutdown-timeout"));
        section.end();
        return isEnabled ? Optional.of(config) : Optional.empty();
    }

    private static StrategySpec strategy(Section section) {
        PositionSide side = section.has("side")
                ? section.choice("side", PositionSide.class, List.of(PositionSide.LONG, PositionSide.SHORT))
                : PositionSide.LONG;
        long buyNs = section.instantNs("buy-at");
        long sellNs = section.instantNs("sell-at");
        Section stop = section.section("stop");
        String unit = stop.oneOf("percent", "amount", "level");
        StrategySpec strategy = new StrategySpec(
                section.text("name"),
                section.text("symbol"),
                side,
                section.decimal("quantity"),
                side == PositionSide.LONG ? buyNs : sellNs,
                side == PositionSide.LONG ? sellNs : buyNs,
                stopUnit(unit),
                stopValue(stop, unit),
                stop.has("trigger")
                        ? stop.choice(
                                "trigger",
                                TriggerSource.class,
                                List.of(TriggerSource.LAST, TriggerSource.BID_ASK, TriggerSource.DOUBLE))
                        : TriggerSource.LAST);
        stop.end();
        section.end();
        return strategy;
    }

    private static StopUnit stopUnit(String key) {
        return switch (key) {
            case "percent" -> StopUnit.RATIO;
            case "amount" -> StopUnit.AMOUNT;
            default -> StopUnit.LEVEL;
        };
    }

    private static long stopValue(Section stop, String key) {
        long value = stop.decimal(key);
        if (!key.equals("percent")) {
            return value;
        }
        long ratio = Decimal.divide(value, 100 * Decimal.ONE, RoundingMode.FLOOR);
        if (Decimal.multiply(ratio, 100 * Decimal.ONE, RoundingMode.FLOOR) != value) {
            throw stop.refusal(key, "expected at most 6 decimals");
        }
        return ratio;
    }
}
