package io.ringfence.transport.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands between a client and an edge, and breaks each connection after so many bytes from the edge. */
final class CuttingProxy implements AutoCloseable {
    private final int edgePort;
    private final ServerSocket listener;
    /** For each connection to come, how many bytes it lets through; those behind the last let all through. */
    private final Queue<Integer> cutsAfterBytes;

    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    CuttingProxy(int edgePort, List<Integer> cutsAfterBytes) throws IOException {
        this.edgePort = edgePort;
        this.cutsAfterBytes = new ArrayDeque<>(cutsAfterBytes);
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + listener.getLocalPort() + "/ws");
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket edge = new Socket(InetAddress.getLoopbackAddress(), edgePort);
                sockets.add(client);
                sockets.add(edge);
                Integer cutAfterBytes = cutsAfterBytes.poll();
                daemon(() -> pump(client, edge, Integer.MAX_VALUE));
                daemon(() -> pump(edge, client, cutAfterBytes == null ? Integer.MAX_VALUE : cutAfterBytes));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void pump(Socket from, Socket to, int maxBytes) {
        byte[] buffer = new byte[1_024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int left = maxBytes;
            while (left > 0) {
                int count = in.read(buffer, 0, Math.min(buffer.length, left));
                if (count < 0) {
                    return;
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        } catch (IOException broken) {
            // Then both ends are closed.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
