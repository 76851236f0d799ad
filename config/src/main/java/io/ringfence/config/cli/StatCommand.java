package io.ringfence.config.cli;

import io.ringfence.config.stat.StatReader;
import io.ringfence.config.stat.StatReading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Figures of a running host, or of one that ran. */
@Command(
        name = "stat",
        description = {
            "Shows what the host of a journal counts, and how long events take to each stage, from outside its process.",
            "Figures are since the host's start; with --watch also since the last look. A host that died has left its last ones:"
                    + " counters as of up to stat.period before, latencies to the end.",
            "Exit code 0: it runs. 1: it does not, and the first line says why."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StatCommand implements Callable<Integer> {
    private static final String HOME_AND_CLEAR = "\033[H\033[2J";

    /** How figures are printed. */
    enum Format {
        /** For people. */
        TABLE,
        /** An object a line, a line a look. */
        JSON
    }

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            defaultValue = "ringfence-data/journal",
            description = "the journal's directory, default ringfence-data/journal")
    private Path directory;

    @Option(
            names = "--watch",
            paramLabel = "SECONDS",
            arity = "0..1",
            fallbackValue = "1",
            description = "look again each so many seconds, default 1, until the host ends")
    private Integer seconds;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, or json: an object a line, latencies in nanoseconds")
    private Format format;

    @Option(names = "--all", description = "in the table, also counters that are 0")
    private boolean isAll;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!StatReader.hasWordOfFigures(directory)) {
            JournalArgument.check(directory);
        }
        if (seconds != null && (seconds < 1 || seconds > 3_600)) {
            throw new ArgumentException("--watch", seconds, "1 to 3600 seconds");
        }
        StatReading look = show(null);
        while (seconds != null && look.state().isUp()) {
            TimeUnit.SECONDS.sleep(seconds);
            look = show(look);
        }
        return look.state().isUp() ? ExitCode.GOOD : ExitCode.FINDING;
    }

    private StatReading show(StatReading last) throws IOException {
        StatReading look = StatReader.read(directory);
        StatReading earlier = last != null && last.isSameStart(look) ? last : null;
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.println(StatJson.line(look, earlier));
        } else {
            if (last != null) {
                // Elsewhere than on a terminal one look follows the other.
                out.print(System.console() != null ? HOME_AND_CLEAR : "\n");
            }
            new StatTable(out, isAll).print(look, earlier);
        }
        out.flush();
        return look;
    }
}
