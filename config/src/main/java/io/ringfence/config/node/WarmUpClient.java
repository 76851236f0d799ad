package io.ringfence.config.node;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A WebSocket client that listens to everything and looks at nothing: without one the edge has nothing to encode. Its thread
 * ends when the edge closes the connection.
 */
final class WarmUpClient implements AutoCloseable {
    private static final int TIMEOUT_MS = 10_000;
    private static final int WEBSOCKET_TEXT = 0x81;
    private static final int WEBSOCKET_MASKED = 0x80;
    private static final int MASK_BYTES = 4;
    private static final List<String> CHANNELS = List.of("orders", "strategies", "runners", "prices");

    private final Socket socket;

    /** Connects and subscribes. */
    WarmUpClient(String address) throws IOException {
        URI uri = URI.create(address);
        socket = new Socket(uri.getHost(), uri.getPort());
        try {
            socket.setSoTimeout(TIMEOUT_MS);
            shakeHands(uri);
            for (String channel : CHANNELS) {
                send("{\"type\":\"subscribe\",\"channel\":\"" + channel + "\"}");
            }
            socket.setSoTimeout(0);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        Thread reader = new Thread(this::readAll, "ringfence-warm-up");
        reader.setDaemon(true);
        reader.start();
    }

    private void shakeHands(URI uri) throws IOException {
        String request = "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: cmluZ2ZlbmNlLXdhcm0tdXA=\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        String end = "\r\n\r\n";
        for (int matched = 0; matched < end.length(); ) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("the edge closed the connection");
            }
            matched = c == end.charAt(matched) ? matched + 1 : c == end.charAt(0) ? 1 : 0;
        }
    }

    /** A short text in one frame, masked with zeros: the mask is there for proxies, of which there are none. */
    private void send(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[2 + MASK_BYTES + payload.length];
        frame[0] = (byte) WEBSOCKET_TEXT;
        frame[1] = (byte) (WEBSOCKET_MASKED | payload.length);
        System.arraycopy(payload, 0, frame, 2 + MASK_BYTES, payload.length);
        socket.getOutputStream().write(frame);
    }

    private void readAll() {
        byte[] room = new byte[1 << 16];
        try (InputStream in = socket.getInputStream()) {
            while (in.read(room) >= 0) {
                continue;
            }
        } catch (IOException closed) {
            // By either side: the end of it.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
