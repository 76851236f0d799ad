package io.ringfence.config.node;

import io.ringfence.core.command.TermsSpec;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.transport.feed.CsvColumn;
import io.ringfence.transport.feed.CsvFeedConfig;
import io.ringfence.transport.feed.CsvTimeUnit;
import io.ringfence.transport.feed.TimeBase;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the host that warms up lives through: two prices that swing, and strategies with every kind of stop. Those of one
 * instrument enter with every swing, by an indicator, which looks at each tick; those of the other enter once, on time, so
 * that its ticks are looked at by nobody. Most ticks fire nothing.
 */
final class WarmUpWork {
    private static final List<String> SYMBOLS = List.of("WARM-UP-1", "WARM-UP-2");
    /** Each kind of stop, trigger, side and target once. */
    private static final int SWINGING = 120;

    /** The one whose every tick is an event. */
    private static final int WATCHED = 0;

    /** Ticks of both for each strategy that enters on time, and for each command. */
    private static final int TICKS_PER_ENTRY = 25;

    private static final int TICKS_PER_EXIT = 1_000;
    /** Of one instrument. */
    private static final int TICK_US = 2_000_000 / WarmUpConfig.TICKS_PER_SECOND;
    /** Prices are integers of 1/10000. */
    private static final int PRICE_DIVISOR = 10_000;

    private static final long MIDDLE = 100L * PRICE_DIVISOR;
    /** Ticks from the middle to a high or a low, and how much a tick moves: two percent up, two percent down. */
    private static final int QUARTER_TICKS = 250;

    private static final long STEP = 80;
    private static final long MS = 1_000_000;
    private static final TriggerSource[] TRIGGERS = {
        TriggerSource.LAST, TriggerSource.BID_ASK, TriggerSource.MID, TriggerSource.DOUBLE
    };

    private final int ticks;
    private final long fromNs;

    /** Work of so many ticks, whose strategies enter from {@code fromNs} on, by the host's clock. */
    WarmUpWork(int ticks, long fromNs) {
        this.ticks = ticks;
        this.fromNs = fromNs;
    }

    int strategyCount() {
        return SWINGING + ticks / TICKS_PER_ENTRY;
    }

    /** Writes the ticks into files of a directory, and says how to read them at the pace they are meant to come. */
    List<CsvFeedConfig> feeds(Path directory) throws IOException {
        List<CsvFeedConfig> feeds = new ArrayList<>();
        for (int i = 0; i < SYMBOLS.size(); i++) {
            Path file = directory.resolve("ticks-" + i + ".csv");
            write(file);
            feeds.add(new CsvFeedConfig(
                    "warm-up-" + i,
                    i,
                    SYMBOLS.get(i),
                    file.toString(),
                    0,
                    ',',
                    List.of(CsvColumn.TIME, CsvColumn.LAST, CsvColumn.QUANTITY, CsvColumn.BID, CsvColumn.ASK),
                    CsvTimeUnit.MICROS,
                    TimeBase.EPOCH,
                    PRICE_DIVISOR,
                    1,
                    1,
                    0,
                    0,
                    CsvFeedConfig.DEFAULT_MAX_LINE_CHARS));
        }
        return feeds;
    }

