package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket client that others wrote. What it notices is a line each: open, message, pong, closed, failed. */
abstract class Peer implements AutoCloseable {
    private static final long PATIENCE_S = 30;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    final void noticed(String line) {
        lines.add(line);
    }

    abstract void send(String text);

    /** Sends a ping frame, whose answer will be noticed; false where the client pings by itself and shows no answers. */
    abstract boolean ping(String payload);

    @Override
    public abstract void close();

    /** The next line. */
    final String next() {
        try {
            String line = lines.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertNotNull(line, "waited in vain for a line");
            return line;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The fields of the next line, which is a message. */
    final Map<String, String> nextMessage() {
        String line = next();
        assertTrue(line.startsWith("message "), line);
        return JsonScalars.of(line.substring("message ".length()));
    }

    /** Sends, and returns the fields of the answer. */
    final Map<String, String> ask(String text) {
        send(text);
        return nextMessage();
    }

    final void awaitOpen() {
        assertEquals("open", next());
    }
}
