package io.ringfence.transport.zeromq;

import java.io.IOException;
import java.nio.channels.Channel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.zeromq.SocketType;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Context;
import org.zeromq.ZMQ.Socket;
import org.zeromq.ZMQException;

/**
 * Where producers bring events and get acks. A producer that comes back under its name takes its connection over, and an ack
 * for one that has gone fails instead of vanishing. One thread, but for the bound on connections, which the socket's own holds.
 */
final class RouterSocket {
    private final Socket socket;
    private final ZeroMqCounters counters;
    private final int maxConnections;
    /** The sockets' own thread's. */
    private final Set<Channel> connections = new HashSet<>();

    RouterSocket(Context context, ZeroMqBounds bounds, ZeroMqCounters counters) {
        this.counters = counters;
        maxConnections = bounds.maxConnections();
        socket = context.socket(SocketType.ROUTER);
        SocketOptions.set(socket, bounds, bounds.lingerMs(), counters);
        socket.setSndHWM(bounds.sendHwm());
        socket.setRouterMandatory(true);
        socket.setRouterHandover(true);
        socket.setEventHook(this::onAccepted, ZMQ.EVENT_ACCEPTED);
    }

    /** Listens, and returns the port. */
    int bind(String host, int port) throws IOException {
        String address = "tcp://" + (host.contains(":") ? '[' + host + ']' : host) + ':' + (port == 0 ? "*" : port);
        try {
            if (!socket.bind(address)) {
                throw new IOException("cannot listen on " + address + ": " + SocketOptions.reason(socket.errno()));
            }
        } catch (ZMQException e) {
            throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
        String bound = socket.getLastEndpoint();
        return Integer.parseInt(bound.substring(bound.lastIndexOf(':') + 1));
    }

    /** Before anything has been read of it. A connection that is closed here ends as one that its producer has closed. */
    private void onAccepted(ZEvent event) {
        Channel connection = event.getValue();
        connections.removeIf(known -> !known.isOpen());
        if (connections.size() < maxConnections) {
            connections.add(connection);
            return;
        }
        counters.increment(ZeroMqCounter.CONNECTIONS_REFUSED);
        try {
            connection.close();
        } catch (IOException gone) {
            // So it has ended anyway.
            return;
        }
    }

    Socket socket() {
        return socket;
    }

    /** Sends a message, the identity first. Never waits. */
    void send(List<byte[]> frames) {
        boolean isSent = false;
        try {
            int last = frames.size() - 1;
            isSent = socket.send(frames.get(0), ZMQ.SNDMORE | ZMQ.DONTWAIT);
            for (int i = 1; isSent && i <= last; i++) {
                isSent = socket.send(frames.get(i), i == last ? ZMQ.DONTWAIT : ZMQ.SNDMORE | ZMQ.DONTWAIT);
            }
        } catch (ZMQException gone) {
            // No such connection any more.
            isSent = false;
        }
        counters.increment(isSent ? ZeroMqCounter.ACKS_SENT : ZeroMqCounter.ACKS_LOST);
    }

    void close() {
        socket.close();
    }
}
