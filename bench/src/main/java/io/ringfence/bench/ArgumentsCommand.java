package io.ringfence.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A scenario with a few figures for arguments, which prints its own table. */
abstract class ArgumentsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "N", description = "in this order; what is left out is as said above")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this")
    private boolean isHelpAsked;

    /** Runs it. */
    abstract void run(List<String> args, PrintStream out, PrintStream err) throws Exception;

    @Override
    public final Integer call() throws Exception {
        run(arguments, System.out, System.err);
        return 0;
    }

    /** Replay. */
    @Command(
            name = "replay",
            header = "How fast a journal is replayed, beside Chronicle's tailer over the same files.",
            description = "10,000,000 events, 1,000 stops.",
            customSynopsis = "ringfence-bench replay [EVENTS [STOPS]]")
    static final class Replay extends ArgumentsCommand {
        @Override
        void run(List<String> args, PrintStream out, PrintStream err) throws Exception {
            ReplayScenario.of(args).run(out, err);
        }
    }

    /** Recovery. */
    @Command(
            name = "recovery",
            header = "How long a host takes to come back at the end of a day.",
            description =
                    "A day of 100,000,000 ticks, which take 13 GB of disk. EVENTS critical events, none unless said, are"
                            + " pending for 1,000 users meanwhile, and have to be there again.",
            customSynopsis = "ringfence-bench recovery [TICKS [EVENTS]]")
    static final class Recovery extends ArgumentsCommand {
        @Override
        void run(List<String> args, PrintStream out, PrintStream err) throws Exception {
            RecoveryScenario.of(args).run(out, err);
        }
    }
}
