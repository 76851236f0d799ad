package io.ringfence.transport.delivery.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does with each connection what a test says, on a thread of its own. */
public final class RawServer implements AutoCloseable {
    private static final int DRIP_MS = 20;

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    /** What is done with a connection; when it returns, the connection is closed. */
    public interface Talk {
        /** Does it. */
        void with(Socket socket) throws Exception;
    }

    /** One at a free port. */
    public RawServer(Talk talk) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("raw-accept", () -> {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                sockets.add(socket);
                count.incrementAndGet();
                start("raw-talk", () -> {
                    try (socket) {
                        talk.with(socket);
                    }
                });
            }
        });
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Exception ended) {
                        // The other side has gone, or the test is over.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Says the same again and again, seldom enough that it does not pile up and often enough that no read waits long. Returns when
     * the other side has gone; what it says until then is passed over.
     *
     * @throws IOException when it has gone and left something unread
     */
    public static void drip(Socket socket, byte[] part) throws IOException {
        byte[] heard = new byte[1 << 12];
        socket.setSoTimeout(DRIP_MS);
        int count = 0;
        while (count >= 0) {
            socket.getOutputStream().write(part);
            try {
                count = socket.getInputStream().read(heard);
            } catch (SocketTimeoutException stillThere) {
                // Time for more.
            }
        }
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** Connections so far. */
    public int connectionCount() {
        return count.get();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
