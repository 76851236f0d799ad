package io.ringfence.config.alloc;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket client that reads as fast as it can and makes nothing of it, so that its garbage does not call for a collection.
 * Speaks no more of RFC 6455 than it takes to subscribe.
 */
final class QuietClient implements AutoCloseable {
    private final Socket socket;
    private final Thread reader;
    /** Written by the reader alone. */
    private volatile long bytesRead;

    private volatile boolean isEnded;

    QuietClient(URI address, String... channels) throws IOException {
        socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort());
        String request = "GET " + address.getPath() + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) socket.getInputStream().read());
        }
        if (!answer.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException(answer.toString());
        }
        for (String channel : channels) {
            send("{\"type\":\"subscribe\",\"channel\":\"" + channel + "\"}");
        }
        reader = new Thread(this::read, "quiet-client");
        reader.setDaemon(true);
        reader.start();
    }

    /** A text frame, masked with zeros. */
    private void send(String text) throws IOException {
        byte[] frame = new byte[6 + text.length()];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | text.length());
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, frame, 6, text.length());
        socket.getOutputStream().write(frame);
    }

    private void read() {
        byte[] bytes = new byte[1 << 16];
        try {
            InputStream in = socket.getInputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                bytesRead += count;
            }
        } catch (IOException closed) {
            // Told by isEnded.
        }
        isEnded = true;
    }

    long bytesRead() {
        return bytesRead;
    }

    boolean isEnded() {
        return isEnded;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
