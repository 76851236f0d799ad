package io.ringfence.transport.delivery.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** The socket under a connection, so that another thread than the one that waits on it can end it, for good. */
final class Wire {
    private volatile Socket socket;
    private volatile boolean isCut;

    /** Ends the connection, whatever it is doing; there is no other over this wire. */
    void cut() {
        isCut = true;
        close(socket);
    }

    boolean isCut() {
        return isCut;
    }

    private void use(Socket now) throws IOException {
        socket = now;
        // After that, so that one of the two threads sees the other.
        if (isCut) {
            close(now);
            throw new IOException("given up");
        }
    }

    private static void close(Socket now) {
        if (now != null) {
            try {
                now.close();
            } catch (IOException ended) {
                // It is closed all the same.
            }
        }
    }

    /** Makes sockets in the clear. */
    SocketFactory plain() {
        return new Plain();
    }

    /** Encrypts what is in the clear. */
    SSLSocketFactory secure(SSLSocketFactory trust) {
        return new Secure(trust);
    }

    /** Only the first of its methods is called: the others are the contract's. */
    private final class Plain extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            Socket plain = new Socket();
            use(plain);
            return plain;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return new Socket(host, port, localHost, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            return new Socket(host, port, localHost, localPort);
        }
    }

    /** Only the first of its methods that make sockets is called: the others are the contract's. */
    private final class Secure extends SSLSocketFactory {
        private final SSLSocketFactory trust;

        Secure(SSLSocketFactory trust) {
            this.trust = trust;
        }

        @Override
        public Socket createSocket(Socket plain, String host, int port, boolean isClosed) throws IOException {
            // Closed under the encryption, no farewell has to be written to somebody who does not read.
            use(plain);
            return trust.createSocket(plain, host, port, isClosed);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return trust.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return trust.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return trust.createSocket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return trust.createSocket(host, port, localHost, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return trust.createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            return trust.createSocket(host, port, localHost, localPort);
        }
    }
}
