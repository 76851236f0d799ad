package io.ringfence.transport.zeromq;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A peer that writes ZMTP by hand, so that it can write what no library would. */
final class RawPeer implements AutoCloseable {
    private static final int GREETING_BYTES = 64;
    private static final int LARGE = 2;
    private static final int COMMAND = 4;

    final Socket socket;

    RawPeer(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
    }

    /** Signature, version 3.0, mechanism NULL. */
    static byte[] greeting() {
        byte[] greeting = new byte[GREETING_BYTES];
        greeting[0] = (byte) 0xFF;
        greeting[8] = 1;
        greeting[9] = 0x7F;
        greeting[10] = 3;
        System.arraycopy("NULL".getBytes(StandardCharsets.US_ASCII), 0, greeting, 12, 4);
        return greeting;
    }

    /** The command that ends the handshake. */
    static byte[] ready(String socketType) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(5);
        body.writeBytes("READY".getBytes(StandardCharsets.US_ASCII));
        body.write(11);
        body.writeBytes("Socket-Type".getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(new byte[] {0, 0, 0, (byte) socketType.length()});
        body.writeBytes(socketType.getBytes(StandardCharsets.US_ASCII));
        return frame(COMMAND, body.toByteArray());
    }

    static byte[] frame(int flags, byte[] body) {
        byte[] frame = new byte[2 + body.length];
        frame[0] = (byte) flags;
        frame[1] = (byte) body.length;
        System.arraycopy(body, 0, frame, 2, body.length);
        return frame;
    }

    /** The head of a frame that says how long it is in eight bytes. */
    static byte[] largeHead(long length) {
        byte[] head = new byte[9];
        head[0] = LARGE;
        for (int i = 0; i < 8; i++) {
            head[8 - i] = (byte) (length >> 8 * i);
        }
        return head;
    }

    RawPeer write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Greets, and waits for the greeting and the command of the other side. */
    RawPeer shakeHands() throws IOException {
        write(greeting()).write(ready("DEALER"));
        InputStream in = socket.getInputStream();
        in.readNBytes(GREETING_BYTES);
        in.read();
        in.readNBytes(in.read());
        return this;
    }

    /** Reads to the end, which comes when the other side closes. */
    void awaitEnd() throws IOException {
        try {
            socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            // An end as well.
            return;
        }
    }

    /** Whether the other side has not closed. */
    boolean isOpen() throws IOException {
        write(frame(COMMAND, new byte[] {4, 'P', 'I', 'N', 'G', 0, 0}));
        return socket.getInputStream().read() >= 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
