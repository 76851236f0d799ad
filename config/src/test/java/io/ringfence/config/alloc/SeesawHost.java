package io.ringfence.config.alloc;

import io.ringfence.config.SmallNode;
import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.Node;
import io.ringfence.config.node.NodeListener;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.journal.replica.Rebuilt;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A whole host whose price swings up and down by one, so that with each step a strategy enters, or a stop or a target fires:
 *
 * <pre>
 *   1063          /\          strategy n enters at 1000 + n on the way up
 *                /  \         and is stopped out at 995 + n on the way down
 *    990 ---\  /     \  /     a few trail, a few have a target
 *            \/       \/
 * </pre>
 *
 * Strategies and instruments are there from the start, and room for orders is made ahead: nothing grows but the journal. Two
 * stops at most fire with a tick, so that no event is out of the ordinary. It runs as fast as it can, and holds between two
 * windows of ticks, so that nothing can be late but what is not looked at.
 */
final class SeesawHost implements AutoCloseable {
    private static final int STRATEGIES = 32;
    private static final int LOWEST = 990;
    private static final int HIGHEST = 1_000 + STRATEGIES + 10;
    private static final int TICKS_PER_STEP = 5;
    private static final long QUIET_NS = 20_000_000;
    private static final long PLAY_LIMIT_NS = 60_000_000_000L;

    private final CompletableFuture<String> address = new CompletableFuture<>();
    private final Node node;
    private final QuietClient client;

    /**
     * Starts one.
     *
     * @param ticks that it can play
     * @param isWasteful whether one of its strategies makes 16 bytes of garbage with each tick
     */
    SeesawHost(Path directory, ThreadingMode threading, int ticks, boolean isWasteful) throws IOException {
        SmallNode files = new SmallNode(directory);
        Path rows = Files.writeString(directory.resolve("ticks.csv"), rows(ticks));
        List<String> settings = files.settings(
                "clock=wall",
                // Nine threads that wait for each other leave the client time to read where they do not spin.
                "ring.wait=" + (threading == ThreadingMode.PIPELINED ? "balanced" : "quiet"),
                "lockstep=false",
                "ring.threading=" + threading.name().toLowerCase(java.util.Locale.ROOT),
                // It would call the strategy that leads a second time.
                "snapshots.enabled=false",
                // Each segment is mapped once, and has room for several windows.
                "journal.segment-bytes=24 MiB",
                "journal.block-bytes=32 MiB",
                "event-log.segment-bytes=16 MiB",
                "event-log.max-group-bytes=8 MiB",
                "edge.enabled=true",
                // The feed cannot run ahead of fills by more than this ...
                "ring.slots=64",
                "ring.max-batch-events=64",
                // ... and what several windows broadcast can wait where the machine has no time for the client.
                "edge.hand-off-messages=262144",
                "edge.max-pending-event-bytes=256 MiB",
                "instruments=[AAA]",
                "strategies=[" + strategies(isWasteful) + "]",
                "feeds=[{ name = seesaw, id = 1, symbol = AAA, source = \"" + rows
                        + "\", columns = [time, last, quantity], time-unit = micros, pacing = max }]");
        node = new Node(ConfigFile.file(files.file(), settings), listener());
        node.start();
        client = new QuietClient(URI.create(address.join()), "orders", "strategies", "runners", "alerts", "prices");
    }

    private static String rows(int ticks) {
        StringBuilder rows = new StringBuilder();
        int swing = 2 * (HIGHEST - LOWEST);
        for (int i = 0; i < ticks; i++) {
            int step = i / TICKS_PER_STEP % swing;
            int price = LOWEST + Math.min(step, swing - step);
            rows.append(i).append(',').append(price).append(",1\n");
        }
        return rows.toString();
    }

    private static String strategies(boolean isWasteful) {
        List<String> strategies = new ArrayList<>();
        for (int i = 0; i < STRATEGIES; i++) {
            String exits = i % 8 == 1
                    ? "stop { amount = " + (5 + i) + ", trailing = true }"
                    : "stop { level = " + (995 + i) + " }"
                            + (i % 8 == 2 ? ", target { level = " + (1_006 + i) + " }" : "");
            String marks = ", lead = " + (i == 0 ? 1 : 0) + ", garbage = " + (isWasteful && i == 0 ? 1 : 0);
            strategies.add("{ name = s" + i + ", symbol = AAA, quantity = 1, logic = seesaw, parameters { at = "
                    + (1_000 + i) + marks + " }, " + exits + " }");
        }
        return String.join(",", strategies);
    }

    /** Plays so many ticks on, and waits until all that follows from them has been done and the client has fallen silent. */
    void play(long ticks) throws InterruptedException {
        long end = SeesawPlugin.MAX_TICKS.addAndGet(ticks);
        long deadlineNs = System.nanoTime() + PLAY_LIMIT_NS;
        while (SeesawPlugin.TICKS.get() < end) {
            check();
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError(SeesawPlugin.TICKS.get() + " of " + end + " ticks after 60 s");
            }
            Thread.onSpinWait();
            Thread.yield();
        }
        awaitQuiet(deadlineNs);
    }

    /** Until nothing has been done for a while: fills of ticks are inputs of their own, and come behind them. */
    private void awaitQuiet(long deadlineNs) {
        long seen = workDone();
        long sinceNs = System.nanoTime();
        while (System.nanoTime() - sinceNs < QUIET_NS) {
            check();
            long done = workDone();
            if (done != seen) {
                seen = done;
                sinceNs = System.nanoTime();
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("the host was still at work after 60 s");
            }
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    /** Grows with each event that is through, and with what the client has of it. */
    private long workDone() {
        return completedSequence() + client.bytesRead();
    }

    private void check() {
        if (node.halt() != null) {
            throw new AssertionError(node.halt().describe(), node.halt().cause());
        }
        if (client.isEnded()) {
            throw new AssertionError("the client was closed");
        }
    }

    long completedSequence() {
        return node.progress().completedSequence();
    }

    long bytesSent() {
        return client.bytesRead();
    }

    @Override
    public void close() throws IOException {
        try (client) {
            SeesawPlugin.MAX_TICKS.set(Long.MAX_VALUE);
            node.close();
        }
    }

    private NodeListener listener() {
        return new NodeListener() {
            @Override
            public void onReplayProgress(long doneBytes, long totalBytes) {}

            @Override
            public void onRecovered(Rebuilt rebuilt) {}

            @Override
            public void onListening(String boundAddress) {
                address.complete(boundAddress);
            }

            @Override
            public void onBadRow(String source, long lineNumber, String reason) {}
        };
    }
}
