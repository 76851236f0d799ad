package io.ringfence.bench.fanout;

import com.sun.management.OperatingSystemMXBean;
import io.ringfence.bench.fanout.Board.Word;
import io.ringfence.bench.fanout.Reader.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;

/**
 * The clients of a round, in a process of their own: {@code LoadClient HOST PORT CONNECTIONS STALLED SAMPLE_EVERY MAX_SAMPLES
 * BOARD_FILE}. One thread reads all of them; those that stall subscribe, and are never read from. Ends when the board says so,
 * or with the process that started it, whose pipe is its standard input.
 */
public final class LoadClient {
    private static final int PARENT_GONE = 3;
    /** How long it looks for more when there is nothing to read. */
    private static final long WAIT_MS = 10;

    private final Board board;
    private final Connection[] read;
    private final Reader reader;
    private final Selector selector;
    private long lost;

    private LoadClient(Board board, int readCount, long sampleEvery) throws IOException {
        this.board = board;
        read = new Connection[readCount];
        reader = new Reader(board, sampleEvery);
        selector = Selector.open();
    }

    /** Runs to the end. */
    public static void main(String[] args) throws IOException {
        Thread watch = new Thread(LoadClient::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        InetSocketAddress server = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
        int connections = Integer.parseInt(args[2]);
        int stalled = Integer.parseInt(args[3]);
        long sampleEvery = Long.parseLong(args[4]);
        try (Board board = Board.open(Path.of(args[6]), Integer.parseInt(args[5]))) {
            LoadClient client = new LoadClient(board, connections - stalled, sampleEvery);
            client.connect(new Handshake(server), connections, stalled, sampleEvery);
            client.run();
        }
        System.exit(0);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is sent; the end is what is waited for.
            }
        } catch (IOException closed) {
            // The same.
        }
        System.exit(PARENT_GONE);
    }

    /** Those that stall come first, so that they are not always the last to be served. */
    private void connect(Handshake handshake, int connections, int stalled, long sampleEvery) throws IOException {
        for (int place = 0; place < connections; place++) {
            long beganNs = System.nanoTime();
            var channel = handshake.subscribed(place, place >= stalled);
            // Overwritten by the first prices, where there are any.
            board.sample(place, beganNs, System.nanoTime());
            if (place >= stalled) {
                Connection connection = new Connection(channel, place, sampleEvery);
                read[place - stalled] = connection;
                channel.register(selector, SelectionKey.OP_READ, connection);
            }
        }
    }

    private void run() throws IOException {
        long startCpuNs = cpuNs();
        board.set(Word.CLIENT_STATE, Board.READY);
        while (board.get(Word.END_ASKED) == 0) {
            selector.select(this::onReadable, WAIT_MS);
            board.set(Word.SLOWEST, slowest());
            reader.tell();
        }
        long fewest = Long.MAX_VALUE;
        long most = 0;
        for (Connection connection : read) {
            fewest = Math.min(fewest, connection.frames);
            most = Math.max(most, connection.frames);
        }
        board.set(Word.FEWEST, fewest);
        board.set(Word.MOST, most);
        board.set(Word.CPU_NS, cpuNs() - startCpuNs);
        board.set(Word.CLIENT_STATE, Board.COUNTED);
    }

    private void onReadable(SelectionKey key) {
        try {
            if (!reader.read((Connection) key.attachment())) {
                lose(key);
            }
        } catch (IOException broken) {
            lose(key);
        }
    }

    private void lose(SelectionKey key) {
        lost++;
        board.set(Word.LOST_CONNECTIONS, lost);
        try {
            key.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long slowest() {
        long slowest = Long.MAX_VALUE;
        for (Connection connection : read) {
            slowest = Math.min(slowest, connection.lastSequence);
        }
        return slowest;
    }

    private static long cpuNs() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
