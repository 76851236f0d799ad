package io.ringfence.bench.subject;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A WebSocket client that subscribes to prices and to what the operator's account does, and never reads what comes. */
final class StalledClient implements AutoCloseable {
    private static final int TIMEOUT_MS = 10_000;
    /** Small, so that the edge meets it soon. */
    private static final int RECEIVE_BUFFER_BYTES = 4_096;

    private static final int MASK_BYTES = 4;
    private static final List<String> CHANNELS = List.of("prices", "orders", "strategies");

    private final Socket socket = new Socket();

    /** Connects to the edge that listens there, and returns when it has been let in. */
    StalledClient(InetSocketAddress edge) throws IOException {
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        socket.setSoTimeout(TIMEOUT_MS);
        try {
            socket.connect(edge, TIMEOUT_MS);
            shakeHands();
            for (String channel : CHANNELS) {
                send("{\"type\":\"subscribe\",\"channel\":\"" + channel + "\"}");
            }
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void shakeHands() throws IOException {
        String request = "GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: cmluZ2ZlbmNlLXN0YWxsZWQ=\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("the edge closed the connection: " + answer);
            }
            answer.append((char) c);
        }
    }

    /** A short text in one frame, masked with zeros. */
    private void send(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[2 + MASK_BYTES + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 2 + MASK_BYTES, payload.length);
        socket.getOutputStream().write(frame);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
