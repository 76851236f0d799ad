package io.ringfence.transport.edge;

/**
 * Where the edge listens, and the bound on everything a client can make it hold.
 *
 * @param host address to bind, for example {@code 127.0.0.1}
 * @param port TCP port, 0 for any free one
 * @param ioThreads event loops; each client lives on one of them
 * @param connections how many, how long
 * @param messages what a client may send
 * @param buffers what may wait for a client
 * @param streams what is published, and kept
 * @param access who may see and do what
 */
public record EdgeConfig(
        String host,
        int port,
        int ioThreads,
        ConnectionConfig connections,
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
    }

    /** Loopback, any free port, one event loop; the base of profiles. */
    public static EdgeConfig defaults() {
        return new EdgeConfig(
                "127.0.0.1",
                0,
                1,
                ConnectionConfig.defaults(),
                MessageConfig.defaults(),
                BufferConfig.defaults(),
                StreamConfig.defaults(),
                Access.TOKENS);
    }

    /** The same on another address. */
    public EdgeConfig on(String otherHost, int otherPort) {
        return new EdgeConfig(otherHost, otherPort, ioThreads, connections, messages, buffers, streams, access);
    }

    /** The same with another access. */
    public EdgeConfig with(Access otherAccess) {
        return new EdgeConfig(host, port, ioThreads, connections, messages, buffers, streams, otherAccess);
    }
}
