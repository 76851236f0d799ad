package io.ringfence.transport.zeromq;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * Comes to the gateway's own port and goes again, so that the library looks through its connections.
 *
 * <p>In JeroMQ 0.6.0 a connection that it makes itself may stand and be forgotten: where its end and the news of it come in one
 * turn of the I/O thread, {@code zmq.poll.Poller} finds the channel's old key, which is about to be canceled, makes no new one, and
 * looks again only when some channel is registered. With one I/O thread a visitor's is.
 */
final class Visitor {
    /** Nobody needs as long as this for a greeting, and nobody minds. */
    private static final long PATIENCE_MS = 25;

    private static final long NS_PER_MS = 1_000_000;

    private final InetSocketAddress door;
    /** When it began to wait; 0 while there is nothing to wait for. */
    private long sinceNs;

    /** For a port that is bound, at an address that may be the wildcard. */
    Visitor(String host, int port) {
        InetSocketAddress bound = new InetSocketAddress(host, port);
        boolean isAny = bound.getAddress() != null && bound.getAddress().isAnyLocalAddress();
        door = isAny ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port) : bound;
    }

    /** Comes when a connection waits for its greeting too long. Tells how long to wait before the next look, at most so long. */
    long look(boolean isAnyUngreeted, long nowNs, long mostMs) {
        if (!isAnyUngreeted) {
            sinceNs = 0;
            return mostMs;
        }
        if (sinceNs == 0) {
            sinceNs = nowNs;
        } else if (nowNs - sinceNs >= PATIENCE_MS * NS_PER_MS) {
            sinceNs = nowNs;
            visit();
        }
        return Math.min(PATIENCE_MS, mostMs);
    }

    private void visit() {
        try (SocketChannel visitor = SocketChannel.open()) {
            visitor.configureBlocking(false);
            visitor.connect(door);
        } catch (IOException later) {
            // There is a next time, and the library's own bound on handshakes.
            return;
        }
    }
}
