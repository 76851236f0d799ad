package io.ringfence.transport.zeromq;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Context;
import org.zeromq.ZMQ.Socket;
import org.zeromq.ZMQException;

/** A producer that publishes with JeroMQ: an XPUB. One thread. */
final class Publisher implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;

    final int port;
    private final Context context = ZMQ.context(1);
    private final Socket socket = context.socket(SocketType.XPUB);

    /** At a port, or any with 0. */
    Publisher(int wanted) {
        socket.setLinger(0);
        // One that was there a moment ago may keep the port for another.
        GatewayHost.await("port " + wanted, () -> isBound(wanted));
        String bound = socket.getLastEndpoint();
        port = Integer.parseInt(bound.substring(bound.lastIndexOf(':') + 1));
    }

    private boolean isBound(int wanted) {
        try {
            return socket.bind("tcp://127.0.0.1:" + (wanted == 0 ? "*" : wanted));
        } catch (ZMQException taken) {
            return false;
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** The next topic that is asked for, or not any more: "+ann", "-ann". */
    String nextSubscription() {
        socket.setReceiveTimeOut(PATIENCE_MS);
        byte[] subscription = socket.recv();
        assertNotNull(subscription, "waited in vain for a topic");
        return (subscription[0] == 1 ? "+" : "-")
                + new String(subscription, 1, subscription.length - 1, StandardCharsets.US_ASCII);
    }

    /** Whether one waits to be read. */
    boolean hasSubscription() {
        return (socket.getEvents() & ZMQ.Poller.POLLIN) != 0;
    }

    void publish(byte[]... frames) {
        for (int i = 0; i < frames.length; i++) {
            socket.send(frames[i], i + 1 < frames.length ? ZMQ.SNDMORE : 0);
        }
    }

    void publish(String topic, UserEvent event) {
        publish(topic.getBytes(), Wire.message(event));
    }

    @Override
    public void close() {
        socket.close();
        context.close();
    }
}
