package io.ringfence.config.crash;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket over a plain socket, which reads when it is told to and may go within a frame. */
final class Wire implements AutoCloseable {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int TIMEOUT_MS = 60_000;
    /** So small that a client that does not read is soon felt by the host. */
    private static final int BUFFER_BYTES = 4_096;

    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTE_LENGTH = 126;
    private static final int EIGHT_BYTE_LENGTH = 127;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;

    /** What came: opcode and payload. */
    record Frame(int opcode, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode() {
            return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        }
    }

    /** Connects to an address as a host says it. */
    Wire(String address) throws IOException {
        URI uri = URI.create(address);
        try {
            socket.setReceiveBufferSize(BUFFER_BYTES);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), TIMEOUT_MS);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 512));
            out = socket.getOutputStream();
            upgrade();
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    private void upgrade() throws IOException {
        String request = "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) in.readUnsignedByte());
        }
        if (!answer.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("no WebSocket: " + answer);
        }
    }

    void text(String text) throws IOException {
        frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a frame, masked with zeros. */
    void frame(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
        frame.put((byte) (LAST | opcode));
        if (payload.length < TWO_BYTE_LENGTH) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | TWO_BYTE_LENGTH)).putShort((short) payload.length);
        }
        frame.putInt(0).put(payload);
        out.write(frame.array(), 0, frame.position());
        out.flush();
    }

    /** Reads a frame. */
    Frame next() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0F;
        byte[] payload = new byte[length()];
        in.readFully(payload);
        return new Frame(opcode, payload);
    }

    /** Reads the beginning of a frame, up to somewhere within its payload. */
    void half() throws IOException {
        in.readUnsignedByte();
        in.readNBytes(length() / 2);
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte();
        return switch (length) {
            case TWO_BYTE_LENGTH -> in.readUnsignedShort();
            case EIGHT_BYTE_LENGTH -> (int) in.readLong();
            default -> length;
        };
    }

    /** Breaks off at once: what is on its way is thrown away. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
