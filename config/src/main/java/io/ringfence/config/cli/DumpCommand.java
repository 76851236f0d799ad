package io.ringfence.config.cli;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.EventType.Category;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.dump.EventDump;
import io.ringfence.journal.dump.EventFilter;
import io.ringfence.journal.dump.EventFilter.Range;
import io.ringfence.journal.dump.EventFilter.Subject;
import io.ringfence.journal.dump.EventPrinter;
import io.ringfence.journal.log.EventLogReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a journal's events. */
@Command(
        name = "dump",
        description = {
            "Prints a journal's events, a JSON object or a table row a line. Of several filters an event has to pass all.",
            "A journal holds inputs: the types of category input in core/EVENTS.md. What the core put out for them,"
                    + " but for what may come with every tick, is in its event log: --events."
        },
        footer = {
            "",
            "An event belongs to a symbol, an account or a strategy when it names it, or names a strategy or a condition"
                    + " of it: an EXECUTION_REPORT names its strategy, and so belongs to the strategy's account as well."
                    + " A name that several strategies bear means all of them.",
            "",
            "Examples:",
            "  dump --journal ringfence-data/journal --type EXECUTION_REPORT --symbol BTCUSD",
            "  dump --journal ringfence-data/journal --strategy long-01 --format table",
            "  dump --journal ringfence-data/journal --from-time 09:30 --to-time 09:31",
            "  dump --journal ringfence-data/journal --events --type ORDER_FILLED,SAFETY_ABORT"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DumpCommand implements Callable<Integer> {
    private static final Set<Category> JOURNALED = Set.of(Category.INPUT);
    private static final Set<Category> KEPT = Set.of(Category.COMMAND, Category.EVENT);

    @Option(names = "--journal", paramLabel = "DIR", required = true, description = "the journal's directory")
    private Path directory;

    @Option(
            names = "--events",
            description =
                    "the event log instead: commands to brokers and events to clients, each with its position and the"
                            + " sequence of the input that caused it")
    private boolean isEventLog;

    @Option(names = "--from", paramLabel = "SEQ", description = "first sequence, default 1")
    private long from = 1;

    @Option(names = "--to", paramLabel = "SEQ", description = "last sequence, default the journal's end")
    private long to = Long.MAX_VALUE;

    @Option(
            names = "--from-time",
            paramLabel = "TIME",
            description =
                    "first time: an instant (2013-11-25T09:31:00Z), or a time of day (09:31), which is UTC and of the"
                            + " day of the journal's last event")
    private String fromTime;

    @Option(names = "--to-time", paramLabel = "TIME", description = "last time, itself included")
    private String toTime;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            description = "only these types, for example EXECUTION_REPORT; may be repeated or a list with commas")
    private final List<String> types = new ArrayList<>();

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "only what belongs to this instrument")
    private String symbol;

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "only what belongs to this account; name or id")
    private String account;

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            description =
                    "only what belongs to this strategy; name or id, which is the sequence of the event that created"
                            + " it")
    private String strategy;

    @Option(names = "--format", paramLabel = "FORMAT", description = "json (default) or table")
    private EventPrinter.Format format = EventPrinter.Format.JSON;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (from < 1) {
            throw new ArgumentException("--from", from, "a sequence, from 1");
        }
        if (to < from) {
            throw new ArgumentException("--to", to, "a sequence not before --from = " + from);
        }
        types.forEach(this::checkType);
        TimeArgument first = fromTime == null ? null : new TimeArgument("--from-time", fromTime);
        TimeArgument last = toTime == null ? null : new TimeArgument("--to-time", toTime);
        JournalReader journal = JournalArgument.open(directory);
        EventFilter filter = new EventFilter(
                new Range(from, to),
                times(first, last, journal),
                EventFilter.types(types, possible()),
                new Subject(symbol, account, strategy));
        PrintWriter out = spec.commandLine().getOut();
        EventPrinter printer = new EventPrinter(format, filter, out);
        try {
            if (isEventLog) {
                EventDump.print(journal, eventLog(), to, printer);
            } else {
                EventDump.print(journal, to, printer);
            }
        } finally {
            // What stands before damage is shown before the damage is told.
            out.flush();
        }
        printer.unknown().ifPresent(unknown -> {
            throw new ArgumentException("--" + unknown.what(), unknown.value(), unknown.expected());
        });
        return ExitCode.GOOD;
    }

    /** An argument is null where it was not given. */
    private static Range times(TimeArgument first, TimeArgument last, JournalReader journal) throws IOException {
        long firstNs = first == null ? Long.MIN_VALUE : first.timeNs(journal);
        long lastNs = last == null ? Long.MAX_VALUE : last.timeNs(journal);
        if (lastNs < firstNs) {
            throw new ArgumentException(
                    last.option(), last.value(), "a time not before --from-time = " + first.value());
        }
        return new Range(firstNs, lastNs);
    }

    private EventLogReader eventLog() {
        if (!EventLogReader.exists(directory)) {
            throw new ArgumentException("--journal", directory, "with --events, a journal that has an event log");
        }
        return new EventLogReader(directory);
    }

    private Set<Category> possible() {
        return isEventLog ? KEPT : JOURNALED;
    }

    /** Tells an output apart from an input, and from a word that is no type at all. */
    private void checkType(String type) {
        try {
            EventFilter.types(List.of(type), possible());
        } catch (IllegalArgumentException unknown) {
            boolean isOther = Arrays.stream(EventType.values())
                    .anyMatch(known -> known.name().equalsIgnoreCase(type.replace('-', '_')));
            String listed = Arrays.stream(EventType.values())
                    .filter(known -> possible().contains(known.category()))
                    .map(EventType::eventName)
                    .collect(Collectors.joining(", "));
            String other = isEventLog
                    ? "an output (this is an input, in the journal and not in the event log): "
                    : "an input (this is an output, not journaled, but in the event log: --events): ";
            throw new ArgumentException("--type", type, (isOther ? other : "one of ") + listed);
        }
    }
}
