package io.ringfence.config.cli;

import io.ringfence.core.event.EventType;
import io.ringfence.journal.dump.EventDump;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
            "Prints a journal's events, a JSON object or a table row a line.",
            "A journal holds inputs: the types of category input in core/EVENTS.md. What the core put out for them is made"
                    + " again by replay."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DumpCommand implements Callable<Integer> {
    @Option(names = "--journal", paramLabel = "DIR", required = true, description = "the journal's directory")
    private Path directory;

    @Option(names = "--from", paramLabel = "SEQ", description = "first sequence, default 1")
    private long from = 1;

    @Option(names = "--to", paramLabel = "SEQ", description = "last sequence, default the journal's end")
    private long to = Long.MAX_VALUE;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            description = "only these types, for example EXECUTION_REPORT; may be repeated or a list with commas")
    private final List<String> types = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "json (default) or table")
    private EventDump.Format format = EventDump.Format.JSON;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (from < 1) {
            throw new ArgumentException("--from", from, "a sequence, from 1");
        }
        if (to < from) {
            throw new ArgumentException("--to", to, "a sequence not before --from = " + from);
        }
        for (String type : types) {
            checkInput(type);
        }
        new EventDump(format, from, to, EventDump.types(types)).write(JournalArgument.open(directory), out);
        out.flush();
        return ExitCode.GOOD;
    }

    /** Tells an output apart from a word that is no type at all. */
    private static void checkInput(String type) {
        try {
            EventDump.types(List.of(type));
        } catch (IllegalArgumentException unknown) {
            boolean isOutput = Arrays.stream(EventType.values())
                    .anyMatch(known -> known.name().equalsIgnoreCase(type.replace('-', '_')));
            String inputs = EventDump.types(List.of()).stream().map(Enum::name).collect(Collectors.joining(", "));
            throw new ArgumentException(
                    "--type", type, (isOutput ? "an input (this is an output, not journaled): " : "one of ") + inputs);
        }
    }
}
