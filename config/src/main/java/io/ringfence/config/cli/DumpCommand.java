package io.ringfence.config.cli;

import io.ringfence.journal.dump.EventDump;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints a journal's events. */
@Command(
        name = "dump",
        description =
                "Prints a journal's events, a JSON object or a table row a line. core/EVENTS.md lists types and fields.",
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
        EventDump dump;
        try {
            dump = new EventDump(format, from, to, EventDump.types(types));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        dump.write(JournalArgument.open(directory, spec), out);
        out.flush();
        return ExitCode.GOOD;
    }
}
