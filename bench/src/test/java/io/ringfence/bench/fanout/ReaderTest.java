package io.ringfence.bench.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.bench.fanout.Board.Word;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReaderTest {
    private static final int MAX_SAMPLES = 1_000;

    @TempDir
    Path directory;

    /** Both ends of a connection, the server's first. */
    private record Pair(SocketChannel server, SocketChannel client) implements AutoCloseable {
        static Pair open() throws Exception {
            try (ServerSocketChannel listener = ServerSocketChannel.open()) {
                listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                return new Pair(listener.accept(), client);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldCountEachFrameWhereverReadsEnd(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int count = 500;
        for (int i = 0; i < count; i++) {
            all.write(random.nextInt(10) == 0 ? long125(i) : PriceText.frame(i));
        }
        byte[] bytes = all.toByteArray();
        try (Pair pair = Pair.open();
                Board board = Board.open(directory.resolve("board"), MAX_SAMPLES)) {
            LongStream.rangeClosed(1, count).forEach(sequence -> board.due(sequence, 7 * sequence));
            Reader reader = new Reader(board, 10);
            Reader.Connection connection = new Reader.Connection(pair.client(), 3, 10);
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(300));
                pair.server().write(ByteBuffer.wrap(bytes, at, length));
                at += length;
                assertTrue(reader.read(connection));
            }
            while (connection.frames < count) {
                assertTrue(reader.read(connection));
            }
            reader.tell();
            assertEquals(count, connection.frames);
            assertEquals(count, connection.lastSequence);
            assertEquals(count, board.get(Word.FRAMES));
            assertEquals(0, board.get(Word.MISPLACED));
            // The fourth, and each tenth behind it.
            assertEquals(
                    LongStream.range(0, 50).mapToObj(i -> 7 * (4 + 10 * i)).toList(),
                    LongStream.range(0, board.get(Word.SAMPLES))
                            .mapToObj(board::sampleDueNs)
                            .toList());
        }
    }

    /** A price with a field behind its sequence, so long that its length takes two bytes. */
    private static byte[] long125(int index) {
        String text = PriceText.of(index).replaceFirst("}$", ",\"more\":\"" + "x".repeat(130) + "\"}");
        return Frames.ofServer(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void shouldAnswerAPingAndEndWithACloseFrame() throws Exception {
        try (Pair pair = Pair.open();
                Board board = Board.open(directory.resolve("board"), MAX_SAMPLES)) {
            Reader reader = new Reader(board, 1);
            Reader.Connection connection = new Reader.Connection(pair.client(), 0, 1);
            pair.server().write(ByteBuffer.wrap(new byte[] {(byte) 0x89, 2, 'h', 'i'}));
            assertTrue(reader.read(connection));
            ByteBuffer pong = ByteBuffer.allocate(8);
            while (pong.hasRemaining()) {
                pair.server().read(pong);
            }
            assertEquals(ByteBuffer.wrap(new byte[] {(byte) 0x8a, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'}), pong.flip());
            pair.server().write(ByteBuffer.wrap(new byte[] {(byte) 0x88, 2, 3, (byte) 0xe8}));
            assertFalse(reader.read(connection));
            assertEquals(0, connection.frames);
        }
    }

    @Test
    void shouldPassOverWhatIsNoPrice() throws Exception {
        try (Pair pair = Pair.open();
                Board board = Board.open(directory.resolve("board"), MAX_SAMPLES)) {
            Reader reader = new Reader(board, 1);
            Reader.Connection connection = new Reader.Connection(pair.client(), 0, 1);
            pair.server().write(ByteBuffer.wrap(PriceText.frame(6)));
            for (String text :
                    List.of("", "{}", "{\"type\":\"prices\",\"seq\":9}", "{\"type\":\"heartbeat\",\"seq\":9}")) {
                pair.server().write(ByteBuffer.wrap(Frames.ofServer(text.getBytes(StandardCharsets.US_ASCII))));
            }
            pair.server().shutdownOutput();
            while (reader.read(connection)) {
                // Until all is read.
            }
            assertEquals(List.of(1L, 7L), List.of(connection.frames, connection.lastSequence));
        }
    }

    @Test
    void shouldSeeWhatCameTwiceOrTooEarly() throws Exception {
        try (Pair pair = Pair.open();
                Board board = Board.open(directory.resolve("board"), MAX_SAMPLES)) {
            Reader reader = new Reader(board, 1);
            Reader.Connection connection = new Reader.Connection(pair.client(), 0, 1);
            for (int index : List.of(0, 1, 1, 3, 2)) {
                pair.server().write(ByteBuffer.wrap(PriceText.frame(index)));
                assertTrue(reader.read(connection));
            }
            reader.tell();
            assertEquals(2, board.get(Word.MISPLACED));
        }
    }

    @Test
    void shouldReadNoSequenceWhereThereIsNone() {
        for (String text : List.of("", "{}", "{\"seq\":}", "\"seq\":x", "seq\":1")) {
            assertEquals(-1, sequence(text), text);
        }
        assertEquals(12, sequence("{\"seq\":12}"));
        assertEquals(12, sequence("{\"seq\":9,\"seq\":12,\"z\":0}"));
    }

    private static long sequence(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Frames.sequence(new UnsafeBuffer(bytes), 0, bytes.length);
    }
}
