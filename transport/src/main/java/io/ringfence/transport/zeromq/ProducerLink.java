package io.ringfence.transport.zeromq;

import java.nio.charset.StandardCharsets;
import org.zeromq.SocketType;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Context;
import org.zeromq.ZMQ.Poller;
import org.zeromq.ZMQ.Socket;
import org.zeromq.ZMQException;
import org.zeromq.ZMonitor;

/**
 * Listens to what one producer publishes, under the topics of the users that have a session.
 *
 * <p>The library gives a producer up for good that has once sent what it may not, such as a message over the bound. So a
 * connection that ends, for whatever reason, ends its socket, and a new one takes its place after a while. Topics are asked for
 * when the connection stands, so that nothing is queued for one that does not. (The library's own option for that,
 * {@code ZMQ_IMMEDIATE}, leaves a session for ever in JeroMQ 0.6.0, with its socket's place: one that waits for its old pipes to
 * end, and is handed a connection meanwhile, makes a pipe that nobody ends.) The gateway's thread, but for the state.
 */
final class ProducerLink {
    private static final int RETRY_MS = 100;
    private static final int MAX_RETRY_MS = 5_000;
    private static final long NS_PER_MS = 1_000_000;
    /** What has stood for so long has not failed. */
    private static final long STOOD_NS = 15_000 * NS_PER_MS;
    /** Topics are to reach the producer however many they are: one that reads none of them has no heartbeat either. */
    private static final int UNBOUNDED = 0;

    private final Context context;
    private final String address;
    private final ZeroMqBounds bounds;
    private final ZeroMqCounters counters;
    private final Wake wake;
    private Socket socket;
    /** Of the socket there is, or was. */
    private State state;
    /** Whether the topics were asked for on the connection that stands. */
    private boolean isAsking;

    private long openedAtNs;
    /** In a row: the time to the next attempt doubles with each. */
    private int lossCount;

    /** What the sockets' own thread tells of one socket. */
    private static final class State {
        volatile boolean isConnected;
        /** Whether the connection stands, and the producer has not greeted yet. */
        volatile boolean isUngreeted;

        volatile boolean isLost;
    }

    ProducerLink(Context context, String address, ZeroMqBounds bounds, ZeroMqCounters counters, Wake wake) {
        this.context = context;
        this.address = "tcp://" + address;
        this.bounds = bounds;
        this.counters = counters;
        this.wake = wake;
    }

    /** Connects; the library goes on trying while there is nobody. */
    void open(Poller poller, long nowNs) {
        State opened = new State();
        state = opened;
        isAsking = false;
        openedAtNs = nowNs;
        try {
            socket = context.socket(SocketType.SUB);
        } catch (ZMQException noPlace) {
            // Those that were closed before give theirs back.
            opened.isLost = true;
            lossCount++;
            return;
        }
        SocketOptions.set(socket, bounds, 0, counters);
        socket.setSndHWM(UNBOUNDED);
        socket.setReconnectIVL(RETRY_MS);
        socket.setReconnectIVLMax(MAX_RETRY_MS);
        socket.setEventHook(
                event -> onEvent(opened, event),
                ZMQ.EVENT_CONNECTED | ZMQ.EVENT_HANDSHAKE_PROTOCOL | ZMQ.EVENT_DISCONNECTED);
        poller.register(socket, Poller.POLLIN);
        try {
            socket.connect(address);
        } catch (ZMQException unknownHost) {
            // A name that nobody knows yet may be known the next time.
            opened.isLost = true;
        }
    }

    private void onEvent(State of, ZEvent event) {
        of.isUngreeted = event.getEvent() == ZMonitor.Event.CONNECTED;
        of.isConnected |= of.isUngreeted;
        of.isLost |= event.getEvent() == ZMonitor.Event.DISCONNECTED;
        if (event.getEvent() != ZMonitor.Event.HANDSHAKE_PROTOCOL) {
            wake.signal();
        }
    }

    /**
     * Asks for the topics when the connection has come to stand. Puts a new socket in the place of one that has lost its
     * connection, if it is time. Tells how long to wait, 0 for not.
     */
    long heal(Iterable<String> topics, Poller poller, long nowNs) {
        if (!state.isLost) {
            if (state.isConnected && !isAsking) {
                isAsking = true;
                topics.forEach(this::subscribe);
            }
            return 0;
        }
        if (socket != null) {
            poller.unregister(socket);
            close();
            counters.increment(ZeroMqCounter.PRODUCERS_LOST);
            lossCount = nowNs - openedAtNs > STOOD_NS ? 0 : lossCount + 1;
            openedAtNs = nowNs;
        }
        long retryMs = Math.min(MAX_RETRY_MS, (long) RETRY_MS << Math.min(lossCount, Byte.SIZE));
        long leftMs = retryMs - (nowNs - openedAtNs) / NS_PER_MS;
        if (leftMs <= 0) {
            open(poller, nowNs);
            return 0;
        }
        return leftMs;
    }

    /** Whether it waits for the producer's greeting. */
    boolean isUngreeted() {
        return state.isUngreeted && !state.isLost;
    }

    void subscribe(String topic) {
        if (isAsking) {
            socket.subscribe(topic.getBytes(StandardCharsets.US_ASCII));
        }
    }

    void unsubscribe(String topic) {
        if (isAsking) {
            socket.unsubscribe(topic.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Null while there is none. */
    Socket socket() {
        return socket;
    }

    void close() {
        if (socket != null) {
            socket.close();
            socket = null;
            isAsking = false;
        }
    }
}
