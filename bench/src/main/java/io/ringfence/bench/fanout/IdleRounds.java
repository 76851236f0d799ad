package io.ringfence.bench.fanout;

import io.ringfence.bench.fanout.Board.Word;
import io.ringfence.bench.rig.HistogramRecordings;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.RoundPlan;
import io.ringfence.bench.rig.RoundResult;
import io.ringfence.bench.rig.RoundRunner;
import io.ringfence.bench.subject.RoundDirectory;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.ThreadingMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Memory of connections that have subscribed and to which nothing happens: what the server's process holds with all of them
 * open, less what it held before, by connection. A first lot of connections comes and goes before, so that classes, code and
 * pools are there already.
 */
public final class IdleRounds implements RoundRunner {
    private static final int FIRST_LOT = 200;
    private static final long GONE_TIMEOUT_MS = 10_000;
    private static final long LOOK_MS = 20;

    @Override
    public RoundResult run(RoundPlan plan) throws Exception {
        FanoutOptions options = FanoutOptions.of(plan.options());
        List<String> findings = new ArrayList<>();
        HistogramRecordings recordings = new HistogramRecordings();
        Recordings.Recording subscribed = recordings.point("subscribed");
        Memory each;
        double perSecond;
        try (RoundDirectory directory = RoundDirectory.in(options.directory());
                EdgeUnderLoad edge = new EdgeUnderLoad(
                        RingConfig.defaults().with(ThreadingMode.COMPACT), options.clients() + FIRST_LOT, false)) {
            int port = edge.start();
            try (Lot first =
                    Lot.connect(port, FIRST_LOT, options, directory.path().resolve("first"))) {
                first.check(findings);
            }
            awaitConnections(edge, 0);
            Memory before = Memory.now();
            long beganNs = System.nanoTime();
            try (Lot lot = Lot.connect(
                    port, options.clients(), options, directory.path().resolve("board"))) {
                perSecond = options.clients() * 1e9 / (System.nanoTime() - beganNs);
                awaitConnections(edge, options.clients());
                each = Memory.now().each(before, options.clients());
                lot.check(findings);
                if (edge.connections() != options.clients()) {
                    findings.add(edge.connections() + " of " + options.clients() + " connections are open");
                }
                recordings.begin(beganNs, (System.nanoTime() - beganNs) / 1_000_000 + 1);
                lot.record(subscribed);
            }
        }
        return new RoundResult(
                plan.subject(),
                plan.round(),
                plan.load(),
                perSecond,
                recordings.histograms(),
                recordings.timeline(),
                new Histogram(3),
                Map.of(),
                facts(options.clients(), each),
                findings);
    }

    private static List<String> facts(int count, Memory each) {
        return List.of(
                "connections=" + count,
                bytes("bytes_a_connection", each.liveHeapBytes() + each.anonBytes()),
                bytes("of_these_heap", each.liveHeapBytes()),
                bytes("rss_anon", each.anonBytes()),
                bytes("netty_direct_inside_rss_anon", each.directBytes()),
                bytes("kernel_both_ends_besides", each.kernelBytes()));
    }

    private static String bytes(String name, long bytes) {
        return String.format(Locale.ROOT, "%s=%d", name, bytes);
    }

    private static void awaitConnections(EdgeUnderLoad edge, long count) throws InterruptedException {
        long deadlineNs = System.nanoTime() + GONE_TIMEOUT_MS * 1_000_000;
        while (edge.connections() != count && System.nanoTime() - deadlineNs < 0) {
            Thread.sleep(LOOK_MS);
        }
    }

    /** Connections, in a process. */
    private record Lot(Board board, ClientProcess process, int count) implements AutoCloseable {
        static Lot connect(int port, int count, FanoutOptions options, Path boardFile)
                throws IOException, InterruptedException {
            FanoutOptions lot = new FanoutOptions(count, 0, options.window(), options.ring(), options.directory());
            Board board = Board.open(boardFile, count);
            ClientProcess process = ClientProcess.start(port, lot, 1, count, boardFile, board);
            try {
                process.awaitReady();
            } catch (IOException | InterruptedException e) {
                process.close();
                board.close();
                throw e;
            }
            return new Lot(board, process, count);
        }

        void check(List<String> findings) {
            if (board.get(Word.LOST_CONNECTIONS) > 0 || !process.isAlive()) {
                findings.add(board.get(Word.LOST_CONNECTIONS) + " connections were ended by the server");
            }
        }

        /** From the begin of each connection until its subscription was answered. */
        void record(Recordings.Recording subscribed) {
            for (int i = 0; i < count; i++) {
                subscribed.record(board.sampleDueNs(i), board.sampleNowNs(i));
            }
        }

        @Override
        public void close() {
            process.close();
            board.close();
        }
    }
}