    private void write(Path file) throws IOException {
        try (Writer rows = Files.newBufferedWriter(file)) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < ticks / SYMBOLS.size(); i++) {
                int at = i % (4 * QUARTER_TICKS);
                int fromMiddle = at < QUARTER_TICKS
                        ? at
                        : at < 3 * QUARTER_TICKS ? 2 * QUARTER_TICKS - at : at - 4 * QUARTER_TICKS;
                long price = MIDDLE + fromMiddle * STEP;
                row.setLength(0);
                row.append((long) i * TICK_US).append(',').append(price);
                row.append(",1,")
                        .append(price - 10)
                        .append(',')
                        .append(price + 10)
                        .append('\n');
                rows.append(row);
            }
        }
    }

    Declarations declared() {
        AccountSpec account =
                new AccountSpec(1, "warm-up", Decimal.ONE * 1_000_000_000, Optional.empty(), Optional.of(limits()));
        List<StrategySpec> strategies = new ArrayList<>();
        for (int i = 0; i < strategyCount(); i++) {
            strategies.add(strategy(i));
        }
        List<CommandSpec> commands = new ArrayList<>();
        for (int i = 0; i < ticks / TICKS_PER_EXIT; i++) {
            long atNs = fromNs + i * (long) TICKS_PER_EXIT / SYMBOLS.size() * TICK_US * 1_000;
            commands.add(new CommandSpec(atNs, "exit-" + i, new CommandSpec.Exit(name(i % SWINGING))));
        }
        List<ConditionSpec> conditions =
                List.of(condition("high", Comparison.GREATER, 101), condition("low", Comparison.LESS, 99));
        return new Declarations(List.of(account), SYMBOLS, strategies, conditions, commands);
    }

    /** So wide that none is met, so that each is looked at. */
    private static RiskLimits limits() {
        long most = Decimal.ONE * 1_000_000_000;
        return new RiskLimits(
                most, most, Decimal.ONE / 2, most, 1_000_000, 1_000_000, MS, most, 0, most, 1_000_000, MS, MS, 0);
    }

    private static ConditionSpec condition(String name, Comparison comparison, long level) {
        ConditionSpec.Node node = new ConditionSpec.Node(
                ConditionNodeKind.PRICE, SYMBOLS.get(0), ConditionField.LAST, comparison, level * Decimal.ONE, 0);
        return new ConditionSpec(
                name, AccountSpec.HOST, List.of(node), 0, true, ConditionAction.ALERT, Optional.empty());
    }

    private static String name(int i) {
        return "warm-up-" + i;
    }

    /** The kinds take turns, so that no branch of the path is new to the first real stop. */
    private StrategySpec strategy(int i) {
        boolean isSwinging = i < SWINGING;
        return new StrategySpec(
                name(i),
                SYMBOLS.get(isSwinging ? 0 : 1),
                i % 4 == 3 ? AccountSpec.HOST : "warm-up",
                i % 2 == 0 ? PositionSide.LONG : PositionSide.SHORT,
                TRIGGERS[i / 10 % TRIGGERS.length],
                isSwinging ? "ema-cross" : StrategySpec.TIMED,
                isSwinging ? "fast=20 slow=60" : "",
                new TermsSpec(Decimal.ONE * (1 + i % 3), times(i), stop(i), target(i), i / 40 % 3 == 2, 1_000 * MS),
                i == WATCHED,
                true);
    }

    private TermsSpec.Times times(int i) {
        long holdingNs = i % 3 == 0 ? 60_000 * MS : 0;
        if (i < SWINGING) {
            return new TermsSpec.Times(OptionalLong.empty(), OptionalLong.empty(), 0, holdingNs, LateStart.FIRE);
        }
        long entryNs = fromNs + (i - SWINGING) * (long) TICKS_PER_ENTRY / SYMBOLS.size() * TICK_US * 1_000;
        // Some leave on time, before a swing is through.
        long exitNs = entryNs + (i % 8 == 7 ? 10 : 600_000) * MS;
        return new TermsSpec.Times(OptionalLong.of(entryNs), OptionalLong.of(exitNs), 0, holdingNs, LateStart.FIRE);
    }

    private static Optional<TermsSpec.Distance> target(int i) {
        return i / 40 % 3 == 0
                ? Optional.empty()
                : Optional.of(new TermsSpec.Distance(StopUnit.RATIO, Decimal.ONE / 100));
    }

    private static TermsSpec.Stop stop(int i) {
        OptionalLong none = OptionalLong.empty();
        return switch (i / 2 % 5) {
            case 0 -> new TermsSpec.Stop(StopUnit.RATIO, Decimal.ONE / 200, false, none, none);
            case 1 -> new TermsSpec.Stop(StopUnit.AMOUNT, Decimal.ONE / 2, true, none, none);
            case 2 -> new TermsSpec.Stop(StopUnit.RATIO, Decimal.ONE / 200, true, none, none);
            case 3 ->
                new TermsSpec.Stop(StopUnit.AMOUNT, Decimal.ONE / 2, false, none, OptionalLong.of(Decimal.ONE / 10));
            default ->
                new TermsSpec.Stop(
                        StopUnit.AMOUNT,
                        Decimal.ONE / 2,
                        true,
                        OptionalLong.of((i % 2 == 0 ? 101 : 99) * Decimal.ONE),
                        none);
        };
    }
}
