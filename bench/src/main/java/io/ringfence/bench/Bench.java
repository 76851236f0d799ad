package io.ringfence.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a scenario by its name, and JMH with any other arguments. */
@Command(
        name = "ringfence-bench",
        description = {
            "Latency and throughput of a host, beside others on the same machine.",
            "The first seven run the host's own path under an open load: a message is due at its place in the schedule, and its"
                    + " latency counts from then, whatever held it up. Each round has a JVM of its own; the subjects take"
                    + " turns; what the path did is checked against its journal."
        },
        subcommands = {
            TickToOrderCommand.class,
            TickOnlyCommand.class,
            CommandsCommand.class,
            BurstCommand.class,
            JournalCommand.class,
            SoakCommand.class,
            FeedCommand.class,
            TimerCommand.class,
            FanoutCommand.class,
            IdleConnectionsCommand.class,
            ArgumentsCommand.Replay.class,
            ArgumentsCommand.Recovery.class,
            HelpCommand.class
        },
        customSynopsis = {
            "java -jar ringfence-bench.jar SCENARIO [OPTIONS]",
            "       java -jar ringfence-bench.jar [JMH ARGUMENTS]"
        },
        commandListHeading = "%nScenarios (help SCENARIO tells the options):%n",
        footer = {
            "",
            "Microbenchmarks: all of them, or those that a pattern names, with any other arguments. -l lists them, -prof gc"
                    + " shows what they allocate, -h has the rest. For example",
            "  StopBook -p stops=1000000    a stop's life beside a TreeMap's",
            "  StopCheck                    a tick that fires nothing",
            "  Stat                         what the live figures cost it",
            "",
            "Exit codes: 0 good, 1 a round proved nothing or could not be run, 2 usage."
        })
public final class Bench implements Runnable {
    private static final String HELP = "--help";

    @Spec
    private CommandSpec spec;

    private Bench() {}

    /** Takes the name of a scenario and its arguments, or JMH's arguments. */
    public static void main(String[] args) throws Exception {
        CommandLine commandLine = commandLine();
        String first = args.length == 0 ? "" : args[0];
        if (first.equals(HELP)) {
            commandLine.usage(System.out);
        } else if (commandLine.getSubcommands().containsKey(first)) {
            System.exit(commandLine.execute(args));
        } else {
            jmh(args);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setExecutionExceptionHandler(Bench::explain);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a scenario is missing");
    }

    /** Turns what a person can mend into one line; anything else is a bug and keeps its trace. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        int code;
        if (failure instanceof IllegalArgumentException) {
            code = CommandLine.ExitCode.USAGE;
        } else if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            code = CommandLine.ExitCode.SOFTWARE;
        } else {
            throw failure;
        }
        command.getErr().println("ringfence-bench: " + failure.getMessage());
        return code;
    }

    /** The forked JVMs get the access flags that the runnable jar's manifest gives this one. */
    private static void jmh(String[] args) throws IOException {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("-jvmArgsAppend");
        all.add(String.join(" ", accessFlags()));
        org.openjdk.jmh.Main.main(all.toArray(new String[0]));
    }

    /** Flags by which a JVM gets the access that this one has: by the runnable jar's manifest, or by its own flags. */
    static List<String> accessFlags() throws IOException {
        File code = new File(
                Bench.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        if (code.isDirectory()) {
            return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(flag -> flag.startsWith("--add-opens") || flag.startsWith("--add-exports"))
                    .toList();
        }
        List<String> flags = new ArrayList<>();
        try (JarFile file = new JarFile(code)) {
            Attributes manifest = file.getManifest().getMainAttributes();
            for (String packageName : manifest.getValue("Add-Opens").split(" ")) {
                flags.add("--add-opens=" + packageName + "=ALL-UNNAMED");
            }
            for (String packageName : manifest.getValue("Add-Exports").split(" ")) {
                flags.add("--add-exports=" + packageName + "=ALL-UNNAMED");
            }
        }
        return flags;
    }
}
