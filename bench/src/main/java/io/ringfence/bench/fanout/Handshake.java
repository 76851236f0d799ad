package io.ringfence.bench.fanout;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Opens WebSockets and subscribes them to prices, one at a time, waiting for each answer. */
final class Handshake {
    private static final String SUBSCRIBE = "{\"type\":\"subscribe\",\"channel\":\"prices\",\"id\":1}";
    private static final String SUBSCRIBED = "\"subscribed\"";
    private static final String SWITCHING = "HTTP/1.1 101 ";
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final int STALLED_BUFFER_BYTES = 4_096;
    private static final int MAX_ANSWER_BYTES = 4_096;
    /** A source address has so many ports that the system gives by itself, and some to spare. */
    private static final int CONNECTIONS_PER_ADDRESS = 20_000;

    private final InetSocketAddress server;

    Handshake(InetSocketAddress server) {
        this.server = server;
    }

    /**
     * Returns when the server has taken the subscription.
     *
     * @param place among all connections
     * @param isRead later; one that is not has a small buffer at its end, so that it holds the server back soon
     */
    SocketChannel subscribed(int place, boolean isRead) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            if (!isRead) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, STALLED_BUFFER_BYTES);
            }
            if (place >= CONNECTIONS_PER_ADDRESS) {
                channel.bind(new InetSocketAddress("127.0.0." + (1 + place / CONNECTIONS_PER_ADDRESS), 0));
            }
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(server);
            write(channel, ByteBuffer.wrap(upgrade().getBytes(StandardCharsets.US_ASCII)));
            String head = readUntil(channel, END_OF_HEAD);
            if (!head.startsWith(SWITCHING)) {
                throw new IOException(
                        "the server answered " + head.lines().findFirst().orElse("nothing"));
            }
            write(channel, Frames.ofClient(Frames.TEXT, SUBSCRIBE.getBytes(StandardCharsets.US_ASCII)));
            // Its frame is short, so it is over with the object.
            String answer = readUntil(channel, "}");
            if (!answer.contains(SUBSCRIBED)) {
                throw new IOException("the server answered to the subscription: " + answer);
            }
            channel.configureBlocking(false);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private String upgrade() {
        return "GET /ws HTTP/1.1\r\nHost: " + server.getHostString() + ":" + server.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: cmluZ2ZlbmNlLWJlbmNoLg==\r\n\r\n";
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Byte by byte, so that nothing behind the end is taken. */
    private static String readUntil(SocketChannel channel, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (text.length() < MAX_ANSWER_BYTES) {
            one.clear();
            if (channel.read(one) < 0) {
                throw new EOFException("the server ended the connection after: " + text);
            }
            text.append((char) (one.get(0) & 0xff));
            if (text.indexOf(end, text.length() - end.length()) >= 0) {
                return text.toString();
            }
        }
        throw new IOException("no end within " + MAX_ANSWER_BYTES + " bytes: " + text);
    }
}
