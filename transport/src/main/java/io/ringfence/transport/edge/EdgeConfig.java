package io.ringfence.transport.edge;

import java.util.Optional;

/**
 * Where the edge listens, and the bound on everything a client can make it hold.
 *
 * @param host address to bind, for example {@code 127.0.0.1}
 * @param port TCP port, 0 for any free one
 * @param ioThreads event loops; each client lives on one of them
 * @param io how they do their input and output
 * @param tls encryption, without it everything is in the clear
 * @param origins pages that browsers may connect for
 * @param connections how many, how long
 * @param admission who may connect, how often
 * @param messages what a client may send
 * @param buffers what may wait for a client
 * @param streams what is published, and kept
 * @param access who may see and do what
 */
public record EdgeConfig(
        String host,
        int port,
        int ioThreads,
        EdgeIo io,
        Optional<TlsConfig> tls,
        OriginConfig origins,
        ConnectionConfig connections,
        AdmissionConfig admission,
        MessageConfig messages,
        BufferConfig buffers,
        StreamConfig streams,
        Access access) {

    /** Validates. */
    public EdgeConfig {
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("edge.host = \"" + host + "\": expected an address to bind");
        }
        Bounds.check(port, 0, 65_535, "port");
        Bounds.check(ioThreads, 1, 64, "io-threads");
        if (access == null) {
            throw new IllegalArgumentException("edge.access = null: expected tokens or open");
        }
        if (access == Access.OPEN && !isLoopback(host)) {
            // Whoever reaches the port would trade.
            throw new IllegalArgumentException(
                    "edge.access = open: expected tokens, or edge.host to be this machine's own, such as"
                            + " 127.0.0.1; it is " + host);
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** Loopback, any free port, one event loop; the base of profiles. */
    public static EdgeConfig defaults() {
        return new EdgeConfig(
                "127.0.0.1",
                0,
                1,
                EdgeIo.AUTO,
                Optional.empty(),
                OriginConfig.defaults(),
                ConnectionConfig.defaults(),
                AdmissionConfig.defaults(),
                MessageConfig.defaults(),
                BufferConfig.defaults(),
                StreamConfig.defaults(),
                Access.TOKENS);
    }

    /** The same on another address. */
    public EdgeConfig on(String otherHost, int otherPort) {
        return new EdgeConfig(
                otherHost,
                otherPort,
                ioThreads,
                io,
                tls,
                origins,
                connections,
                admission,
                messages,
                buffers,
                streams,
                access);
    }

    /** The same with other input and output. */
    public EdgeConfig with(EdgeIo other) {
        return new EdgeConfig(
                host, port, ioThreads, other, tls, origins, connections, admission, messages, buffers, streams, access);
    }

    /** The same with this encryption. */
    public EdgeConfig with(TlsConfig other) {
        return new EdgeConfig(
                host,
                port,
                ioThreads,
                io,
                Optional.of(other),
                origins,
                connections,
                admission,
                messages,
                buffers,
                streams,
                access);
    }

    /** The same without encryption. */
    public EdgeConfig inTheClear() {
        return new EdgeConfig(
                host,
                port,
                ioThreads,
                io,
                Optional.empty(),
                origins,
                connections,
                admission,
                messages,
                buffers,
                streams,
                access);
    }

    /** The same for other pages. */
    public EdgeConfig with(OriginConfig other) {
        return new EdgeConfig(
                host, port, ioThreads, io, tls, other, connections, admission, messages, buffers, streams, access);
    }

    /** The same with other bounds on connections. */
    public EdgeConfig with(ConnectionConfig other) {
        return new EdgeConfig(
                host, port, ioThreads, io, tls, origins, other, admission, messages, buffers, streams, access);
    }

    /** The same with other bounds on who may connect. */
    public EdgeConfig with(AdmissionConfig other) {
        return new EdgeConfig(
                host, port, ioThreads, io, tls, origins, connections, other, messages, buffers, streams, access);
    }

    /** The same with other bounds on messages. */
    public EdgeConfig with(MessageConfig other) {
        return new EdgeConfig(
                host, port, ioThreads, io, tls, origins, connections, admission, other, buffers, streams, access);
    }

    /** The same with other bounds on what waits. */
    public EdgeConfig with(BufferConfig other) {
        return new EdgeConfig(
                host, port, ioThreads, io, tls, origins, connections, admission, messages, other, streams, access);
    }

    /** The same with other bounds on streams. */
    public EdgeConfig with(StreamConfig other) {
        return new EdgeConfig(
                host, port, ioThreads, io, tls, origins, connections, admission, messages, buffers, other, access);
    }

    /** The same with another access. */
    public EdgeConfig with(Access other) {
        return new EdgeConfig(
                host, port, ioThreads, io, tls, origins, connections, admission, messages, buffers, streams, other);
    }
}
