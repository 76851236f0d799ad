package io.ringfence.config.node;

import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.journal.JournalConfig;
import io.ringfence.transport.broker.SimulatedBrokerConfig;
import io.ringfence.transport.edge.EdgeConfig;
import io.ringfence.transport.feed.CsvFeedConfig;
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
 * @param clock where time comes from
 * @param isLockstep whether a recorded feed waits after each tick until the host and the simulated broker are done with it:
 *     then a run has the same result every time
 * @param limits bounds of the core
 * @param instruments symbols, in the order they get their numbers
 * @param feeds market data
 * @param broker the simulated broker
 * @param edge the WebSocket edge; absent: none
 * @param strategies created and started where the journal does not know them yet
 */
public record NodeConfig(
        RingConfig ring,
        Map<String, Integer> cpus,
        JournalConfig journal,
        ClockMode clock,
        boolean isLockstep,
        NodeLimits limits,
        List<String> instruments,
        List<CsvFeedConfig> feeds,
        SimulatedBrokerConfig broker,
        Optional<EdgeConfig> edge,
        List<StrategySpec> strategies) {

    private static final Set<String> THREADS =
            Set.of("core", "output", "journal", "stop-loss", "trade", "broker", "edge");

    /** Validates what concerns several parts. */
    public NodeConfig {
        cpus = Map.copyOf(cpus);
        instruments = List.copyOf(instruments);
        feeds = List.copyOf(feeds);
        strategies = List.copyOf(strategies);
        cpus.forEach(NodeConfig::checkCpu);
        check(
                instruments.size() <= limits.maxInstruments(),
                "instruments",
                instruments.size() + " symbols",
                "at most limits.max-instruments = " + limits.maxInstruments());
        check(
                strategies.size() <= limits.maxStrategies(),
                "strategies",
                strategies.size() + " strategies",
                "at most limits.max-strategies = " + limits.maxStrategies());
        Set<String> symbols = new HashSet<>();
        for (String symbol : instruments) {
            check(symbol.matches("[!-~]{1,16}"), "instruments", symbol, "1 to 16 printable ASCII characters, no space");
            check(symbols.add(symbol), "instruments", symbol, "each symbol once");
        }
        Set<Integer> feedIds = new HashSet<>();
        Set<String> feedNames = new HashSet<>();
        for (CsvFeedConfig feed : feeds) {
            String at = "feed." + feed.name();
            check(feedNames.add(feed.name()), at + ".name", feed.name(), "each name once");
            check(feedIds.add(feed.feedId()), at + ".id", feed.feedId(), "each id once");
            check(symbols.contains(feed.symbol()), at + ".symbol", feed.symbol(), "one of instruments " + instruments);
        }
        Set<String> names = new HashSet<>();
        for (StrategySpec strategy : strategies) {
            String at = "strategy " + strategy.name() + ": ";
            check(names.add(strategy.name()), at + "name", strategy.name(), "each name once");
            check(
                    symbols.contains(strategy.symbol()),
                    at + "symbol",
                    strategy.symbol(),
                    "one of instruments " + instruments);
        }
        check(
                ring.inputMaxBytes() >= StartInputs.MAX_INPUT_BYTES,
                "ring.input-max-bytes",
                ring.inputMaxBytes(),
                "at least " + StartInputs.MAX_INPUT_BYTES + ", for the node's own inputs");
        check(
                journal.maxEventBytes() >= ring.inputMaxBytes(),
                "journal.max-group-bytes",
                journal.maxGroupBytes(),
                "room for an event of ring.input-max-bytes = " + ring.inputMaxBytes());
        check(!isLockstep || clock == ClockMode.FEED, "lockstep", true, "clock = feed where lockstep = true");
        check(clock == ClockMode.WALL || !feeds.isEmpty(), "clock", "feed", "wall where there are no feeds");
        check(
                ring.threading() != ThreadingMode.INLINE || isLockstep,
                "ring.threading",
                "inline",
                "lockstep = true where one thread does everything");
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
