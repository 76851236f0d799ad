package io.ringfence.transport.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Redis' protocol over a socket of the JDK: a peer that knows nothing of the library. One thread. */
final class RespClient implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;

    /** What a subscriber gets. */
    record Message(String channel, String text) {}

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    RespClient(int port) throws IOException {
        try {
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    static RespClient subscribed(int port, String... channels) throws IOException {
        RespClient client = new RespClient(port);
        for (String channel : channels) {
            client.call("SUBSCRIBE", channel);
        }
        return client;
    }

    /** Sends a command, and returns its answer: text, a number, a list of them, or null. */
    Object call(String... words) throws IOException {
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i].getBytes(StandardCharsets.UTF_8);
        }
        return call(bytes);
    }

    /** How many got it. */
    long publish(String channel, String text) throws IOException {
        return (Long) call("PUBLISH", channel, text);
    }

    long publish(String channel, byte[] body) throws IOException {
        return (Long) call("PUBLISH".getBytes(StandardCharsets.UTF_8), channel.getBytes(StandardCharsets.UTF_8), body);
    }

    private Object call(byte[]... words) throws IOException {
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        command.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (byte[] word : words) {
            command.writeBytes(("$" + word.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            command.writeBytes(word);
            command.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write(command.toByteArray());
        out.flush();
        return read();
    }

    /** The next message of a subscription. */
    Message next() throws IOException {
        List<?> push = (List<?>) read();
        return new Message((String) push.get(1), (String) push.get(2));
    }

    private Object read() throws IOException {
        String line = line();
        String rest = line.substring(1);
        switch (line.charAt(0)) {
            case '+', '-' -> {
                return rest;
            }
            case ':' -> {
                return Long.parseLong(rest);
            }
            case '$' -> {
                return rest.equals("-1") ? null : bulk(Integer.parseInt(rest));
            }
            case '*' -> {
                List<Object> all = new ArrayList<>();
                for (int left = Integer.parseInt(rest); left > 0; left--) {
                    all.add(read());
                }
                return all;
            }
            default -> throw new IOException("not an answer: " + line);
        }
    }

    private String bulk(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        line();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server has closed");
            }
            bytes.write(next);
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        return text.substring(0, text.length() - 1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
