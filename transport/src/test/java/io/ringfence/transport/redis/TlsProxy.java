package io.ringfence.transport.redis;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** TLS before a server that speaks none. */
final class TlsProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    TlsProxy(SSLContext tls, int port) throws IOException {
        this.port = port;
        server = tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        run(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private interface Work {
        void run() throws IOException;
    }

    private void run(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // One of the sockets was closed, or no handshake came about.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.addAll(List.of(client, behind));
            run(() -> copy(client, behind));
            run(() -> copy(behind, client));
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            byte[] bytes = new byte[4_096];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                to.getOutputStream().write(bytes, 0, count);
                to.getOutputStream().flush();
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
