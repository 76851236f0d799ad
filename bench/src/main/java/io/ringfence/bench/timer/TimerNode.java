package io.ringfence.bench.timer;

import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.AccountSpec;
import io.ringfence.config.node.Declarations;
import io.ringfence.config.node.NodeConfig;
import io.ringfence.config.node.NodeEvents;
import io.ringfence.config.node.StrategySpec;
import io.ringfence.core.command.TermsSpec;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.transport.feed.CsvFeedConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The configuration of a node whose strategies' entry times are the timers. Ticks are of another instrument than theirs: so
 * there is no price for their orders to fill at, and a timer does the same in an idle and in a loaded node.
 */
final class TimerNode {
    /** What is traded on time. */
    private static final String TIMED = "TIMED";
    /** What there are ticks of. */
    static final String LOAD = "LOAD";

    private static final long DAY_NS = 86_400_000_000_000L;

    private TimerNode() {}

    static Path journal(Path directory) {
        return directory.resolve("journal");
    }

    /** One on the host's clock with the settings of {@code reference.conf}, whose files are in this directory. */
    static NodeConfig config(Path directory, String waitProfile, TimerGrid grid, List<CsvFeedConfig> feeds)
            throws IOException {
        Path file = Files.writeString(directory.resolve("node.conf"), "");
        NodeConfig base = ConfigFile.file(
                file,
                List.of(
                        "clock=wall",
                        "ring.wait=" + waitProfile,
                        "journal.directory=" + journal(directory),
                        "broker.log=" + directory.resolve("broker.log"),
                        "edge.port=0",
                        "edge.access=open",
                        "instruments=[" + TIMED + "]",
                        "limits.max-open-orders=1000000"));
        List<StrategySpec> strategies = new ArrayList<>();
        for (int i = 0; i < grid.size(); i++) {
            strategies.add(strategy("timer-" + i, grid.dueNs(i)));
        }
        return new NodeConfig(
                base.ring(),
                base.cpus(),
                base.journal(),
                base.eventLog(),
                base.sql(),
                base.replica(),
                base.clock(),
                base.isLockstep(),
                base.limits(),
                feeds,
                base.broker(),
                base.edge(),
                new Declarations(List.of(), List.of(TIMED, LOAD), strategies, List.of(), List.of()),
                List.of(),
                base.warmUp(),
                Optional.empty(),
                base.access(),
                0,
                NodeEvents.NONE);
    }

    /** Buys when the timer is due. Without a price nothing fills, and nothing else happens within the day. */
    private static StrategySpec strategy(String name, long dueNs) {
        TermsSpec.Stop stop =
                new TermsSpec.Stop(StopUnit.RATIO, Decimal.ONE / 2, false, OptionalLong.empty(), OptionalLong.empty());
        TermsSpec.Times times =
                new TermsSpec.Times(OptionalLong.of(dueNs), OptionalLong.of(dueNs + DAY_NS), 0, 0, LateStart.FIRE);
        TermsSpec terms = new TermsSpec(Decimal.ONE, times, stop, Optional.empty(), false, 0);
        return new StrategySpec(
                name,
                TIMED,
                AccountSpec.HOST,
                PositionSide.LONG,
                TriggerSource.LAST,
                StrategySpec.TIMED,
                "",
                terms,
                false,
                true);
    }
}
