package io.ringfence.config.cli;

import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.Node;
import io.ringfence.config.node.NodeConfig;
import io.ringfence.config.node.NodeProgress;
import io.ringfence.core.ring.Halt;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The node itself. */
@Command(
        name = "run",
        description = {
            "Runs the node until it is interrupted.",
            "Without --config it runs the demo: 100,000 real trades through feed, ring, journal, stop-loss, trade,"
                    + " simulated broker and WebSocket, everything kept in the directory ringfence-data. Started again, it"
                    + " goes on where it stopped; remove that directory to begin anew.",
            "A file given with --config stands in the demo's place, over the defaults; one that begins with"
                    + " 'include classpath(\"profiles/demo.conf\")' builds on the demo.",
            "A file given with --strategies declares accounts, instruments, strategies, conditions and a script of commands"
                    + " beside either, so that nothing of it needs a client. reference.conf has every key of both files."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    private static final long PROGRESS_INTERVAL_MS = 100;
    private static final long STOP_TIMEOUT_S = 60;

    /** Open once the process is asked to end. */
    private final CountDownLatch stop = new CountDownLatch(1);
    /** Open once the command has said its last. */
    private final CountDownLatch ended = new CountDownLatch(1);

    @Option(names = "--config", paramLabel = "FILE", description = "HOCON file over the defaults")
    private Path file;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = {
                "settings for the machine, under the file's: colocated (cores of its own, lowest latency) or laptop (two cores,"
                        + " or shared). Goes with the JVM's flags in NAME.jvm beside the jar:",
                "  java @config/target/NAME.jvm -jar config/target/ringfence.jar run --profile NAME --config FILE"
            })
    private String profile;

    @Option(
            names = "--strategies",
            paramLabel = "FILE",
            description = {
                "HOCON file with accounts, calendars, instruments, strategies, conditions and commands, which are joined to"
                        + " the node's. For example",
                "  strategies = [{ name = one, symbol = BTCUSD, quantity = 1, stop { percent = 2 }",
                "    buy-at = \"2013-11-25T03:00:00Z\", sell-at = \"2013-11-25T09:00:00Z\" }]",
                "  commands = [{ at = \"2013-11-25T05:00:00Z\", exit = one }]"
            })
    private Path strategies;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = {
                "one setting over the file; may be repeated. For example",
                "  --set ring.threading=pipelined",
                "  --set pacing=20000x   (slow enough to watch)",
                "A list is set as a whole: --set 'instruments=[SOL, BTC]'"
            })
    private final List<String> settings = new ArrayList<>();

    @Option(
            names = "--exit-at-end",
            description =
                    "end when the recorded feeds are through; the results, key=value lines and a table, come with every"
                            + " orderly end")
    private boolean isExitAtEnd;

    @Option(
            names = "--skip-sequence",
            paramLabel = "SEQ",
            description = {
                "leave out the journaled event with this sequence, which halts the node; may be repeated. The decision is"
                        + " journaled and holds in every replay from then on; what the event would have done is lost"
            })
    private final Set<Long> skipSequences = new TreeSet<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        for (long sequence : skipSequences) {
            if (sequence < 1) {
                throw new ArgumentException("--skip-sequence", sequence, "a sequence, from 1");
            }
        }
        NodeConfig config = ConfigFile.load(
                Optional.ofNullable(profile), Optional.ofNullable(file), Optional.ofNullable(strategies), settings);
        ConsoleListener console = new ConsoleListener(err);
        HostNotices.of(config).forEach(console::onNotice);
        Node node = new Node(config, console, skipSequences);
        Thread shutdown = new Thread(() -> stopOnSignal(node), "ringfence-shutdown");
        Runtime.getRuntime().addShutdownHook(shutdown);
        try {
            runUntilStopped(node, err);
            return report(node, out, err);
        } finally {
            ended.countDown();
        }
    }

    private void runUntilStopped(Node node, PrintWriter err) throws IOException, InterruptedException {
        try {
            node.start();
            boolean isThrough = watch(node, err);
            boolean isAsked = stop.getCount() == 0;
            if (isThrough && !isExitAtEnd && !isAsked && node.feedFailure().isEmpty()) {
                err.println("the feeds are through; the node runs on until it is interrupted (Ctrl-C)");
                err.flush();
                awaitStop(node);
            }
        } finally {
            close(node);
        }
    }

    /** What a halted node cannot close is a consequence, and must not hide the cause. */
    private static void close(Node node) {
        try {
            node.close();
        } catch (RuntimeException alsoFailed) {
            if (node.halt() == null) {
                throw alsoFailed;
            }
            node.halt().cause().addSuppressed(alsoFailed);
        }
    }

    private void awaitStop(Node node) throws InterruptedException {
        while (node.halt() == null && !stop.await(PROGRESS_INTERVAL_MS, TimeUnit.MILLISECONDS)) {
            continue;
        }
    }

    /** An interrupt asks the command to end, and holds the process until it has drained, closed and reported. */
    private void stopOnSignal(Node node) {
        stop.countDown();
        node.stop();
        try {
            ended.await(STOP_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shows progress until the feeds are through or the core halts. */
    private boolean watch(Node node, PrintWriter err) throws InterruptedException {
        Progress progress = new Progress(err, "running");
        boolean isThrough = false;
        while (!isThrough && node.halt() == null && stop.getCount() > 0) {
            isThrough = node.awaitEnd(PROGRESS_INTERVAL_MS);
            NodeProgress now = node.progress();
            progress.show(now.doneBytes(), now.totalBytes(), detail(now, progress.elapsedSeconds()));
        }
        progress.end();
        return isThrough;
    }

    private static String detail(NodeProgress now, double seconds) {
        Instant time = Instant.EPOCH.plusNanos(now.sourceTimeNs()).truncatedTo(ChronoUnit.SECONDS);
        return String.format("%,d ticks, %,.0f/s, at %s", now.ticks(), now.ticks() / seconds, time);
    }

    private Integer report(Node node, PrintWriter out, PrintWriter err) {
        Halt halt = node.halt();
        if (halt != null) {
            return Ringfence.explain(halt, err);
        }
        Optional<String> failure = node.feedFailure();
        if (failure.isPresent()) {
            err.println("ringfence: feed failed: " + failure.get());
            return ExitCode.FINDING;
        }
        SummaryReport.print(node.summary(), out);
        return ExitCode.GOOD;
    }
}
