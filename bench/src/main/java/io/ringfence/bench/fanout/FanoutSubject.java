package io.ringfence.bench.fanout;

import com.sun.management.OperatingSystemMXBean;
import io.ringfence.bench.fanout.Board.Word;
import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import io.ringfence.bench.subject.RoundDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server of prices under a load, with its clients in a process of their own. A message is an event that is published; what it
 * is delivered to, how often and how late, the load client counts, and tells over the {@link Board}.
 *
 * <p>Without a rate, an event is published as soon as fewer than {@code window} are under way to the slowest client. So the
 * rate that comes out is the one that the server and its slowest client keep up for the whole of the measured time, and
 * nothing may be lost or conflated on the way: each client has each event.
 */
public final class FanoutSubject implements Subject {
    /** The point at which a client has read an event. */
    public static final String CLIENT = "client";

    /** From here on it is not worth a sleep, which takes some 50 us longer than asked. */
    private static final long SHORTEST_SLEEP_NS = 60_000;

    private static final long WINDOW_LOOK_NS = 20_000;
    /** A client that does not go on for so long will not: what it waits for was lost. */
    private static final long STUCK_NS = 10_000_000_000L;

    private static final long LOOK_MS = 1;
    /** Some 50 MB to each client. */
    private static final long MAX_FILLED = 500_000;

    private final FanoutOptions options;
    private final LoadPlan load;
    private final FanoutServer server;
    private final Recordings.Recording client;
    private RoundDirectory directory;
    private Board board;
    private ClientProcess clients;
    /** Sequence up to which the slowest client was when it was looked for last. */
    private long slowest;

    /** Events before the load. */
    private long filled;

    private long startNs;
    private long startFrames;
    private long startCpuNs;
    private long endNs;
    private long cpuNs;

    /** One that measures this server. */
    public FanoutSubject(FanoutOptions options, LoadPlan load, FanoutServer server, Recordings recordings) {
        this.options = options;
        this.load = load;
        this.server = server;
        client = recordings.point(CLIENT);
    }

    @Override
    public void start() throws Exception {
        directory = RoundDirectory.in(options.directory());
        Path boardFile = directory.path().resolve("board");
        board = Board.open(boardFile, options.maxSamples(load));
        int port = server.start();
        clients = ClientProcess.start(
                port, options, options.sampleEvery(load), options.maxSamples(load), boardFile, board);
        clients.awaitReady();
        fillStalled();
        startNs = System.nanoTime();
        startFrames = filled * options.readClients();
        startCpuNs = serverCpuNs();
    }

    /**
     * Publishes until the system's buffers of a client that stalls are full, which at the rate of the load may take minutes. They
     * are due before the load, and so in no figure.
     */
    private void fillStalled() {
        while (options.stalled() > 0 && !server.isHeldBack() && filled < MAX_FILLED) {
            awaitRoom(filled + 1);
            board.due(filled + 1, System.nanoTime());
            server.publish(filled);
            filled++;
        }
    }

    @Override
    public void untilDue(long remainingNs) {
        if (remainingNs > SHORTEST_SLEEP_NS) {
            LockSupport.parkNanos(remainingNs - SHORTEST_SLEEP_NS);
        } else {
            Thread.yield();
        }
    }

    @Override
    public void send(long index, long dueNs) {
        long sequence = filled + index + 1;
        if (load.ratePerSecond() == 0) {
            awaitRoom(sequence);
            // It is sent only now.
            board.due(sequence, System.nanoTime());
        } else {
            board.due(sequence, dueNs);
        }
        server.publish(filled + index);
    }

    private void awaitRoom(long sequence) {
        if (sequence - slowest <= options.window()) {
            return;
        }
        long beganNs = System.nanoTime();
        slowest = board.get(Word.SLOWEST);
        while (sequence - slowest > options.window()) {
            if (System.nanoTime() - beganNs > STUCK_NS || !clients.isAlive()) {
                throw new IllegalStateException("the slowest client did not get beyond event " + slowest + " of "
                        + (sequence - 1) + " within " + STUCK_NS / 1_000_000_000 + " s");
            }
            LockSupport.parkNanos(WINDOW_LOOK_NS);
            slowest = board.get(Word.SLOWEST);
        }
    }

    /** Takes the clients' times over, whatever they have of what was sent. */
    @Override
    public boolean awaitDone(long sentCount, long timeoutMs) throws InterruptedException {
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        long last = filled + sentCount;
        while (board.get(Word.SLOWEST) < last && clients.isAlive() && System.nanoTime() - deadlineNs < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        endNs = System.nanoTime();
        cpuNs = serverCpuNs() - startCpuNs;
        try {
            clients.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long samples = board.get(Word.SAMPLES);
        for (long i = 0; i < samples; i++) {
            client.record(board.sampleDueNs(i), board.sampleNowNs(i));
        }
        return board.get(Word.SLOWEST) >= last;
    }

    private long serverCpuNs() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
                + server.otherCpuNs();
    }

    @Override
    public List<String> check(long sentCount) {
        List<String> wrong = new ArrayList<>(server.check());
        long events = filled + sentCount;
        long expected = events * options.readClients();
        long frames = board.get(Word.FRAMES);
        if (frames != expected || board.get(Word.FEWEST) != events || board.get(Word.MOST) != events) {
            wrong.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d deliveries came; of %,d events the client with the fewest had %,d, the one with the most"
                            + " %,d",
                    frames,
                    expected,
                    events,
                    board.get(Word.FEWEST),
                    board.get(Word.MOST)));
        }
        if (board.get(Word.MISPLACED) > 0) {
            wrong.add(board.get(Word.MISPLACED) + " of the timed events came out of order");
        }
        if (board.get(Word.LOST_CONNECTIONS) > 0) {
            wrong.add(board.get(Word.LOST_CONNECTIONS) + " connections were ended by the server");
        }
        if (board.get(Word.SAMPLES_LEFT_OUT) > 0) {
            wrong.add(board.get(Word.SAMPLES_LEFT_OUT) + " times found no room: the last part was not measured");
        }
        return wrong;
    }

    @Override
    public List<String> facts() {
        long frames = Math.max(1, board.get(Word.FRAMES) - startFrames);
        List<String> facts = new ArrayList<>();
        facts.add(String.format(Locale.ROOT, "deliveries_a_second=%.0f", frames * 1e9 / (endNs - startNs)));
        facts.add("deliveries=" + board.get(Word.FRAMES));
        facts.add(String.format(Locale.ROOT, "server_cpu_ns_a_delivery=%.0f", (double) cpuNs / frames));
        facts.add(
                String.format(Locale.ROOT, "client_cpu_ns_a_delivery=%.0f", (double) board.get(Word.CPU_NS) / frames));
        if (filled > 0) {
            facts.add("ticks_before=" + filled);
        }
        facts.addAll(server.facts());
        return facts;
    }

    @Override
    public void close() throws IOException {
        if (clients != null) {
            clients.close();
        }
        server.close();
        if (board != null) {
            board.close();
        }
        if (directory != null) {
            directory.close();
        }
    }
}
